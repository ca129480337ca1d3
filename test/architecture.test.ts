/** ARCHITECTURE.md, "Who may import whom", as a test. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { breaches, importsOf, stages } from './support/imports.js'

const project = fileURLToPath(new URL('..', import.meta.url))
const read = (path: string) => readFileSync(join(project, path), 'utf8')

const sourceFiles = readdirSync(join(project, 'src'), { recursive: true, encoding: 'utf8' })
  .map((path) => `src/${path.replaceAll('\\', '/')}`)
  .filter((path) => path.endsWith('.ts'))
const source = new Map(sourceFiles.map((path) => [path, read(path)]))

test('src/ keeps the rules', () => {
  expect(source.size).toBeGreaterThan(30)
  expect(breaches(source)).toEqual([])
})

test('a task of a thread stands beside what runs it: the bundle has all of them in one folder', () => {
  const tasks = [...source].flatMap(([path, text]) =>
    [...text.matchAll(/new URL\('([^']+)', import\.meta\.url\)/g)]
      .filter(([, task]) => task!.endsWith('.js'))
      .map(([, task]) => `${path}: ${task}`),
  )
  expect(tasks.length).toBeGreaterThan(2)
  for (const task of tasks) expect(task).toMatch(/: \.\/[a-z-]+-task\.js$/)
})

test('every import that the compiler would follow is seen', () => {
  // A weaker scan on purpose: whatever stands after `from` or in `import(`.
  for (const [path, text] of source) {
    const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
    const plain = [...code.matchAll(/(?:^|\n)(?:import|export|\})[^'"\n]*?\sfrom '([^']+)'/g)]
    expect(importsOf(path, text).length, path).toBeGreaterThanOrEqual(plain.length)
  }
})

test('ARCHITECTURE.md and the flows name every stage', () => {
  const table = read('ARCHITECTURE.md').split('## Who may import whom')[0]!
  const named = [...table.matchAll(/^\| ([a-z]+) \| `/gm)].map((row) => row[1]!)
  expect([...new Set(named)]).toEqual([...stages])
  const flows = ['src/build.ts', 'src/network.ts']
  const used = flows.flatMap((flow) => importsOf(flow, read(flow)).map(({ target }) => target))
  for (const stage of stages) {
    expect(
      used.some((target) => target.startsWith(`src/${stage}/`)),
      stage,
    ).toBe(true)
  }
})

describe('planted violations are found', () => {
  const good = {
    'src/book/book.ts': "import type { Root } from 'hast'\nexport interface Book { root: Root }",
    'src/markup/mark-up.ts': "import type { Book } from '../book/book.js'\nexport const markUp = 1",
    'src/structure/structure.ts': 'export const structure = 1',
    'src/world/disk.ts':
      "import { readFile } from 'node:fs/promises'\nexport const read = readFile",
    'src/build.ts': "import { markUp } from './markup/mark-up.js'\nexport const build = markUp",
    'src/cli.ts': "import { build } from './build.js'\nbuild()",
  }
  const plant = (files: Record<string, string>) =>
    breaches(new Map(Object.entries({ ...good, ...files })))

  test('none where all is well', () => expect(plant({})).toEqual([]))

  const markup = (line: string) => ({ 'src/markup/mark-up.ts': `${line}\nexport const markUp = 1` })
  test.each([
    [
      'a stage imports a stage',
      markup("import { structure } from '../structure/structure.js'"),
      'markup may not know structure',
    ],
    [
      'by a type',
      markup("import type { X } from '../structure/structure.js'"),
      'markup may not know structure',
    ],
    [
      'by several lines',
      markup("import {\n  one,\n  structure,\n} from '../structure/structure.js'"),
      'may not know structure',
    ],
    [
      'by a re-export',
      markup("export * from '../structure/structure.js'"),
      'may not know structure',
    ],
    ['by its effects', markup("import '../structure/structure.js'"), 'may not know structure'],
    [
      'by import()',
      markup("const late = import('../structure/structure.js')"),
      'may not know structure',
    ],
    [
      'by a worker’s URL',
      markup("const task = new URL('../structure/structure.js', import.meta.url)"),
      'may not know structure',
    ],
    [
      'a stage imports the world',
      markup("import { read } from '../world/disk.js'"),
      'markup may not know world',
    ],
    [
      'a stage imports build',
      markup("import { build } from '../build.js'"),
      'markup may not know build',
    ],
    [
      'a stage reads the disk',
      markup("import { readFile } from 'node:fs/promises'"),
      'touches the machine',
    ],
    ['without the prefix', markup("import fs from 'fs'"), 'touches the machine'],
    [
      'a stage starts a program',
      markup("import { spawn } from 'node:child_process'"),
      'touches the machine',
    ],
    ['a stage opens a socket', markup("import { connect } from 'node:net'"), 'touches the machine'],
    [
      'a stage starts a browser',
      markup("import puppeteer from 'puppeteer'"),
      'touches the machine',
    ],
    [
      'build imports the world',
      { 'src/build.ts': "import { read } from './world/disk.js'" },
      'build may not know world',
    ],
    ['build imports cli', { 'src/build.ts': "import './cli.js'" }, 'build may not know cli'],
    [
      'book runs unified',
      { 'src/book/x.ts': "import { visit } from 'unist-util-visit'" },
      'runs unist-util-visit',
    ],
    [
      'book imports a stage',
      { 'src/book/x.ts': "import { markUp } from '../markup/mark-up.js'" },
      'book may not know markup',
    ],
    [
      'cli imports a stage',
      { 'src/cli.ts': "import { markUp } from './markup/mark-up.js'" },
      'cli may not know markup',
    ],
    [
      'a folder nobody knows',
      { 'src/utils/x.ts': 'export const x = 1' },
      'no folder of ARCHITECTURE.md',
    ],
    ['a missing file', markup("import { gone } from './gone.js'"), 'does not exist'],
    ['a way out of src/', markup("import { gone } from '../../test/x.js'"), 'outside src/'],
    ['a default export', markup('export default 1'), 'default export'],
    ['a file of 251 lines', { 'src/markup/long.ts': 'export {}\n'.repeat(251) }, 'has 251 lines'],
    [
      'a circle',
      {
        'src/markup/a.ts': "import { b } from './b.js'\nexport const a = b",
        'src/markup/b.ts': "import { c } from './c.js'\nexport const b = c",
        'src/markup/c.ts': "import { a } from './a.js'\nexport const c = a",
      },
      'src/markup/a.ts → src/markup/b.ts → src/markup/c.ts → src/markup/a.ts is a circle',
    ],
  ] as const)('%s', (_name, files, reason) => {
    const found = plant(files)
    expect(found.join('\n')).toContain(reason)
  })

  test('comments and types are no violations', () => {
    const comment =
      "/* import { structure } from '../structure/structure.js' */\n// import 'node:fs'"
    expect(plant(markup(comment))).toEqual([])
    const types = { 'src/book/x.ts': "import { type Root } from 'mdast'\nexport type X = Root" }
    expect(plant(types)).toEqual([])
  })
})
