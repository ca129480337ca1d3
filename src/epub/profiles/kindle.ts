/**
 * The EPUB that Amazon takes: what Kindle's converter refuses or drops is said otherwise (Kindle Publishing
 * Guidelines; the causes of its error E999 in public threads, docs/epub.md).
 */
import type { Element, ElementContent } from 'hast'
import { kindleStyle } from './kindle-style.js'
import type { Profile } from './profile.js'

export const kindle: Profile = {
  contentsDepth: Number.POSITIVE_INFINITY,
  // Kindle shows two levels of the NCX (Kindle Publishing Guidelines, §5.2).
  ncxDepth: 2,
  // The reader's own font sets the text (§10.4.1).
  setsText: false,
  math: 'png',
  isRaster: true,
  // Kindle knows no media overlays.
  plays: false,
  adapt: (tree) => ({ ...tree, children: adaptAll(tree.children as ElementContent[]) }),
  style: kindleStyle,
}

const adaptAll = (nodes: readonly ElementContent[]): ElementContent[] =>
  nodes.flatMap((node) => (node.type === 'element' ? adaptElement(node) : [node]))

/** What folds does not open on a Kindle. */
const unfolded: Readonly<Record<string, string>> = { details: 'div', summary: 'p' }

/** Kindle shows no text of style sheets: the number of a line stands in it. @returns the number, if it has one */
function numberOf({ properties }: Element): ElementContent[] {
  const { dataNumber } = properties
  if (dataNumber === undefined) return []
  const value = `${String(dataNumber).padStart(3)}  `
  return [
    {
      type: 'element',
      tagName: 'span',
      properties: { className: ['line-number'], ariaHidden: 'true' },
      children: [{ type: 'text', value }],
    },
  ]
}

function adaptElement(node: Element): ElementContent[] {
  // Kindle takes presentation only (Guidelines, §9.5); other names of MathML 3 no manuscript may use.
  if (node.tagName === 'annotation') return []
  if (node.tagName === 'semantics') return adaptAll(node.children)
  const children = [...numberOf(node), ...adaptAll(node.children)]
  const tagName = unfolded[node.tagName]
  if (tagName === undefined) return [{ ...node, children }]
  const { open: _, className, ...properties } = node.properties
  const classes = [...(Array.isArray(className) ? className : []), node.tagName]
  return [{ ...node, tagName, properties: { ...properties, className: classes }, children }]
}
