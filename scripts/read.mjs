#!/usr/bin/env node
// Look at an EPUB as readers show it: `npm run read -- book.epub [folder]`. foliate-js, the engine of Foliate and Readest,
// opens it in the browser; five typical pages are written as PNG at the width of a phone, an e-ink reader and a tablet,
// light and dark. It says what it found on the way: contents that do not land, notes that do not pop up, what epub.js,
// a second engine, reads otherwise. `npm run read -- --all` makes the sample and the books of ../shared/books with
// their printed pages, and walks through every page of them, without pictures.
import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openInEpubjs, readInEpubjs } from './read/epubjs.mjs'
import { openInFoliate } from './read/foliate.mjs'
import { survey } from './read/survey.mjs'

const screens = [
  { name: 'phone', width: 390, height: 844, scale: 1 },
  { name: 'e-ink', width: 600, height: 800, scale: 1, isGrey: true },
  { name: 'tablet', width: 820, height: 1180, scale: 1 },
]

const given = process.argv[2]
if (!given) {
  console.log('Name an EPUB, or all: npm run read -- book.epub [folder for the pictures], or --all')
  process.exit(2)
}
if (given === '--all') {
  await readAll()
  process.exit()
}
const name = basename(given, '.epub')
const folder = resolve(process.argv[3] ?? join('output', 'read', name))

const reader = await openInFoliate(readFileSync(given), screens[0])
try {
  const found = await survey(reader.page)
  console.log(JSON.stringify(found.summary, null, 2))
  await readOtherwise(readFileSync(given), found.summary)
  mkdirSync(folder, { recursive: true })
  for (const screen of screens)
    for (const scheme of screen.isGrey ? ['light'] : ['light', 'dark'])
      await photograph(screen, scheme, found.places)
  if (found.summary.faults.length > 0) process.exitCode = 1
} finally {
  await reader.close()
}

async function photograph(screen, scheme, places) {
  const { page } = reader
  await page.setViewport({
    width: screen.width,
    height: screen.height,
    deviceScaleFactor: screen.scale,
  })
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
  // As Foliate does: the colours of the page are the reader's.
  await page.evaluate(`document.documentElement.style.colorScheme = '${scheme}'`)
  await page.evaluate("view.renderer.setStyles('html { color-scheme: light dark }')")
  await page.evaluate(
    `document.documentElement.style.filter = '${screen.isGrey ? 'grayscale(1)' : 'none'}'`,
  )
  for (const [kind, place] of Object.entries(places)) {
    await page.evaluate(`view.goTo(${JSON.stringify(place)})`)
    await page.evaluate(
      'shown.fonts.ready.then(() => new Promise((done) => setTimeout(done, 300)))',
    )
    const path = join(folder, `${kind}-${screen.name}-${scheme}.png`)
    writeFileSync(path, await page.screenshot())
    console.log(path)
  }
}

/** The second engine must find as much, and have nothing to complain of. */
async function readOtherwise(epub, { contents, pageList }) {
  const other = await openInEpubjs(epub, screens[0])
  try {
    const { faults, ...found } = await readInEpubjs(other)
    if (found.contents !== contents || found.pageList !== pageList)
      faults.push(`it has ${found.contents} lines of contents and ${found.pageList} pages`)
    console.log(`epub.js: ${faults.join('\n') || 'the same'}`)
    if (faults.length > 0) process.exitCode = 1
  } finally {
    await other.close()
  }
}

async function readAll() {
  const root = fileURLToPath(new URL('..', import.meta.url))
  const shelf = resolve(root, '../shared/books')
  const entries = existsSync(shelf) ? readdirSync(shelf, { withFileTypes: true }) : []
  const books = entries.filter((one) => one.isDirectory()).map(({ name }) => join(shelf, name))
  const out = mkdtempSync(join(tmpdir(), 'octavo-read-'))
  try {
    for (const book of [join(root, 'manuscript'), ...books]) {
      const words = ['build', book, '--out', out, '--json']
      const { stdout } = spawnSync(process.execPath, [join(root, 'bin/octavo.mjs'), ...words], {
        encoding: 'utf8',
        maxBuffer: 2 ** 28,
      })
      const { path } = JSON.parse(stdout).written.find(({ kind }) => kind === 'epub')
      const epub = readFileSync(path)
      const one = await openInFoliate(epub, screens[0])
      const { summary } = await survey(one.page).finally(() => one.close())
      console.log(basename(book), JSON.stringify(summary))
      if (summary.faults.length > 0) process.exitCode = 1
      await readOtherwise(epub, summary)
    }
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}
