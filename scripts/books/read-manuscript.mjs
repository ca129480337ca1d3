// The words of a manuscript, read by rules of thumb that share nothing with src/: each construct is
// struck out of the text by a pattern, and what is left is words. Three heaps:
//   required  text that a reader must find in the book
//   headings  words of headings and titles, which running heads and contents repeat
//   optional  what a book may show or not: formulas, keys of citations, text alternatives, addresses
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { count, wordsOf } from './words.mjs'

const htmlNames = new Set(
  `a abbr address article aside audio b bdi bdo blockquote body br button caption center cite code col colgroup
  dd del details dfn dialog div dl dt em embed figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header
  hr html i iframe img input ins kbd label legend li link main map mark meta nav noscript object ol optgroup
  option output p param picture pre progress q rp rt ruby s samp script section select small source span
  strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track
  tt u ul var video wbr`.split(/\s+/),
)

const entities = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  copy: '©',
  mdash: '—',
}

/** Markdown files of a book in their order; without `book.yaml` all of the folder. */
export function manuscriptFiles(folder) {
  const configuration = join(folder, 'book.yaml')
  if (!existsSync(configuration)) {
    return readdirSync(folder, { recursive: true }).filter((name) => /\.(md|markdown)$/i.test(name))
  }
  const found = []
  const collect = (value) => {
    if (typeof value === 'string' && /\.(md|markdown)$/i.test(value)) found.push(value)
    else if (value && typeof value === 'object') Object.values(value).forEach(collect)
  }
  collect(parse(readFileSync(configuration, 'utf8')))
  return [...new Set(found)].filter((name) => existsSync(join(folder, name)))
}

/** The three heaps of a whole book. */
export function readManuscript(folder) {
  const heaps = { required: new Map(), headings: new Set(), optional: new Set() }
  for (const name of manuscriptFiles(folder)) {
    readMarkdown(readFileSync(join(folder, name), 'utf8'), heaps)
  }
  for (const name of ['book.yaml', ...bibliographies(folder)]) {
    const path = join(folder, name)
    if (existsSync(path))
      addAll(
        heaps.optional,
        readFileSync(path, 'utf8').replace(/\\["'`^~=.]|\\[cvuHk](?=\{)|[{}\\]/g, ''),
      )
  }
  return heaps
}

const bibliographies = (folder) =>
  readdirSync(folder, { recursive: true }).filter((name) => /\.(bib|json)$/i.test(name))

const addAll = (set, text) => {
  for (const word of wordsOf(text)) set.add(word)
}

/** Read one file into the heaps. */
export function readMarkdown(source, heaps) {
  const text = source
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/^---\n[\s\S]*?\n(---|\.\.\.)\n/, (matter) => {
      addAll(heaps.optional, matter)
      return ''
    })
  const definitions = new Set()
  for (const [, name] of text.matchAll(/^ {0,3}\[(?!\^)([^\]\n]+)\]:[ \t]*\S+/gm)) {
    definitions.add(name.toLowerCase())
  }
  for (const block of splitBlocks(text, heaps)) readBlock(block, heaps, definitions)
}

/** Take code out, word for word; give the rest by paragraphs. */
function* splitBlocks(text, heaps) {
  let fence
  let block = []
  let isMath = false
  let isRust = false
  for (const line of `${text}\n`.split('\n')) {
    const bare = line.replace(/^(?:\s*>)*\s*(?:[-*+]\s+|\d+[.)]\s+)?(?=```|~~~)/, '').trim()
    if (fence) {
      const content = bare.replace(/^(>\s*)*/, '')
      if (new RegExp(`^${fence[0]}{${fence.length},}\\s*$`).test(content)) fence = undefined
      else if (isMath || (isRust && /^\s*#( |$)/.test(content))) addAll(heaps.optional, line)
      else count(wordsOf(line), heaps.required)
      continue
    }
    const opening = /^(`{3,}(?=[^`]*$)|~{3,})(.*)/.exec(bare)
    if (opening) {
      fence = opening[1]
      isMath = /^\s*\{?\.?math/.test(opening[2])
      // Lines that mdBook hides are in no edition; a remark of ours says so (docs/messages.md, hidden-code).
      isRust = /^\s*\{?\.?rust\b/.test(opening[2])
      const caption = /(?:caption|lst-cap|title)="([^"]*)"/.exec(opening[2])?.[1]
      if (caption) count(wordsOf(caption), heaps.required)
      addAll(heaps.optional, opening[2])
    }
    if (opening || line.trim() === '' || /^#{1,6}\s/.test(line)) {
      if (block.length > 0) yield block.join('\n')
      block = []
      if (/^#{1,6}\s/.test(line)) yield line
    } else block.push(line)
  }
}

function readBlock(block, heaps, definitions) {
  const optional = (text) => {
    addAll(heaps.optional, text)
    return ' '
  }
  const isHeading = /^#{1,6}\s/.test(block) || /\n\s*(=+|-+)\s*$/.test(block)
  const saved = []
  /** Keep a piece of text out of reach of the patterns that follow. */
  const save = (text) => {
    saved.push(text)
    return `\ue000${saved.length - 1}\ue001`
  }
  let text = block
    .replace(/<!--[\s\S]*?-->/g, ' ')
    .replace(/\\([!-/:-@[-`{-~])/g, (_, mark) => save(mark))
    .replace(/(?<!`)(`+)(?!`)([\s\S]*?[^`])\1(?!`)/g, (_, _fence, code) => save(trimCode(code)))
    .replace(/\$\$[\s\S]*?\$\$/g, optional)
    .replace(/\$(?=\S)([^$]*?\S)\$(?!\d)/g, optional)
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<((?:https?|mailto|ftp):[^>\s]+)>/g, (_, address) => address)
    .replace(/<\/?([A-Za-z][A-Za-z0-9-]*)((?:\s[^<>]*)?)\/?>/g, (tag, name, attributes) => {
      if (!htmlNames.has(name.toLowerCase())) return tag
      return optional(attributes)
    })
  text = text
    .replace(/^(\s*(?:>\s*)*):::.*$/gm, optional)
    .replace(/^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*\S+.*$/gm, optional)
    .replace(/^(\s*(?:>\s*)*)\[!\w+\][+-]?/gm, optional)
    .replace(/^(\s*(?:>\s*)*)(?:[-*+]|\d+[.)])\s+(\[[ xX]\]\s)?/gm, ' ')
    .replace(/\[\^[^\]\n]+\]:?/g, ' ')
    .replace(/\{[#.:=-][^{}\n]*\}|\{[\w-]+=[^{}]*\}/g, optional)
  const alone = /^\s*!\[([\s\S]*)\]\(\s*\S+?(?:\s+"([\s\S]*)")?\s*\)\s*$/.exec(text)
  if (alone && !/\]\(/.test(alone[1])) {
    // A text alternative of one word is a file's name more often than a caption.
    const caption = alone[2] ?? (/\s/.test(alone[1].trim()) ? alone[1] : '')
    if (caption !== alone[1]) optional(alone[1])
    text = caption
  }
  text = text
    .replace(/!\[([^\]]*)\](\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\]]*\])/g, (_, alt) =>
      optional(alt),
    )
    .replace(
      /\]\(\s*(?:<[^>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)/g,
      ']',
    )
    .replace(/\]\[([^\]\n]*)\]/g, (all, name) =>
      name === '' || definitions.has(name.toLowerCase()) ? ']' : all,
    )
    .replace(/\[[^\]]*@[^\]]*\]/g, optional)
    .replace(/(?<![\p{L}\p{N}])-?@[\p{L}\p{N}_][\p{L}\p{N}_:.#$%&+?<>~/-]*/gu, optional)
    .replace(/:[a-z0-9_+-]+:/g, optional)
    // Emphasis ends no word: `*g*lobally`.
    .replace(/(?<!\*)(\*{1,3})(?=[^\s*])([^*]*[^\s*])\1(?!\*)/g, '$2')
    .replace(/&(#x?[0-9a-f]+|\w+);/gi, (entity, name) => decode(name) ?? optional(entity))
  while (/\ue000/.test(text)) {
    text = text.replace(/\ue000(\d+)\ue001/g, (_, index) => saved[Number(index)])
  }
  const words = wordsOf(text)
  count(words, heaps.required)
  if (isHeading) for (const word of words) heaps.headings.add(word)
}

/** One space at both ends of code belongs to its fences (CommonMark 0.31.2, §6.1). */
function trimCode(code) {
  const line = code.replaceAll('\n', ' ')
  return /^ .*[^ ].* $/.test(line) ? line.slice(1, -1) : line
}

function decode(name) {
  if (/^#x/i.test(name)) return String.fromCodePoint(Number.parseInt(name.slice(2), 16))
  if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)))
  return entities[name]
}
