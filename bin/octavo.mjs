#!/usr/bin/env node
// The command. Sees to it that Node is new enough and that there is something to run, then runs it.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import * as module from 'node:module'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`error: Octavo needs Node 20.19 or newer; this is Node ${process.versions.node}`)
  console.error('  = help: install a newer one from https://nodejs.org')
  process.exit(3)
}

// A build ends before code made for long runs pays: compiling it took two of the seven seconds of processor time of
// rust-book, in threads beside ours. JavaScript waits three times as long for it, WebAssembly for ever: one function of
// HarfBuzz took 0.4 s. (Node complains of flags that it does not know; these were tried with 20 and 24.)
const flags = ['--liftoff-only', '--no-wasm-tier-up', '--no-wasm-dynamic-tiering']
if (major < 22) flags.push('--interrupt-budget=400000')
if (major <= 24) for (const flag of flags) setFlagsFromString(flag)

// Node 22 and newer keep compiled code between runs.
module.enableCompileCache?.()

const entry = new URL('../dist/bundle/cli.js', import.meta.url)
if (!existsSync(entry)) {
  // A fresh clone. The installed package always has dist/.
  const setup = fileURLToPath(new URL('../scripts/setup.mjs', import.meta.url))
  const { status } = spawnSync(process.execPath, [setup], { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 3)
}

const { main } = await import(entry)
await main(process.argv.slice(2))
