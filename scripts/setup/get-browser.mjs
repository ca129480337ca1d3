// Find a browser, or get one: Puppeteer's download, the system's package, the one inside an npm package.
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { chmod, mkdtemp, rename } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { root, run, Stop, step, tail } from './steps.mjs'

const stampPath = `${root}node_modules/.octavo-browser`

/** A browser built for servers, inside an npm package; Linux on x64 only. */
const packagedBrowser = '@sparticuz/chromium@153.0.0'

/** Milliseconds in which the download's server must answer; without a network nothing ever does. */
const patience = 8000

export async function getBrowser() {
  if (!process.env.PUPPETEER_EXECUTABLE_PATH && existsSync(stampPath)) {
    if (existsSync(readFileSync(stampPath, 'utf8'))) return
  }
  const { findBrowser } = await import('../../dist/world/find-browser.js')
  let missing
  const find = () =>
    findBrowser().catch((error) => {
      missing = error
    })
  let found = await find()
  if (!found && process.env.PUPPETEER_EXECUTABLE_PATH) throw new Stop(missing.message, missing.hint)
  for (const way of [download, installSystemPackage, unpackFromNpm]) {
    if (found) break
    if (await way()) found = await find()
    // A browser that lacks a library is worse than none: it would be found for ever.
    if (found && !(await starts(found))) found = undefined
  }
  if (!found) throw new Stop(missing.message, missing.hint)
  if (existsSync(dirname(stampPath))) writeFileSync(stampPath, found)
}

async function starts(path) {
  if (process.platform !== 'linux') return true
  return (await run(path, ['--version'])).ok
}

/** Puppeteer's own download of Chrome for Testing. */
async function download() {
  const { puppeteerFolder } = await import('../../dist/world/find-browser.js')
  const { PUPPETEER_REVISIONS } = await import('puppeteer-core')
  const browsers = await import('@puppeteer/browsers')
  const build = {
    browser: 'chrome',
    buildId: PUPPETEER_REVISIONS.chrome,
    cacheDir: puppeteerFolder(),
  }
  const canDownload = await Promise.race([
    browsers.canDownload(build).catch(() => false),
    new Promise((resolve) => setTimeout(resolve, patience, false).unref()),
  ])
  if (!canDownload) return false
  const command = `${root}node_modules/@puppeteer/browsers/lib/cjs/main-cli.js`
  const given = [command, 'install', `chrome@${build.buildId}`, '--path', build.cacheDir]
  const { ok } = await step('downloading Chrome', process.execPath, given)
  if (!ok) return false
  const path = browsers.computeExecutablePath(build)
  if (await starts(path)) return true
  await browsers.uninstall(build)
  return false
}

/** Chromium of Debian and its kin; needs root. */
async function installSystemPackage() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await step('looking for the system’s Chromium (apt-get update)', 'apt-get', ['update', '-q'], {
    env,
  })
  const given = ['install', '-y', '-q', '--no-install-recommends', 'chromium']
  const { ok, output } = await step('apt-get install chromium', 'apt-get', given, { env })
  if (!ok) process.stderr.write(`${tail(output, 4)}\n`)
  return ok
}

/** The last resort: a headless Chromium from the npm registry, unpacked into the cache folder. */
export async function unpackFromNpm() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return false
  const { unpackedBrowser } = await import('../../dist/world/find-browser.js')
  const target = unpackedBrowser()
  const folder = await mkdtemp(join(tmpdir(), 'octavo-browser-'))
  try {
    const given = [
      'install',
      '--prefix',
      folder,
      '--no-audit',
      '--no-fund',
      '--force',
      packagedBrowser,
    ]
    const { ok, output } = await step(`fetching ${packagedBrowser}`, 'npm', given)
    if (!ok) {
      process.stderr.write(`${tail(output, 4)}\n`)
      return false
    }
    const script = `const { default: chromium } = await import('@sparticuz/chromium')
      process.stdout.write(await chromium.executablePath())`
    // It unpacks into the temporary folder, which others could write to: give it one of our own.
    const env = { ...process.env, TMPDIR: folder }
    const node = ['--input-type=module', '-e', script]
    const unpacked = await step('unpacking it', process.execPath, node, { cwd: folder, env })
    if (!unpacked.ok) return false
    mkdirSync(dirname(target), { recursive: true })
    copyFileSync(unpacked.output.trim(), `${target}.part`)
    await chmod(`${target}.part`, 0o755)
    await rename(`${target}.part`, target)
    return true
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
