/** See to it that no id stands twice in the book, and that each is an NCName. */
import type { Element } from 'hast'
import type { MarkedUpChapter } from '../book/book.js'
import { visit } from '../book/visit.js'

/** Where links may land: for each manuscript path, what follows `#` and the id it means. */
export type Anchors = ReadonlyMap<string, ReadonlyMap<string, string>>

interface Claimed {
  readonly idOwners: Map<string, string>
  readonly anchors: Map<string, Map<string, string>>
}

/**
 * Keep the ids that `structure/` gave; give those of raw HTML the chapter's name in front.
 *
 * @param known ids that `structure/` gave
 * @returns which chapter holds each id, and `known` with the anchors of raw HTML
 */
export function claimIds(chapters: readonly MarkedUpChapter[], known: Anchors): Claimed {
  const given = new Set([...known.values()].flatMap((byFragment) => [...byFragment.values()]))
  const anchors = new Map([...known].map(([path, fragments]) => [path, new Map(fragments)]))
  const idOwners = new Map<string, string>()
  for (const chapter of chapters) {
    const own = anchors.get(chapter.path) ?? new Map<string, string>()
    anchors.set(chapter.path, own)
    const renamed = new Map<string, string>()
    visit(chapter.hast, 'element', (node: Element) => {
      const id = node.properties.id
      if (id === undefined || id === null) return
      const before = String(id)
      const isOurs =
        given.has(before) ||
        before.startsWith(`${chapter.id}-`) ||
        before === chapter.id ||
        before.startsWith('ref-')
      const after = unique(isOurs ? before : `${chapter.id}-${toName(before)}`, idOwners)
      node.properties.id = after
      idOwners.set(after, chapter.id)
      if (after === before) return
      renamed.set(before, after)
      if (!own.has(before)) own.set(before, after)
    })
    if (renamed.size > 0) renameReferences(chapter, renamed)
  }
  return { idOwners, anchors }
}

function unique(base: string, taken: ReadonlyMap<string, string>): string {
  let name = base
  for (let count = 2; taken.has(name); count++) name = `${base}-${count}`
  return name
}

/** Characters of an NCName (Namespaces in XML 1.0, §3); a colon is not one. */
const toName = (id: string) => id.replace(/[^\p{L}\p{N}_.-]+/gu, '-') || 'x'

/** Attributes that name ids of the same chapter follow their new names. */
function renameReferences(chapter: MarkedUpChapter, renamed: ReadonlyMap<string, string>): void {
  const named = ['ariaLabelledBy', 'ariaDescribedBy', 'ariaDetails', 'headers'] as const
  visit(chapter.hast, 'element', (node: Element) => {
    for (const property of named) {
      const value = node.properties[property]
      if (value === undefined || value === null) continue
      const ids = (Array.isArray(value) ? value.map(String) : String(value).split(/\s+/)).map(
        (id) => renamed.get(id) ?? id,
      )
      ;(node.properties as Record<string, unknown>)[property] = ids.join(' ')
    }
    for (const [property, value] of Object.entries(node.properties)) {
      if (typeof value !== 'string') continue
      if (
        (property === 'href' || property === 'xLinkHref') &&
        node.tagName !== 'a' &&
        value.startsWith('#')
      ) {
        node.properties[property] = `#${renamed.get(value.slice(1)) ?? value.slice(1)}`
      } else if (value.includes('url(#')) {
        node.properties[property] = value.replace(
          /url\(#([^)]+)\)/g,
          (_, id: string) => `url(#${renamed.get(id) ?? id})`,
        )
      }
    }
  })
}
