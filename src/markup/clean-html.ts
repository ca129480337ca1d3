/** Before raw HTML is parsed: what only looks like HTML becomes text, what may not run is reported. */
import type { Html, Nodes, Parents } from 'mdast'
import type { VFile } from 'vfile'
import { visit } from '../book/visit.js'
import { report } from '../diagnostics/report.js'
import { dropUnclosed } from './drop-unclosed.js'
import { documentNames, embeddedNames, isAllowed, removedNames, voidNames } from './html-names.js'

/** Matches a tag with its attributes; quotes may hold `>`. Or a declaration, instruction or CDATA section. */
const tagPattern = /<(\/?)([A-Za-z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^'">])*)>|<[!?][^>]*>/g

/**
 * Rewrite every `html` node of a chapter: `Rc<T>` and `<jobid>` are words of the author's.
 *
 * @returns true where any HTML is left to be parsed
 */
export function cleanHtml(tree: Nodes, file: VFile): boolean {
  let isLeft = false
  // The title of a drawing is its text alternative, not a page's; its tags may be many nodes.
  const drawing = { depth: 0 }
  visit(tree, 'html', (node, index, parent) => {
    if (!parent || index === undefined) return
    const unclosed = parent.type === 'root' ? new Set<number>() : unclosedTags(parent)
    node.value = cleanTags(node, file, drawing, (offset) => unclosed.has(offset))
    if (/<[A-Za-z/!?]/.test(node.value)) isLeft = true
    else if (isFlow(parent)) parent.children[index] = paragraphOf(node) as never
    else
      parent.children[index] = {
        type: 'text',
        value: decode(node.value),
        position: node.position!,
      } as never
  })
  if (isLeft) dropUnclosed(tree, file, tagPattern)
  return isLeft
}

const isFlow = (parent: Parents) =>
  [
    'root',
    'blockquote',
    'listItem',
    'div',
    'admonition',
    'figure',
    'footnoteDefinition',
    'definitionDescription',
  ].includes(parent.type)

/** Flow HTML that turned out to be words only is a paragraph. */
const paragraphOf = (node: Html): Nodes => ({
  type: 'paragraph',
  children: [{ type: 'text', value: decode(node.value).trim(), position: node.position! }],
  position: node.position!,
})

function cleanTags(
  node: Html,
  file: VFile,
  drawing: { depth: number },
  isUnclosed: (offset: number) => boolean,
): string {
  return node.value.replace(
    tagPattern,
    (
      whole: string,
      slash: string | undefined,
      rawName: string | undefined,
      attributes: string | undefined,
      at: number,
    ) => {
      const place = placeOf(node, at, whole.length)
      const name = rawName?.toLowerCase()
      if (name === undefined) return /^<!--/.test(whole) ? '' : asText(whole, file, place)
      const bare = !attributes?.replace('/', '').trim()
      if (name === 'svg') drawing.depth += slash ? -1 : 1
      if (drawing.depth > 0 && name === 'title') return whole
      if (removedNames.has(name)) {
        if (!slash) reportUnsafe(file, place, name)
        return whole
      }
      if (embeddedNames.has(name))
        return embedded(whole, name, slash, attributes ?? '', file, place)
      if (documentNames.has(name)) {
        if (bare) return asText(whole, file, place)
        reportUnsafe(file, place, name)
        return ''
      }
      if (!isAllowed(name)) return asText(whole, file, place)
      if (isUnclosed((node.position?.start.offset ?? 0) + at)) return asText(whole, file, place)
      if (/\son\w+\s*=|javascript:/i.test(attributes ?? ''))
        reportUnsafe(file, place, 'event handlers')
      return whole
    },
  )
}

function asText(whole: string, file: VFile, place: ReturnType<typeof placeOf>): string {
  report(
    file,
    'unknown-html',
    place,
    `Unexpected \`${whole.length > 40 ? `${whole.slice(0, 39)}…` : whole}\`, kept as text`,
    {
      subject: whole,
      hint: 'Write it in backticks to say that it is code',
    },
  )
  return whole.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function reportUnsafe(file: VFile, place: ReturnType<typeof placeOf>, what: string): void {
  report(
    file,
    'unsafe-html',
    place,
    `Unexpected \`${what}\` in raw HTML, expected nothing that runs or loads`,
    {
      subject: what,
      hint: 'A book cannot run or load it; it is left out, and the text around it stays',
    },
  )
}

/** A film or frame becomes a link to it. */
function embedded(
  whole: string,
  name: string,
  slash: string | undefined,
  attributes: string,
  file: VFile,
  place: ReturnType<typeof placeOf>,
): string {
  if (slash) return ''
  if (!attributes.trim()) return asText(whole, file, place)
  reportUnsafe(file, place, name)
  const address = /\b(?:src|data)\s*=\s*["']?(https?:[^"'\s>]+)/i.exec(attributes)?.[1]
  return address ? `<a href="${address}">${address.replaceAll('&', '&amp;')}</a>` : ''
}

/**
 * Offsets of tags that are opened without attributes and never closed among their siblings: `<time>` and
 * `<link>` in a sentence are placeholders of the author's, not elements.
 */
function unclosedTags(parent: Parents): Set<number> {
  const open: { name: string; offset: number }[] = []
  for (const child of parent.children) {
    if (child.type !== 'html') continue
    for (const match of child.value.matchAll(tagPattern)) {
      const name = match[2]?.toLowerCase()
      if (!name || voidNames.has(name) || match[3]?.trim()) continue
      const opener = open.findLastIndex((one) => one.name === name)
      if (match[1] && opener >= 0) open.splice(opener, 1)
      else if (!match[1])
        open.push({ name, offset: (child.position?.start.offset ?? 0) + match.index })
    }
  }
  return new Set(open.map((one) => one.offset))
}

/** Where a tag stands in the manuscript; exact on the node's first line, its line beyond. */
function placeOf(node: Html, at: number, length: number) {
  const start = node.position?.start
  if (!start) return undefined
  const before = node.value.slice(0, at).split('\n')
  const line = start.line + before.length - 1
  const column = before.length === 1 ? start.column + at : before.at(-1)!.length + 1
  return { start: { line, column }, end: { line, column: column + length } }
}

const decode = (value: string) =>
  value.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
