// What the browser alone takes: start, load a file, print it with its defaults, end.

import puppeteer from 'puppeteer-core'
import { findBrowser } from '../../dist/world/find-browser.js'

const browser = await puppeteer.launch({
  executablePath: await findBrowser(),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  protocolTimeout: 0,
})
const page = await browser.newPage()
await page.goto(`file://${process.argv[2]}`, { waitUntil: 'load', timeout: 0 })
await page.pdf({ timeout: 0, preferCSSPageSize: true, printBackground: true })
await browser.close()
