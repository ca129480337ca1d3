/** `[term]{.index entry="a!b" see="c" range=open}`: from attributes to a mark. */
import type { Data, Nodes, PhrasingContent } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import type { VFile } from 'vfile'
import { nearestName } from '../../diagnostics/did-you-mean.js'
import { report } from '../../diagnostics/report.js'
import type { IndexMark, Term } from './index-mark.js'

/** What a mark may say; the other spellings are those of LaTeX's and Asciidoctor's habits. */
const keys: Readonly<Record<string, keyof Said>> = {
  entry: 'entry',
  see: 'see',
  seealso: 'seeAlso',
  'see-also': 'seeAlso',
  sort: 'sort',
  range: 'range',
  in: 'index',
}

interface Said {
  entry?: string
  see?: string
  seeAlso?: string
  sort?: string
  range?: string
  index?: string
}

const ranges: Readonly<Record<string, IndexMark['range']>> = {
  open: 'open',
  start: 'open',
  begin: 'open',
  close: 'close',
  end: 'close',
}

/** True for a node with the class `index`. */
export const isMarked = (node: Nodes): boolean => {
  const names = (node.data as Data | undefined)?.hProperties?.className
  return Array.isArray(names) && names.includes('index')
}

/**
 * Read a mark, and take what it says off the node: nothing of it is printed where it stands.
 *
 * Text with an exclamation mark inside, `[networks!convolutional]{.index}`, is the entry itself and not text of
 * the book, as in LaTeX's `\index{networks!convolutional}` (makeindex, "Subentries").
 *
 * @returns `undefined`, with a message, where there is nothing to list
 */
export function readIndexMark(
  node: Nodes,
  file: VFile,
  section: string,
  id: string,
): IndexMark | undefined {
  const { said, isMain } = takeAttributes(node, file)
  const typed = collapse(plainText(node))
  const isPath = said.entry === undefined && node.type === 'span' && pathMark.test(typed)
  const entry = isPath ? typed : said.entry
  if (isPath && 'children' in node) node.children = []
  const path =
    entry === undefined ? [termOf(structuredClone(contentOf(node)))] : entryTerms(entry, said.sort)
  if (path.some(({ text }) => text === '')) {
    report(
      file,
      'invalid-attributes',
      node,
      'Unexpected mark of the index without words, expected a term',
      {
        subject: 'index',
        hint: 'Write `[term]{.index}`, or `[]{.index entry="term"}` where the text does not name it',
      },
    )
    return undefined
  }
  const sorted = entry === undefined && said.sort ? [{ ...path[0]!, sort: said.sort }] : path
  return {
    index: said.index ?? '',
    path: sorted,
    id,
    range: rangeOf(said.range, node, file),
    isMain,
    see: listOf(said.see),
    seeAlso: listOf(said.seeAlso),
    section,
    node,
    file,
  }
}

/** A mark between words; `Help!` is a word. */
const pathMark = /[^\s!]\s*!\s*[^\s!]/

const collapse = (text: string): string => text.replace(/\s+/g, ' ').trim()
const listOf = (text: string | undefined): string[] =>
  text === undefined ? [] : text.split(';').map(collapse).filter(Boolean)

function contentOf(node: Nodes): PhrasingContent[] {
  if (node.type === 'span' || node.type === 'heading' || node.type === 'link') return node.children
  const { data: _data, ...bare } = node
  return [bare as PhrasingContent]
}

const termOf = (content: PhrasingContent[], sort?: string): Term => ({
  content,
  text: collapse(plainText({ type: 'paragraph', children: content })),
  ...(sort ? { sort } : {}),
})

/** `a!b` has two levels, `a!!b` is the text `a!b`; words between backticks are code, between stars emphasised. */
function entryTerms(entry: string, sort: string | undefined): Term[] {
  const levels = splitPath(entry)
  const sorts = sort === undefined ? [] : splitPath(sort)
  // A single key is that of the last level.
  const from = levels.length - sorts.length
  return levels.map((text, level) => termOf(toContent(text), sorts[level - from]))
}

/** Split the levels of an entry as `entry=` and `see=` write them. */
export const splitPath = (entry: string): string[] =>
  entry.split(/(?<!!)!(?!!)/).map((level) => collapse(level.replaceAll('!!', '!')))

function toContent(text: string): PhrasingContent[] {
  return text.split(/(`[^`]+`|\*[^*]+\*)/).flatMap((piece): PhrasingContent[] => {
    const inner = piece.slice(1, -1)
    if (/^`[^`]+`$/.test(piece)) return [{ type: 'inlineCode', value: inner }]
    if (/^\*[^*]+\*$/.test(piece))
      return [{ type: 'emphasis', children: [{ type: 'text', value: inner }] }]
    return piece === '' ? [] : [{ type: 'text', value: piece }]
  })
}

function rangeOf(value: string | undefined, node: Nodes, file: VFile): IndexMark['range'] {
  if (value === undefined) return 'none'
  const range = ranges[value.toLowerCase()]
  if (range) return range
  const reason = `Unexpected \`range=${value}\`, expected \`range=open\` or \`range=close\``
  report(file, 'invalid-attributes', node, reason, {
    subject: value,
    hint: 'Mark where the passage begins with `range=open`, and where it ends with `range=close`',
  })
  return 'none'
}

function takeAttributes(node: Nodes, file: VFile): { said: Said; isMain: boolean } {
  const data: Data = node.data ?? {}
  const { className, ...pairs } = data.hProperties ?? {}
  const names = Array.isArray(className) ? className.map(String) : []
  const said: Said = {}
  const kept: Record<string, string | string[]> = {}
  for (const [key, value] of Object.entries(pairs)) {
    const known = keys[key.toLowerCase()]
    if (known) said[known] = String(value)
    else {
      kept[key] = value as string
      reportMisspelt(key, node, file)
    }
  }
  const rest = names.filter((name) => name !== 'index' && name !== 'main')
  node.data = { ...data, hProperties: rest.length > 0 ? { ...kept, className: rest } : kept }
  return { said, isMain: names.includes('main') }
}

/** Attributes of HTML such as `lang` stay with the words; a slip in ours is told. */
function reportMisspelt(key: string, node: Nodes, file: VFile): void {
  const meant = /^(lang|dir|title|id|data)/i.test(key)
    ? undefined
    : nearestName(key, Object.keys(keys))
  if (meant === undefined) return
  report(
    file,
    'invalid-attributes',
    node,
    `Unexpected \`${key}=\` in a mark of the index, expected \`${meant}=\``,
    {
      subject: key,
      hint: 'A mark takes `entry=`, `see=`, `seealso=`, `sort=`, `range=`, `in=` and `.main`',
    },
  )
}
