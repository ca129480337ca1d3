/** Find a browser that can print. Also used by scripts/setup.mjs, so it imports nothing heavy. */
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { EnvironmentFault } from '../book/world.js'
import { cacheFolder } from './cache.js'

/** Names of Chromium and its kin on the `PATH` of Linux; Debian's and Ubuntu's first. */
const commandNames = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
  'chromium-headless-shell',
]

const macApplications = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
]

const windowsPrograms = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
]

/** Where scripts/setup.mjs unpacks the browser of the npm package, when nothing else can be had. */
export const unpackedBrowser = (): string => join(cacheFolder(), 'browser', 'chromium')

/** Where Puppeteer keeps the browsers that it downloads. */
export const puppeteerFolder = (): string =>
  process.env.PUPPETEER_CACHE_DIR ?? join(homedir(), '.cache', 'puppeteer')

/** What to type where there is none, by system. */
function howToInstall(): string {
  const sudo = process.getuid?.() === 0 ? '' : 'sudo '
  const ways: Partial<Record<NodeJS.Platform, string>> = {
    linux: `\`${sudo}apt-get install -y chromium\` (on other systems than Debian and Ubuntu the package \`chromium\`)`,
    darwin: '`brew install --cask google-chrome`',
    win32: '`winget install Google.Chrome`',
  }
  const way = ways[process.platform]
  return `Install Chromium or Google Chrome${way ? `: ${way}` : ''}; or set PUPPETEER_EXECUTABLE_PATH to a browser that you have`
}

/**
 * Find a browser: the one that the author names, Puppeteer's own, an installed one, the unpacked one.
 *
 * @returns an absolute path
 * @throws EnvironmentFault which says what to install
 */
export async function findBrowser(): Promise<string> {
  const named = process.env.PUPPETEER_EXECUTABLE_PATH
  if (named) {
    if (existsSync(named)) return named
    throw new EnvironmentFault(
      `There is no browser at \`${named}\`, which PUPPETEER_EXECUTABLE_PATH names`,
      'Unset PUPPETEER_EXECUTABLE_PATH, or set it to the browser’s program file',
    )
  }
  const found = (await puppeteersOwn()) ?? candidates().find((path) => existsSync(path))
  if (found) return found
  throw new EnvironmentFault('No browser was found to print with', howToInstall())
}

/** The newest browser in Puppeteer's cache; its package is asked only if there is such a folder. */
async function puppeteersOwn(): Promise<string | undefined> {
  const cacheDir = puppeteerFolder()
  if (!existsSync(cacheDir)) return undefined
  const { getInstalledBrowsers } = await import('@puppeteer/browsers')
  const installed = await getInstalledBrowsers({ cacheDir }).catch(() => [])
  return installed
    .filter(({ browser }) => browser.startsWith('chrome') && browser !== 'chromedriver')
    .sort((a, b) => b.buildId.localeCompare(a.buildId, 'en', { numeric: true }))
    .map(({ executablePath }) => executablePath)
    .find((path) => existsSync(path))
}

function candidates(): string[] {
  const { env, platform } = process
  const paths: string[] = []
  if (platform === 'darwin') {
    for (const folder of ['/Applications', join(homedir(), 'Applications')]) {
      paths.push(...macApplications.map((name) => join(folder, name)))
    }
  } else if (platform === 'win32') {
    for (const folder of [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]) {
      if (folder) paths.push(...windowsPrograms.map((name) => join(folder, name)))
    }
  } else {
    const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
    for (const name of commandNames) paths.push(...folders.map((folder) => join(folder, name)))
  }
  return [...paths, unpackedBrowser()]
}
