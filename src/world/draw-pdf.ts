/** Pages of PDF files as SVG, by poppler's `pdftocairo`, where the author has it. */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { DrawPdf } from '../book/world.js'

const run = promisify(execFile)

/** Milliseconds after which a page is given up. */
const patience = 60_000

/** Draw a page; letters become outlines, so that no font is missing anywhere. */
export const drawPdf: DrawPdf = async (pdf, page) => {
  const folder = await mkdtemp(join(tmpdir(), 'octavo-pdf-'))
  const [from, to] = [join(folder, 'figure.pdf'), join(folder, 'figure.svg')]
  try {
    await writeFile(from, pdf)
    const words = ['-svg', '-f', String(page), '-l', String(page), from, to]
    await run('pdftocairo', words, { timeout: patience })
    const svg = await readFile(to).catch(() => undefined)
    return svg ?? { reason: 'a PDF that cannot be drawn' }
  } catch (error) {
    const { code, stderr } = error as { code?: unknown; stderr?: string }
    // The file was written: what is missing is the program.
    if (code === 'ENOENT') return undefined
    const said = /range|first page|wrong page/i.test(stderr ?? '')
    return { reason: said ? `no page ${page}` : 'a PDF that cannot be drawn' }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
