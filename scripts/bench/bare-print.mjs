// What the browser alone takes: start, load a file, print it with tags and outline, end. Arguments: the HTML,
// and where to write the PDF, if it is wanted.
import { writeFileSync } from 'node:fs'
import puppeteer from 'puppeteer-core'
import { findBrowser } from '../../dist/world/find-browser.js'

const browser = await puppeteer.launch({
  executablePath: await findBrowser(),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  protocolTimeout: 0,
})
const page = await browser.newPage()
await page.goto(`file://${process.argv[2]}`, { waitUntil: 'load', timeout: 0 })
const bytes = await page.pdf({
  timeout: 0,
  preferCSSPageSize: true,
  printBackground: true,
  tagged: true,
  outline: true,
})
if (process.argv[3]) writeFileSync(process.argv[3], bytes)
await browser.close()
