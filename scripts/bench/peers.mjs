#!/usr/bin/env node
// The same book through others, one run each, side by side: `npm run bench -- peers path/to/book`.
// All of them print the HTML that goes into our browser; Typst gets the same text and measure. They are
// installed in a folder of their own on first use, and are no dependencies of ours.
import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findBrowser } from '../../dist/world/find-browser.js'
import { runAndWatch } from '../books/process-tree.mjs'
import { toTypst } from './to-typst.mjs'

/** Pinned: a later Vivliostyle needs Node 22. */
const packages = [
  'pagedjs-cli@0.4.3',
  '@vivliostyle/cli@10.6.0',
  '@myriaddreamin/typst-ts-node-compiler@0.7.0',
]
/** Seconds after which a peer is stopped. */
const patience = 600
const root = fileURLToPath(new URL('../..', import.meta.url))
const book = resolve(process.argv[2] ?? resolve(root, '../shared/books/rust-book'))
if (!existsSync(book)) {
  console.log(`There is no book in ${book}. Name one: npm run bench -- peers path/to/book`)
  process.exit(0)
}
const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'octavo-bench')
const work = mkdtempSync(join(tmpdir(), 'octavo-peers-'))
try {
  await compare()
} finally {
  rmSync(work, { recursive: true, force: true })
}

async function compare() {
  const bin = install()
  const browser = await findBrowser()
  const html = join(work, 'book.html')
  console.log(`${basename(book)}, each once, in this order`)
  const ours = [join(root, 'bin/octavo.mjs'), 'pdf', book, '--no-cache', '--quiet']
  const pdf = (name) => join(work, `${name}.pdf`)
  await run(
    'Octavo',
    process.execPath,
    [...ours, '--html', html, '--out', pdf('ours')],
    pdf('ours'),
  )
  const bare = [join(root, 'scripts/bench/bare-print.mjs'), html, pdf('bare')]
  await run('Chromium, tags, outline', process.execPath, bare, pdf('bare'))
  writeTypst(html)
  const typst = [join(root, 'scripts/bench/typst-print.mjs'), cache, join(work, 'book.typ')]
  const fonts = join(root, 'styles/fonts')
  await run('Typst, tags', process.execPath, [...typst, pdf('typst'), fonts], pdf('typst'))
  await run('WeasyPrint', 'weasyprint', [html, pdf('weasyprint')], pdf('weasyprint'))
  const asRoot = process.getuid?.() === 0 ? ['--browserArgs', '--no-sandbox'] : []
  // Its reader of style sheets stops at these selectors; it gets the book without the rules that have them.
  const plain = join(work, 'plain.html')
  const unread = /[^{}]*:(?:is|where|not|has)\([^{}]*\{[^{}]*\}/g
  writeFileSync(
    plain,
    readFileSync(html, 'utf8').replace(/<style>.*?<\/style>/gs, (css) => css.replace(unread, '')),
  )
  const paged = [plain, '-o', pdf('paged'), '-t', String(patience * 1000), ...asRoot]
  await run('Paged.js', join(bin, 'pagedjs-cli'), paged, pdf('paged'), {
    PUPPETEER_EXECUTABLE_PATH: browser,
  })
  const vivliostyle = ['build', html, '-d', '-o', pdf('viv'), '-t', String(patience)]
  const its = [...vivliostyle, '--executable-browser', browser]
  await run('Vivliostyle', join(bin, 'vivliostyle'), its, pdf('viv'))
}

/** Install the peers once. @returns the folder of their commands */
function install() {
  const bin = join(cache, 'node_modules/.bin')
  const stamp = join(cache, 'packages.txt')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === packages.join('\n')) return bin
  console.log(`installing ${packages.join(', ')} in ${cache}`)
  mkdirSync(cache, { recursive: true })
  writeFileSync(join(cache, 'package.json'), '{ "private": true }')
  const env = { ...process.env, PUPPETEER_SKIP_DOWNLOAD: '1' }
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', ...packages], {
    cwd: cache,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (status === 0) writeFileSync(stamp, packages.join('\n'))
  return bin
}

/** Page, size and leading as the HTML's own style sheet has them, in points. */
function writeTypst(html) {
  const text = readFileSync(html, 'utf8')
  const last = (name) =>
    Number([...text.matchAll(new RegExp(`--${name}: ([\\d.]+)pt`, 'g'))].at(-1)[1])
  const [width, height] = [last('trim-width'), last('trim-height')]
  const [top, inside, outside] = [last('top-margin'), last('inside-margin'), last('outside-margin')]
  const bottom = height - top - last('page-depth')
  const page = { width, height, top, bottom, inside, outside, size: last('font-size') }
  const typst = toTypst(text, work, { ...page, leading: last('leading') })
  writeFileSync(join(work, 'book.typ'), typst)
}

async function run(name, command, given, pdf, env = {}) {
  const label = name.padEnd(24)
  try {
    // `timeout` ends what a peer has started, too.
    const { exitCode, milliseconds, peak, stderr, stdout } = await runAndWatch(
      'timeout',
      ['-k', '10', String(patience), command, ...given],
      { cwd: work, env: { ...process.env, ...env } },
    )
    if (exitCode === 127) {
      console.log(`${label} not installed`)
      return
    }
    if (!existsSync(pdf)) {
      const why = exitCode === 124 ? 'stopped' : `${stderr}${stdout}`.trim().split('\n').at(-1)
      console.log(
        `${label} no PDF after ${(milliseconds / 1000).toFixed(1)} s (exit ${exitCode}): ${why}`,
      )
      return
    }
    const info = spawnSync('pdfinfo', [pdf], { encoding: 'utf8' }).stdout ?? ''
    const pages = Number(/^Pages:\s+(\d+)/m.exec(info)?.[1] ?? 0)
    const tagged = /^Tagged:\s+yes/m.test(info) ? 'tagged' : 'untagged'
    const seconds = milliseconds / 1000
    const facts = [
      `${seconds.toFixed(1)} s`.padStart(8),
      `${pages} pages`.padStart(11),
      `${(pages / seconds).toFixed(0)} pages/s`.padStart(13),
      `${Math.round(peak / 1e6)} MB`.padStart(9),
      `${(statSync(pdf).size / 1e6).toFixed(1)} MB PDF`.padStart(13),
      tagged,
    ]
    console.log(label + facts.join('  '))
  } catch (error) {
    console.log(`${label} not run: ${error.message}`)
  }
}
