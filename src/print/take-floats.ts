/** Figures, tables and listings that may leave their place: taken out of the text before it is laid out. */
import type { Element, ElementContent, Root } from 'hast'
import type { PrintEdition } from '../book/configuration.js'
import { classesOf } from './to-print-tree.js'

type Kind = PrintEdition['floats'][number]

/** Where a float goes that does not say so, best first. */
const anywhere = 'top foot page'

/**
 * Take the floats out of a file.
 *
 * What stands before a float, or else what holds it, keeps its name in `data-floats`: from there on it may
 * appear. Notes that are called in a float stand at its foot, as those of a table do.
 *
 * @param tree changed in place
 * @param notes of the file; those that go with a float are taken out
 * @param kinds of things that float without being marked
 * @param prefix of the names of those that have no id
 * @returns `div.page-float[data-float][data-places]` each
 */
export function takeFloats(
  tree: Root,
  notes: Element[],
  kinds: readonly Kind[],
  prefix: string,
): Element[] {
  const floats: Element[] = []
  const take = (parent: Root | Element): void => {
    const kept: (typeof parent.children)[number][] = []
    for (const child of parent.children) {
      if (child.type !== 'element' || !isFloat(child, kinds)) {
        if (child.type === 'element' && mayHoldFloats(child)) take(child)
        kept.push(child)
        continue
      }
      const name = String(child.properties.id ?? `${prefix}-float-${floats.length + 1}`)
      const before = kept.findLast((one): one is Element => one.type === 'element')
      const anchor = before ?? (parent.type === 'element' ? parent : undefined)
      if (!anchor) {
        kept.push(child)
        continue
      }
      const names = anchor.properties.dataFloats
      anchor.properties.dataFloats = names ? `${names} ${name}` : name
      if (anchor === parent) anchor.properties.dataHoldsFloats = ''
      floats.push(wrap(child, name, notes))
    }
    parent.children = kept as typeof parent.children
  }
  take(tree)
  return floats
}

function isFloat(element: Element, kinds: readonly Kind[]): boolean {
  const isTable = element.tagName === 'table'
  if (!isTable && element.tagName !== 'figure') return false
  const classes = classesOf(element)
  if (classes.includes('subfigure')) return false
  if (classes.includes('here') || classes.some((name) => /^float-(left|right)$/.test(name)))
    return false
  if (classes.includes('float') || isTurned(element) || placesOf(element)) return true
  const kind = isTable ? 'tables' : classes.includes('listing') ? 'listings' : 'figures'
  return kinds.includes(kind) && element.properties.id !== undefined
}

/** Text and what is set as one piece hold no floats. */
const mayHoldFloats = ({ tagName }: Element): boolean =>
  /^(section|div|article|blockquote|aside|ul|ol|li|dl|dd)$/.test(tagName)

/** Set across the page, which it fills. */
const isTurned = (element: Element): boolean => classesOf(element).includes('landscape')

const placesOf = ({ properties }: Element): string | undefined =>
  typeof properties.dataFloat === 'string' ? properties.dataFloat : undefined

function wrap(float: Element, name: string, notes: Element[]): Element {
  const own = calledIn(float)
  const below = notes.filter(({ properties }) => own.has(String(properties.id)))
  for (const note of below) notes.splice(notes.indexOf(note), 1)
  const foot: Element[] = below.length > 0 ? [division({ className: ['float-notes'] }, below)] : []
  const places = isTurned(float) ? 'page' : (placesOf(float) ?? anywhere)
  return division({ className: ['page-float'], dataFloat: name, dataPlaces: places }, [
    float,
    ...foot,
  ])
}

/** Ids of the notes that are called in an element. */
function calledIn(element: Element): Set<string> {
  const ids = new Set<string>()
  const visit = (node: ElementContent): void => {
    if (node.type !== 'element') return
    const { href } = node.properties
    if (classesOf(node).includes('callout') && typeof href === 'string')
      ids.add(decodeURIComponent(href.slice(1)))
    node.children.forEach(visit)
  }
  visit(element)
  return ids
}

const division = (properties: Element['properties'], children: Element[]): Element => ({
  type: 'element',
  tagName: 'div',
  properties,
  children,
})
