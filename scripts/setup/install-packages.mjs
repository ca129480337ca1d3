// Install the packages that package-lock.json names, when they are missing or others.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { root, Stop, step, tail } from './steps.mjs'

const lockPath = `${root}package-lock.json`
const installedPath = `${root}node_modules/.package-lock.json`
const stampPath = `${root}node_modules/.octavo-packages`

export async function installPackages() {
  const lock = readFileSync(lockPath)
  const hash = createHash('sha256').update(lock).digest('hex')
  if (existsSync(stampPath) && readFileSync(stampPath, 'utf8') === hash) return
  if (!isInstalled(JSON.parse(lock))) {
    // Not `npm ci`: it refuses a lock file that was written where the registry lacks the builds of
    // some package for other systems. With `--no-save` the locked versions are taken all the same.
    const { ok, output } = await step('installing packages', 'npm', [
      'install',
      '--no-save',
      '--include=dev',
      '--prefer-offline',
      '--no-audit',
      '--no-fund',
      // Under `npm run --silent` it would not say what failed.
      '--loglevel=error',
    ])
    if (!ok) {
      throw new Stop(
        `The packages cannot be installed. npm said:\n${tail(output)}`,
        'Connect to the internet (packages come from the npm registry) and try again',
      )
    }
  }
  writeFileSync(stampPath, hash)
}

/** True if an `npm install` by hand has brought the very versions of the lock file. */
function isInstalled(lock) {
  if (!existsSync(installedPath)) return false
  const { packages } = JSON.parse(readFileSync(installedPath))
  return Object.entries(lock.packages).every(
    ([path, { version, optional }]) =>
      path === '' || optional || packages[path]?.version === version,
  )
}
