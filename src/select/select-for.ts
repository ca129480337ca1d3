/**
 * The book of one edition: without what is for others. Numbers are those of the whole book, so that all editions speak
 * of the same Figure 2.3.
 */
import type { Element, Root, RootContent } from 'hast'
import type { ContentsEntry, MarkedUpBook, MarkedUpChapter } from '../book/book.js'
import type { Edition } from '../book/configuration.js'
import { visit } from '../book/visit.js'
import { report } from '../diagnostics/report.js'
import { type Conditions, classesOf, isWanted, namesOf } from './conditions.js'

/**
 * Select what an edition has. The book that is given stays as it is.
 *
 * Links to what is left out become text; `link-left-out` tells where.
 */
export function selectFor(
  book: MarkedUpBook,
  edition: Edition,
  { known, isNeeded }: Conditions,
): MarkedUpBook {
  if (!isNeeded) return book
  const names = namesOf(edition)
  const keeps = (element: Element) => isWanted(ownClasses(element), names, known)
  const inSample = sampleOf(book.chapters, edition.sample)
  const chapters = book.chapters.flatMap((chapter): MarkedUpChapter[] => {
    if (!inSample.has(chapter)) return []
    const hast = select(chapter.hast, keeps)
    return hast.children.some((child) => child.type === 'element') ? [{ ...chapter, hast }] : []
  })
  const whole = withoutOrphans(chapters)
  const ids = new Map(whole.flatMap((chapter) => idsOf(chapter).map((id) => [id, chapter.id])))
  const idOwners = new Map([...book.idOwners].filter(([id]) => ids.has(id)))
  const gone = (id: string) => book.idOwners.has(id) && !ids.has(id)
  return {
    ...book,
    chapters: whole.map((chapter) => ({
      ...chapter,
      hast: mendLinks(chapter, gone, edition.name),
    })),
    contents: entriesOf(book.contents, ids),
    labels: new Map([...book.labels].filter(([, { id }]) => ids.has(id))),
    idOwners,
  }
}

/** A section is for whom its heading says. */
function ownClasses(element: Element): string[] {
  const own = classesOf(element)
  if (element.tagName !== 'section') return own
  const first = element.children.find((child) => child.type === 'element')
  if (first?.type !== 'element') return own
  if (/^h[1-6]$/.test(first.tagName)) return [...own, ...classesOf(first)]
  const title = first.children.find(
    (child) => child.type === 'element' && /^h[1-6]$/.test(child.tagName),
  )
  const opens = classesOf(first).includes('opener') && title?.type === 'element'
  return opens ? [...own, ...classesOf(title)] : own
}

/** Front matter and the first chapters of the body, with the parts that they are in. */
function sampleOf(
  chapters: readonly MarkedUpChapter[],
  count: number | undefined,
): ReadonlySet<MarkedUpChapter> {
  if (count === undefined) return new Set(chapters)
  const kept = new Set<MarkedUpChapter>()
  let seen = 0
  for (const chapter of chapters) {
    if (chapter.matter === 'body' && chapter.depth === 1) seen++
    const isPart = chapter.depth === 0
    if (chapter.matter === 'front') kept.add(chapter)
    if (chapter.matter === 'body' && (isPart ? seen < count : seen <= count)) kept.add(chapter)
  }
  return kept
}

/** A file nested under a chapter goes with it, a part without chapters by itself. */
function withoutOrphans(chapters: readonly MarkedUpChapter[]): MarkedUpChapter[] {
  return chapters.filter((chapter, index) => {
    if (chapter.depth > 1) return index > 0
    const next = chapters[index + 1]
    return chapter.depth === 1 || (next !== undefined && next.depth > 0 && next.matter === 'body')
  })
}

function select(tree: Root, keeps: (element: Element) => boolean): Root {
  return { ...tree, children: selectAll(tree.children, keeps) as Root['children'] }
}

function selectAll(
  nodes: readonly RootContent[],
  keeps: (element: Element) => boolean,
): RootContent[] {
  return nodes.flatMap((node): RootContent[] => {
    if (node.type !== 'element') return [node]
    if (!keeps(node)) return []
    const children = selectAll(node.children, keeps) as Element['children']
    return [{ ...node, children }]
  })
}

function idsOf({ hast }: MarkedUpChapter): string[] {
  const ids: string[] = []
  visit(hast, 'element', ({ properties }) => {
    if (properties.id !== undefined) ids.push(String(properties.id))
  })
  return ids
}

const entriesOf = (
  entries: readonly ContentsEntry[],
  ids: ReadonlyMap<string, string>,
): ContentsEntry[] =>
  entries.flatMap((entry) =>
    ids.has(entry.id) ? [{ ...entry, children: entriesOf(entry.children, ids) }] : [],
  )

/** Links to what is not there are words; a note that nothing calls any more goes. */
function mendLinks(
  { hast, file }: MarkedUpChapter,
  gone: (id: string) => boolean,
  edition: string,
): Root {
  const target = ({ properties }: Element) => String(properties.href ?? '').replace(/^#/, '')
  const isDead = (node: RootContent): boolean =>
    node.type === 'element' && node.tagName === 'a' && gone(target(node))
  const mend = (nodes: readonly RootContent[]): RootContent[] =>
    nodes.flatMap((node): RootContent[] => {
      if (node.type !== 'element') return [node]
      if (isUncalled(node, isDead)) return []
      const children = mend(node.children) as Element['children']
      if (!isDead(node)) return [{ ...node, children }]
      const isOwn = classesOf(node).some((name) => name === 'locator' || name === 'back-link')
      if (!isOwn) reportLeftOut(file, node, target(node), edition)
      return children
    })
  return { ...hast, children: mend(hast.children) as Root['children'] }
}

function reportLeftOut(
  file: MarkedUpChapter['file'],
  node: Element,
  id: string,
  edition: string,
): void {
  const reason = `Unexpected link to \`#${id}\`, expected a place that the edition \`${edition}\` has`
  report(file, 'link-left-out', node.position, reason, {
    subject: id,
    hint: 'It is printed as words there; put it inside `[…]{.only-…}` too if it should go',
  })
}

/** A note all of whose callouts were left out; and a section of such notes. */
function isUncalled(node: Element, isDead: (node: RootContent) => boolean): boolean {
  const isNote = node.tagName === 'aside' && classesOf(node).includes('note')
  if (isNote) {
    const links: Element[] = []
    visit(node, 'element', (inner) => {
      if (classesOf(inner).includes('back-link')) links.push(inner)
    })
    return links.length > 0 && links.every(isDead)
  }
  if (node.tagName !== 'section' || !classesOf(node).includes('notes')) return false
  const notes = node.children.filter(
    (child): child is Element => child.type === 'element' && child.tagName === 'aside',
  )
  return notes.length > 0 && notes.every((note) => isUncalled(note, isDead))
}
