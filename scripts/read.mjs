#!/usr/bin/env node
// Look at an EPUB as readers show it: `npm run read -- book.epub [folder]`. foliate-js, the engine of Foliate and Readest,
// opens it in the browser; five typical pages are written as PNG at the width of a phone, an e-ink reader and a tablet,
// light and dark. It says what it found on the way: contents that do not land, notes that do not pop up.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { openInFoliate } from './read/foliate.mjs'
import { survey } from './read/survey.mjs'

const given = process.argv[2]
if (!given) {
  console.log('Name an EPUB: npm run read -- book.epub [folder for the pictures]')
  process.exit(2)
}
const name = basename(given, '.epub')
const folder = resolve(process.argv[3] ?? join('output', 'read', name))

const screens = [
  { name: 'phone', width: 390, height: 844, scale: 1 },
  { name: 'e-ink', width: 600, height: 800, scale: 1, isGrey: true },
  { name: 'tablet', width: 820, height: 1180, scale: 1 },
]

const reader = await openInFoliate(readFileSync(given), screens[0])
try {
  const found = await survey(reader.page)
  console.log(JSON.stringify(found.summary, null, 2))
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
