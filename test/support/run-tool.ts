/** Programs of poppler and the like, to see a PDF as others do. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Run a tool on a PDF. @returns what it printed */
export async function runTool(name: string, bytes: Uint8Array, ...args: string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'octavo-print-'))
  try {
    const path = join(folder, 'book.pdf')
    await writeFile(path, bytes)
    const { stdout } = await run(name, [...args, path, ...(name === 'pdftotext' ? ['-'] : [])], {
      maxBuffer: 1e8,
    })
    return stdout
  } finally {
    await rm(folder, { recursive: true })
  }
}
