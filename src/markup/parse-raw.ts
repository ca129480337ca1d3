/** Raw HTML becomes part of the tree; what holds none is not sent through the HTML parser. */
import type { Root, RootContent } from 'hast'
import { raw } from 'hast-util-raw'
import type { VFile } from 'vfile'
import { visit } from '../book/visit.js'
import { voidNames } from './html-names.js'

/** A comment, or a tag with its slash, name and closing slash. */
const marks = /<!--[\s\S]*?-->|<(\/?)([A-Za-z][^\s/>]*)(?:"[^"]*"|'[^']*'|[^"'>])*?(\/?)>/g

/**
 * Parse the raw HTML of a chapter. Blocks are parsed together from the one in which a tag opens to the one in
 * which the last is closed, and alone where they are whole: that is all that an HTML parser knows of the
 * blocks before (HTML, §13.2.4.2, the stack of open elements).
 */
export function parseRaw(tree: Root, file: VFile): Root {
  const children: RootContent[] = []
  let group: RootContent[] = []
  const open: string[] = []
  for (const child of tree.children) {
    const hasRaw = followTags(child, open)
    if (group.length === 0 && !hasRaw) {
      children.push(child)
      continue
    }
    group.push(child)
    if (open.length > 0) continue
    children.push(...parse(group, file))
    group = []
  }
  return { ...tree, children: [...children, ...(group.length > 0 ? parse(group, file) : [])] }
}

/** At the very start of a text, an HTML parser has rules of its own (HTML, §13.2.6.4.18); blocks stand further down. */
const before: RootContent = { type: 'element', tagName: 'p', properties: {}, children: [] }

const parse = (children: RootContent[], file: VFile): RootContent[] =>
  (raw({ type: 'root', children: [before, ...children] }, { file }) as Root).children.slice(1)

/** Follow the tags of a block. An end tag that fits none stays open: its group ends with the chapter. */
function followTags(block: RootContent, open: string[]): boolean {
  let hasRaw = false
  visit(block, 'raw', ({ value }) => {
    hasRaw = true
    for (const [, slash, name = '', closing] of value.matchAll(marks)) {
      const tag = name.toLowerCase()
      if (tag === '' || voidNames.has(tag)) continue
      if (slash === '') {
        // A slash at the end closes in drawings and formulas only (HTML, §13.1.2.1).
        if (closing === '' || !open.some((name) => name === 'svg' || name === 'math'))
          open.push(tag)
      } else if (open.at(-1) === tag) open.pop()
      else open.push(`/${tag}`)
    }
    if (value.replace(marks, '').includes('<')) open.push('<')
  })
  return hasRaw
}
