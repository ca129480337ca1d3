/** Make the pictures of docs/themes.md: two facing pages of the sample book in each theme. Needs poppler and ImageMagick. */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const resolution = '60'

const root = fileURLToPath(new URL('..', import.meta.url))
const pictures = join(root, 'docs/pictures')
const work = mkdtempSync(join(tmpdir(), 'octavo-themes-'))
try {
  const book = join(work, 'book')
  cpSync(join(root, 'manuscript'), book, { recursive: true })
  const settings = readFileSync(join(book, 'book.yaml'), 'utf8').replace(/^editions:[\s\S]*/m, '')
  for (const theme of readdirSync(join(root, 'styles/themes')).sort()) {
    const editions = 'editions:\n  print: {floats: [figures, tables]}\n'
    writeFileSync(join(book, 'book.yaml'), `${settings}theme: ${theme}\n${editions}`)
    const folder = join(work, theme)
    run(process.execPath, [join(root, 'bin/octavo.mjs'), 'pdf', book, '--quiet'], folder)
    drawSpread(theme, folder)
  }
} finally {
  rmSync(work, { recursive: true })
}

/** Draw the left and the right page of a spread on a grey ground, in few greys: they are small. */
function drawSpread(theme, folder) {
  const pdf = readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .find((name) => name.endsWith('.pdf'))
  const left = findSpread(pdf)
  const at = ['-f', String(left), '-l', String(left + 1)]
  run('pdftoppm', ['-r', resolution, '-png', ...at, pdf, join(folder, 'page')])
  const pages = readdirSync(folder)
    .filter((name) => /^page.*png$/.test(name))
    .sort()
  const target = join(pictures, `theme-${theme}.png`)
  const inks = [
    '+dither',
    '-colorspace',
    'Gray',
    '-colors',
    '16',
    '-strip',
    '-define',
    'png:exclude-chunks=date,time',
  ]
  run('convert', [
    ...pages.map((name) => join(folder, name)),
    '+append',
    '-bordercolor',
    '#999999',
    '-border',
    '6',
    ...inks,
    target,
  ])
  console.log(`docs/pictures/theme-${theme}.png  pages ${left} and ${left + 1}`)
}

/** Find the first spread whose right page opens a chapter of the body and whose left one is fairly full. */
function findSpread(pdf) {
  const { pages, depth } = JSON.parse(readFileSync(pdf.replace(/pdf$/, 'layout.json'), 'utf8'))
  const opener = pages.find(({ folio, side, chapter, blocks }, index) => {
    const left = pages[index - 1]
    const opens = /^\d+$/.test(folio) && side === 'recto' && chapter !== left?.chapter
    return opens && blocks.length > 3 && left.blocks.length > 3 && left.filled > depth / 2
  })
  return opener.page - 1
}

function run(program, words, folder) {
  if (folder) words = [...words, '--out', folder]
  execFileSync(program, words, { stdio: ['ignore', 'ignore', 'inherit'] })
}
