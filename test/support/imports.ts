/** Read the imports of TypeScript source, and find where they break the rules of ARCHITECTURE.md. */
import { posix } from 'node:path'

/** Paths relative to the project, with `/`, and their text. */
export type SourceTree = ReadonlyMap<string, string>

/** One import of a file. */
export interface Import {
  /** What stands in quotation marks; a relative one resolved to a path of the tree. */
  readonly target: string
  /** True where nothing is left of it at run time. */
  readonly isType: boolean
}

/** Folders of `src/` that are stages of the build. */
export const stages = [
  'manuscript',
  'structure',
  'markup',
  'typography',
  'select',
  'print',
  'epub',
  'preflight',
  'networks',
] as const

/** Folders of `src/` that everybody may import. */
const shared = ['book', 'diagnostics']
const folders = [...stages, ...shared, 'world', 'cli']

/** Packages that reach the machine. */
const machine =
  /^(node:)?(fs|net|http|https|http2|dns|tls|dgram|child_process|cluster|worker_threads)(\/|$)|^(puppeteer|puppeteer-core|@puppeteer\/browsers|undici|tinypool|node-fetch)(\/|$)/

/** What belongs to unified: `book/` describes its trees but runs nothing of it. */
const unified = /^(unified|unist-|mdast|hast|micromark|remark-|rehype-|vfile)/

const longestFile = 250

/** Comments hold examples, and strings may hold what looks like one. */
const comments = /\/\*[\s\S]*?\*\/|(?<=^|[\s;{}(),])\/\/[^\n]*/g

const forms: readonly { readonly pattern: RegExp; readonly type?: boolean }[] = [
  {
    pattern:
      /(?:^|[;\n])\s*(?:import|export)\s+(type\s+)?([\w*{][^;'"`()]*?)\sfrom\s*['"]([^'"]+)['"]/g,
  },
  { pattern: /(?:^|[;\n])\s*import\s*()()['"]([^'"]+)['"]/g },
  { pattern: /\bimport\s*\(()()\s*['"`]([^'"`]+)['"`]/g },
  { pattern: /\bimport\.meta\.resolve\(()()\s*['"`]([^'"`]+)['"`]/g },
  { pattern: /\bnew\s+URL\(()()\s*['"`]([^'"`]+\.[cm]?[jt]s)['"`]\s*,\s*import\.meta\.url/g },
]

/** List the imports of a file: static, dynamic, re-exported, and modules named by URL. */
export function importsOf(path: string, text: string): Import[] {
  const code = text.replace(comments, '')
  return forms.flatMap(({ pattern }) =>
    [...code.matchAll(pattern)].map(([, keyword, names, target]): Import => {
      const listed = /^\{([\s\S]*)\}\s*$/.exec(names ?? '')?.[1]?.split(',') ?? []
      const named = listed.map((name) => name.trim()).filter(Boolean)
      const isType =
        Boolean(keyword) || (named.length > 0 && named.every((name) => /^type\s/.test(name)))
      return { target: resolve(path, target!), isType }
    }),
  )
}

function resolve(path: string, target: string): string {
  if (!target.startsWith('.')) return target
  const resolved = posix.join(posix.dirname(path), target).replace(/\.js$/, '.ts')
  return resolved.startsWith('src/') ? resolved : `../${resolved}`
}

/**
 * Find every breach of the rules.
 *
 * @returns one line for each: the file and what it does
 */
export function breaches(tree: SourceTree): string[] {
  const found: string[] = []
  for (const [path, text] of tree) {
    const lines = text.trimEnd().split('\n').length
    if (lines > longestFile) found.push(`${path} has ${lines} lines, more than ${longestFile}`)
    if (/^\s*export\s+default\b/m.test(text.replace(comments, ''))) {
      found.push(`${path} has a default export`)
    }
    if (!isKnownPlace(path)) found.push(`${path} stands in no folder of ARCHITECTURE.md`)
    for (const one of importsOf(path, text)) {
      const reason = breachOf(path, one, tree)
      if (reason) found.push(`${path} ${reason}`)
    }
  }
  return [...found, ...cycles(tree)]
}

/** The folder of `src/` that a file belongs to; its name without one. */
const areaOf = (path: string): string => path.split('/').slice(1)[0]!.replace(/\.ts$/, '')

const isKnownPlace = (path: string): boolean => {
  const isInFolder = path.split('/').length > 2
  return isInFolder
    ? folders.includes(areaOf(path))
    : ['build', 'network', 'cli', 'index'].includes(areaOf(path))
}

function breachOf(path: string, { target, isType }: Import, tree: SourceTree): string | undefined {
  const from = areaOf(path)
  if (!target.startsWith('src/')) {
    if (target.startsWith('../')) return `imports ${target}, which is outside src/`
    if (from !== 'world' && !isType && machine.test(target)) return `touches the machine: ${target}`
    if (from === 'book' && !isType && unified.test(target)) return `runs ${target} in book/`
    return undefined
  }
  if (!tree.has(target)) return `imports ${target}, which does not exist`
  const to = areaOf(target)
  if (from === to || mayImport(from, to)) return undefined
  return `imports ${target}: ${from} may not know ${to}`
}

/** "Who may import whom" of ARCHITECTURE.md. */
function mayImport(from: string, to: string): boolean {
  switch (from) {
    case 'index':
      return to !== 'cli'
    case 'cli':
      return ['build', 'network', 'world', ...shared].includes(to)
    case 'build':
      return !['cli', 'index', 'world', 'network'].includes(to)
    case 'network':
      return to === 'networks' || shared.includes(to)
    case 'world':
    case 'diagnostics':
      return to === 'book' || (from === 'world' && to === 'diagnostics')
    case 'book':
      return false
    default:
      return shared.includes(to)
  }
}

/** Circles of imports, types left out, for those are gone at run time. */
function cycles(tree: SourceTree): string[] {
  const found: string[] = []
  const state = new Map<string, 'open' | 'done'>()
  const enter = (path: string, way: readonly string[]): void => {
    if (state.get(path) === 'done') return
    if (state.get(path) === 'open') {
      found.push(`${[...way.slice(way.indexOf(path)), path].join(' → ')} is a circle`)
      return
    }
    state.set(path, 'open')
    for (const { target, isType } of importsOf(path, tree.get(path) ?? '')) {
      if (!isType && tree.has(target)) enter(target, [...way, path])
    }
    state.set(path, 'done')
  }
  for (const path of tree.keys()) enter(path, [])
  return found
}
