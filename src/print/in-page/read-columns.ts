/** Runs in the page (kit.ts). Text in two columns, and the heads of entries that go on in the next. */
import type { Kit } from './kit.js'
import type { Reading } from './read-block.js'

declare const octavo: Kit

/**
 * Find the first item that is set in two columns. What is under an entry with `data-continues-as` gets room for that
 * line above it, where a column begins with it.
 */
export function readColumns({ root, items, places }: Reading): number | undefined {
  if (!root.querySelector('.set-in-columns')) return undefined
  const first = places.findIndex(({ element }) => element.closest('.set-in-columns'))
  if (first < 0) return undefined
  if (!root.querySelector('[data-continues-as]')) return first
  const heights = new Map<Element, number>()
  for (let at = first; at < items.length; at++) {
    const entry = octavo.entryOf(places[at]!.element)
    if (!entry) continue
    const height = heights.get(entry) ?? Number.parseFloat(getComputedStyle(entry).lineHeight)
    heights.set(entry, height)
    items[at]!.repeated += height
  }
  return first
}

/** Find the entry under which something stands in a list, not in the entry's own words. */
export function entryOf(element: Element): Element | null {
  const list = element.closest('ul, ol')
  const entry = list?.parentElement?.closest('[data-continues-as]')
  return entry ?? null
}

/** Say again, at the head of a column, which entry goes on there. */
export function repeatEntry(text: DocumentFragment): void {
  for (const entry of text.querySelectorAll('li[data-continued][data-continues-as]')) {
    if (!entry.firstElementChild?.matches('ul, ol')) continue
    const head = document.createElement('div')
    head.className = 'continued-entry'
    head.setAttribute('data-artifact', '')
    head.textContent = entry.getAttribute('data-continues-as')
    entry.prepend(head)
  }
}
