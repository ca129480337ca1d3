/** Colour code by Shiki, as roles rather than colours: `styles/` decides how each role looks. */
import type { Grammar, HighlighterCore, LanguageRegistration, ThemeRegistrationRaw } from 'shiki'
import type { Prepared, Token } from './snippet.js'
import { type LineReader, lineReader } from './tokenize-lines.js'

/** Roles by TextMate scope; the later and the more exact rule wins (TextMate manual, "Scope Selectors"). */
const scopesOf: Readonly<Record<string, readonly string[]>> = {
  comment: ['comment', 'punctuation.definition.comment'],
  string: ['string', 'punctuation.definition.string', 'markup.inline.raw'],
  number: ['constant.numeric'],
  constant: [
    'constant.language',
    'constant.character',
    'constant.other',
    'variable.other.constant',
    'support.constant',
  ],
  keyword: [
    'keyword',
    'storage',
    'storage.type',
    'storage.modifier',
    'keyword.operator.new',
    'keyword.operator.expression',
    'keyword.control',
  ],
  operator: ['keyword.operator'],
  function: [
    'entity.name.function',
    'support.function',
    'meta.function-call.generic',
    'variable.function',
  ],
  type: [
    'entity.name.type',
    'entity.name.class',
    'support.type',
    'support.class',
    'entity.other.inherited-class',
    'entity.name.namespace',
  ],
  variable: ['variable.parameter', 'variable.language', 'support.variable'],
  tag: ['entity.name.tag', 'markup.heading', 'entity.name.section'],
  attribute: [
    'entity.other.attribute-name',
    'support.type.property-name',
    'entity.name.function.decorator',
    'meta.attribute',
  ],
  punctuation: [
    'punctuation.separator',
    'punctuation.terminator',
    'punctuation.section',
    'meta.brace',
  ],
  inserted: ['markup.inserted'],
  deleted: ['markup.deleted'],
}

const roles = Object.keys(scopesOf)
/** Each role is a colour of its own, read back from the tokens; colour 0 is plain text. */
const colourOf = (index: number) => `#${(index + 1).toString(16).padStart(6, '0')}`
const roleOfColour = new Map(roles.map((role, index) => [colourOf(index), role]))

const theme: ThemeRegistrationRaw = {
  name: 'roles',
  fg: '#000000',
  bg: '#ffffff',
  settings: roles.map((role, index) => ({
    scope: [...scopesOf[role]!],
    settings: { foreground: colourOf(index) },
  })),
}

/** Names that authors use for code without a grammar; nothing is reported for them. */
export const plainLanguages: ReadonlySet<string> = new Set([
  '',
  'text',
  'txt',
  'plain',
  'plaintext',
  'output',
  'none',
  'ascii',
  'verbatim',
])

/** Shiki's name for what authors write where the two differ. */
const otherNames: Readonly<Record<string, string>> = {
  prototxt: 'proto',
  pbtxt: 'proto',
  cmd: 'bat',
  'c++': 'cpp',
  golang: 'go',
  'objective-c': 'objc',
  py3: 'python',
  pycon: 'python',
  ipython: 'python',
  sh: 'bash',
  zsh: 'bash',
}

let shared: Promise<HighlighterCore> | undefined

async function highlighter(): Promise<HighlighterCore> {
  // Oniguruma starts in half the time of Shiki's JavaScript engine (measured on rust-book's 928 listings:
  // 0.39 s against 0.75 s), and every thread pays it.
  const [{ createHighlighterCore }, { createOnigurumaEngine }] = await Promise.all([
    import('shiki/core'),
    import('shiki/engine/oniguruma'),
  ])
  return createHighlighterCore({
    themes: [theme],
    langs: [],
    engine: createOnigurumaEngine(import('shiki/wasm')),
  })
}

/**
 * Colour one piece of code.
 *
 * @param language as the author wrote it; unknown ones give plain text and `isKnown: false`
 */
export async function highlight(language: string, text: string): Promise<Prepared> {
  const name = language.toLowerCase()
  const plain = (isKnown: boolean): Prepared => ({
    kind: 'code',
    lines: text.split('\n').map((line) => (line ? [['', line] as Token] : [])),
    isKnown,
  })
  if (plainLanguages.has(name)) return plain(true)
  const changed = /^diff-(.+)$/.exec(name)?.[1]
  if (changed !== undefined) return highlightDiff(changed, text)
  shared ??= highlighter()
  const shiki = await shared
  const known = await loadLanguage(shiki, otherNames[name] ?? name)
  if (known === undefined) return plain(false)
  return { kind: 'code', lines: colourLines(shiki, known, text), isKnown: true }
}

/** Past this length one line can take seconds; it stays uncoloured. */
const longestLine = 2000

function colourLines(shiki: HighlighterCore, language: string, text: string): Token[][] {
  const reader = readerOf(shiki, language)
  let state = reader.start
  return text.split(/\r?\n/).map((line) => {
    if (line === '') return []
    if (line.length >= longestLine) return [['', line]]
    const { tokens, after } = reader.read(line, state)
    state = after
    return [...tokens]
  })
}

const readers = new WeakMap<Grammar, LineReader>()

/** A grammar is another one after a language was loaded that stands in it. */
function readerOf(shiki: HighlighterCore, language: string): LineReader {
  const { colorMap } = shiki.setTheme('roles')
  const grammar = shiki.getLanguage(language)
  const known = readers.get(grammar)
  if (known) return known
  const reader = lineReader(grammar, (line, pairs) => mergeTokens(line, pairs, colorMap))
  readers.set(grammar, reader)
  return reader
}

/** Colour what was changed in its own language, behind its signs (Gatsby's and Prism's `diff-rust`). */
async function highlightDiff(language: string, text: string): Promise<Prepared> {
  const lines = text.split('\n')
  const signs = lines.map((line) => (/^[-+ ]/.test(line) ? line[0]! : ''))
  const bare = lines.map((line, index) => line.slice(signs[index]!.length)).join('\n')
  const prepared = await highlight(language, bare)
  if (prepared.kind !== 'code') return prepared
  const signed = prepared.lines.map((tokens, index): readonly Token[] =>
    signs[index] ? [['', signs[index]], ...tokens] : tokens,
  )
  return { ...prepared, lines: signed }
}

const loading = new Map<string, Promise<string | undefined>>()

function loadLanguage(shiki: HighlighterCore, name: string): Promise<string | undefined> {
  const found = loading.get(name) ?? loadOnce(shiki, name)
  loading.set(name, found)
  return found
}

async function loadOnce(shiki: HighlighterCore, name: string): Promise<string | undefined> {
  const { bundledLanguages } = await import('shiki/langs')
  const load = bundledLanguages[name as keyof typeof bundledLanguages]
  if (!load) return undefined
  const { default: grammars } = (await load()) as { default: LanguageRegistration[] }
  await shiki.loadLanguage(...grammars)
  return grammars.at(-1)?.name ?? name
}

/** Where the number of a colour stands among the bits (vscode-textmate, `EncodedTokenDataConsts`). */
const [colourMask, colourOffset] = [0xff8000, 15]

/** Neighbours of one role become one token; white space belongs to either. */
function mergeTokens(line: string, pairs: Uint32Array, colours: readonly string[]): Token[] {
  const merged: [string, string][] = []
  for (let at = 0; at < pairs.length; at += 2) {
    const content = line.slice(pairs[at], pairs[at + 2] ?? line.length)
    if (content === '') continue
    const colour = colours[(pairs[at + 1]! & colourMask) >>> colourOffset] ?? ''
    const role = roleOfColour.get(colour.toLowerCase()) ?? ''
    const last = merged.at(-1)
    if (last && (last[0] === role || content.trim() === '')) last[1] += content
    else merged.push([content.trim() === '' ? '' : role, content])
  }
  return merged
}
