// The same text for Typst: blocks, emphasis, code, lists, tables and pictures of the HTML; no formulas.
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fromHtml } from 'hast-util-from-html'
import { toString as textOf } from 'hast-util-to-string'

/**
 * Write a Typst document from the HTML that `octavo pdf --html` keeps.
 *
 * @param folder receives the pictures
 * @param page width, height, margins, size and leading in points
 */
export function toTypst(html, folder, page) {
  const tree = fromHtml(html)
  const settings = `#set page(width: ${page.width}pt, height: ${page.height}pt, numbering: "1",
  margin: (inside: ${page.inside}pt, outside: ${page.outside}pt, top: ${page.top}pt, bottom: ${page.bottom}pt))
#set text(font: "Source Serif 4", size: ${page.size}pt, hyphenate: true)
#set par(justify: true, leading: ${page.leading - page.size * 0.7}pt, first-line-indent: 1em)
#show raw: set text(font: "Source Code Pro", size: ${page.size * 0.8}pt)
#show link: it => it
`
  mkdirSync(folder, { recursive: true })
  return `${settings + all(tree.children, { folder })}\n`
}

const quoted = (text) => `"${text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')}"`

const all = (nodes, way) => nodes.map((node) => one(node, way)).join('')

/** Every construct is a call with strings, so that no text of the book is read as markup. */
function one(node, way) {
  if (node.type === 'text') {
    const text = node.value.replace(/\s+/g, ' ')
    return text.trim() === '' ? ' ' : `#${quoted(text)};`
  }
  if (node.type !== 'element') return node.children ? all(node.children, way) : ''
  const inside = () => all(node.children, way)
  const call = (name) => `#${name}[${inside()}];`
  const block = (name) => `\n\n${call(name)}\n\n`
  switch (node.tagName) {
    case 'head':
    case 'style':
    case 'script':
    case 'math':
    case 'svg':
      return ''
    case 'p':
      return `\n\n${inside()}\n\n`
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      return `\n\n#heading(level: ${node.tagName[1]})[${inside()}]\n\n`
    case 'pre':
      return `\n\n#raw(block: true, ${quoted(textOf(node))})\n\n`
    case 'code':
      return `#raw(${quoted(textOf(node))});`
    case 'em':
    case 'i':
      return call('emph')
    case 'strong':
    case 'b':
      return call('strong')
    case 'sup':
      return call('super')
    case 'sub':
      return call('sub')
    case 'blockquote':
      return block('quote(block: true)')
    case 'ul':
    case 'ol': {
      const items = node.children.filter((child) => child.tagName === 'li')
      const name = node.tagName === 'ul' ? 'list' : 'enum'
      return `\n\n#${name}(${items.map((item) => `[${all(item.children, way)}], `).join('')})\n\n`
    }
    case 'table':
      return table(node, way)
    case 'img':
      return picture(node, way)
    case 'br':
      return '#linebreak();'
    default:
      return inside()
  }
}

function table(node, way) {
  const rows = find(node, (child) => child.tagName === 'tr')
  const cells = rows.map((row) =>
    row.children.filter(({ tagName }) => tagName === 'td' || tagName === 'th'),
  )
  const columns = Math.max(1, ...cells.map((row) => row.length))
  const words = cells.flatMap((row) =>
    Array.from({ length: columns }, (_, at) => `[${row[at] ? all(row[at].children, way) : ''}]`),
  )
  return `\n\n#table(columns: ${columns}, ${words.join(', ')})\n\n`
}

function find(node, isWanted) {
  if (isWanted(node)) return [node]
  return (node.children ?? []).flatMap((child) => find(child, isWanted))
}

function picture(node, { folder }) {
  const [, kind, encoding, data] =
    /^data:image\/(png|jpeg|gif|svg)[^;,]*(;base64)?,(.*)$/s.exec(node.properties.src ?? '') ?? []
  if (!data) return ''
  const bytes = encoding ? Buffer.from(data, 'base64') : Buffer.from(decodeURIComponent(data))
  const name = `${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}.${kind}`
  writeFileSync(join(folder, name), bytes)
  return `\n\n#image(${quoted(name)}, fit: "contain", height: 30%)\n\n`
}
