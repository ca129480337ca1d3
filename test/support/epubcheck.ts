/** EPUBCheck as Debian packs it; its launcher needs a kernel that runs jars, so the tests run Java. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect } from 'vitest'

const jar = '/usr/share/java/epubcheck.jar'

export const hasDebianEpubCheck = existsSync(jar)

/** Errors and warnings of EPUBCheck 4.2, but for those that docs/epub.md allows. */
export async function debianEpubCheck(bytes: Uint8Array): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'octavo-'))
  try {
    const path = join(folder, 'book.epub')
    await writeFile(path, bytes)
    const run = promisify(execFile)('java', ['-jar', jar, path])
    const { stdout, stderr } = await run.catch((error: { stdout: string; stderr: string }) => error)
    const lines = `${stdout}\n${stderr}`.split('\n')
    expect(lines.some((line) => line.startsWith('Messages:'))).toBe(true)
    return lines.filter(
      (line) => /^(?:FATAL|ERROR|WARNING)/.test(line) && !/OPF-027.*pageBreakSource/.test(line),
    )
  } finally {
    await rm(folder, { recursive: true })
  }
}
