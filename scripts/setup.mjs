#!/usr/bin/env node
// Make a checkout ready to run: packages, compiled code, a browser. Plain Node, run by the `pre…`
// scripts of package.json; when there is nothing to do it only looks at dates (`--no-browser` leaves
// the browser out). Each step says what it does in one line, and fails with one message.
import { existsSync } from 'node:fs'
import { compile } from './setup/compile.mjs'
import { getBrowser } from './setup/get-browser.mjs'
import { installPackages } from './setup/install-packages.mjs'
import { root, Stop } from './setup/steps.mjs'

const [major, minor] = process.versions.node.split('.').map(Number)
try {
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Stop(
      `Octavo needs Node 20.19 or newer; this is Node ${process.versions.node}`,
      'Install a newer one from https://nodejs.org, or with your version manager',
    )
  }
  // An installed package has no sources and nothing to install or compile.
  if (existsSync(`${root}src`)) {
    await installPackages()
    await compile()
  }
  if (!process.argv.includes('--no-browser')) await getBrowser()
} catch (error) {
  if (!(error instanceof Stop)) throw error
  console.error(`error: ${error.message}`)
  console.error(`  = help: ${error.hint}`)
  process.exitCode = 3
}
