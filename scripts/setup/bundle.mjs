// Put the compiled files and the packages that they need together in a few files, in dist/bundle/. A build
// loads some 900 modules otherwise; finding, reading and linking them takes 0.5 s of processor time in the main
// thread and 0.2 s in each worker, more than a short book takes to make.
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import { root } from './steps.mjs'

/** Packages that find files of their own beside them, or that bring hundreds of files of which few are read. */
const external = [
  // A plugin that an author installs must meet the same core.
  '@citation-js/core',
  '@citation-js/plugin-csl',
  '@likecoin/epubcheck-ts',
  '@puppeteer/browsers',
  'puppeteer',
  'puppeteer-core',
  'sharp',
  'shiki/langs',
  'speech-rule-engine',
  'subset-font',
  'tinypool',
]

/** Bundle dist/ into dist/bundle/. All lies in one folder: a task is found as `./name-task.js` from anywhere. */
export async function bundle() {
  const { build } = await import('esbuild')
  const folder = `${root}dist/bundle/`
  const tasks = readdirSync(`${root}dist`, { recursive: true })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('-task.js') && !path.startsWith('bundle/'))
  const before = existsSync(folder) ? readdirSync(folder) : []
  const { metafile } = await build({
    entryPoints: ['cli.js', ...tasks].map((path) => ({
      in: `${root}dist/${path}`,
      out: basename(path, '.js'),
    })),
    outdir: folder,
    external,
    // What it names as its entry loads its parts in a way that cannot be followed.
    alias: {
      'jsonc-parser': `${root}node_modules/jsonc-parser/lib/esm/main.js`,
      'node-fetch': `${root}scripts/setup/own-fetch.mjs`,
    },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // Packages in CommonJS ask for modules of Node by `require`.
    banner: {
      js: "import { createRequire as makeRequire } from 'node:module'\nglobalThis.require ??= makeRequire(import.meta.url)",
    },
    metafile: true,
    logLevel: 'error',
  })
  const made = new Set(Object.keys(metafile.outputs).map((path) => basename(path)))
  for (const name of before) if (!made.has(name)) rmSync(folder + name)
}
