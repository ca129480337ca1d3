/**
 * Text in two columns: the entries of an index, and what has the class `columns`, be it on a chapter's heading, on
 * that of its last section, or on a div at its end. The heading stands across the page; columns begin below it.
 */
import type { Element, ElementContent } from 'hast'
import type { MarkedUpBook } from '../book/book.js'
import { report } from '../diagnostics/report.js'
import { nameEntries } from './name-entries.js'
import { placeOf } from './report-layout.js'
import { classesOf } from './to-print-tree.js'

/** What is laid out together: a chapter, the files nested under it, its notes and floats. */
interface Parts {
  readonly id: string
  readonly sections: ElementContent[]
  readonly notes: readonly Element[]
  readonly floats: readonly Element[]
}

/**
 * Put what stands in columns into `div.set-in-columns`, and mark the notes and floats that are called there with
 * `of-columns`. Changes the tree. Reports `misplaced-columns` where other text follows.
 */
export function setInColumns(book: MarkedUpBook, parts: Parts): void {
  const found = findColumns(parts.sections)
  for (const { element, isLast } of found) if (!isLast) reportMisplaced(book, element)
  const first = found.find(({ isLast }) => isLast)
  if (!first) return
  const { element, path } = first
  wrap(element, headsOf(element))
  // What follows a chapter: files nested under it, and notes at its end.
  const top = parts.sections.indexOf(path[0] ?? element)
  for (const [index, section] of parts.sections.entries())
    if (index > top && section.type === 'element') parts.sections[index] = division([section])
  const inside = calledIn(parts.sections)
  for (const note of parts.notes) if (inside.has(`#${note.properties.id}`)) mark(note)
  for (const float of parts.floats) if (inside.has(String(float.properties.dataFloat))) mark(float)
  const language = book.chapters.find(({ id }) => id === parts.id)?.language ?? ''
  nameEntries(parts.sections, language)
}

interface Found {
  readonly element: Element
  /** What holds it, outermost first. */
  readonly path: readonly Element[]
  readonly isLast: boolean
}

/** Find what asks for columns, and whether nothing but nested files follows it. */
function findColumns(sections: readonly ElementContent[]): Found[] {
  const found: Found[] = []
  const search = (element: Element, path: readonly Element[], isLast: boolean): void => {
    if (asksForColumns(element)) found.push({ element, path, isLast })
    else {
      const children = element.children.filter(isElement)
      const isSection = element.tagName === 'section'
      for (const child of children) {
        const isEnd = isLast && isSection && child === children.at(-1)
        search(child, [...path, element], isEnd)
      }
    }
  }
  const tops = sections.filter(isElement)
  for (const [index, top] of tops.entries()) {
    const rest = tops.slice(index + 1)
    search(top, [], rest.every(isFollower))
  }
  return found
}

const isElement = (node: ElementContent): node is Element => node.type === 'element'

/** Files nested under a chapter, and its notes. */
const isFollower = (section: Element): boolean =>
  classesOf(section).some((name) => name === 'subchapter' || name === 'notes')

/** A div of `column`s is pandoc's for things beside each other, which stand below each other on a page. */
function asksForColumns(element: Element): boolean {
  if (element.tagName === 'section') {
    const [head] = element.children.filter(isElement)
    return [element, head].some((one) => one && classesOf(one).includes('columns'))
  }
  if (element.tagName !== 'div') return false
  if (classesOf(element).includes('index-groups')) return true
  if (!classesOf(element).includes('columns')) return false
  const children = element.children.filter(isElement)
  return !children.some((child) => classesOf(child).includes('column'))
}

/** Count the children that stand across the page: the head, and what is not shown. */
function headsOf({ tagName, children }: Element): number {
  if (tagName !== 'section') return 0
  const head = children.findIndex(
    (child) => isElement(child) && /^(header|hgroup|h[1-6])$/.test(child.tagName),
  )
  return head + 1
}

function wrap(element: Element, from: number): void {
  const content = element.children.splice(from)
  if (content.length > 0) element.children.push(division(content))
}

const division = (children: ElementContent[]): Element => ({
  type: 'element',
  tagName: 'div',
  properties: { className: ['set-in-columns'] },
  children,
})

function mark(element: Element): void {
  element.properties.className = [...classesOf(element), 'of-columns']
}

/** Collect what is called in columns first: addresses of notes, names of floats. */
function calledIn(sections: readonly ElementContent[]): Set<string> {
  const called = new Set<string>()
  const across = new Set<string>()
  const collect = (node: ElementContent, isInside: boolean): void => {
    if (!isElement(node)) return
    const { href, dataFloats } = node.properties
    const names = typeof dataFloats === 'string' ? dataFloats.split(' ') : []
    if (typeof href === 'string' && classesOf(node).includes('callout')) names.push(href)
    for (const name of names) if (!across.has(name)) (isInside ? called : across).add(name)
    const isHere = isInside || classesOf(node).includes('set-in-columns')
    for (const child of node.children) collect(child, isHere)
  }
  for (const section of sections) collect(section, false)
  return called
}

function reportMisplaced(book: MarkedUpBook, element: Element): void {
  const [head] = element.children.filter(isElement)
  const at = element.properties.dataAt ?? head?.properties.dataAt ?? ''
  const { file, place } = placeOf(book, String(at))
  const reason =
    'Unexpected columns in mid-chapter, expected them to go on to its end; the text is set in one'
  report(file, 'misplaced-columns', place, reason, {
    hint: 'Put `{.columns}` on the heading of the chapter or of its last section, or close the div where the chapter ends',
  })
}
