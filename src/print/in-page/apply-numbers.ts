/** Runs in the page (kit.ts). Page numbers in the text: of the contents, of references. */
import type { Kit } from './kit.js'

declare const octavo: Kit

/** What the slots of the book say. */
export interface SlotWords {
  /** Folio by the id of the target, for `[data-to=id]`. */
  readonly folios: Readonly<Record<string, string>>
  /** Words by the id of the column, in the order of `whereSlots`. */
  readonly where: Readonly<Record<string, readonly string[]>>
  /** What notes are called, by their ids, where that depends on the page. */
  readonly notes: Readonly<Record<string, string>>
  /** Pages of an entry of the index, for `[data-locators]`, by what the attribute says. */
  readonly locators: Readonly<Record<string, readonly Locator[]>>
}

/** A page or pages of an entry. */
export interface Locator {
  /** Id of the place on the first of them. */
  readonly to: string
  /** `12`, `14–16`. */
  readonly words: string
  readonly isMain: boolean
}

/**
 * Fill every slot.
 *
 * @returns ids of the columns in which one changed
 */
export function applyNumbers({ folios, where, notes, locators }: SlotWords): string[] {
  const changed = new Set<string>()
  const note = (slot: Element) => {
    const part = slot.closest('[data-column], [data-of]')
    const id = part?.getAttribute('data-column') ?? part?.getAttribute('data-of')
    if (id) changed.add(id)
  }
  const fill = (slot: Element, words: string) => {
    if (slot.textContent === words) return
    slot.textContent = words
    note(slot)
  }
  for (const slot of document.querySelectorAll('[data-to]'))
    fill(slot, folios[slot.getAttribute('data-to')!] ?? '')
  for (const slot of document.querySelectorAll('[data-locators]')) {
    const given = locators[slot.getAttribute('data-locators')!] ?? []
    const made = slot.cloneNode() as Element
    made.append(...octavo.toLinks(given, slot.getAttribute('data-between') ?? ', '))
    if (made.innerHTML === slot.innerHTML) continue
    slot.replaceChildren(...made.childNodes)
    note(slot)
  }
  for (const [id, words] of Object.entries(where))
    for (const [index, slot] of octavo.whereSlots(id).entries()) fill(slot, words[index] ?? '')
  for (const callout of document.querySelectorAll('a.callout[href^="#"]')) {
    const id = decodeURIComponent(callout.getAttribute('href')!.slice(1))
    const name = notes[id]
    if (name === undefined) continue
    callout.classList.toggle('sign', !/^\d/.test(name))
    fill(callout, name)
    const back = document.getElementById(id)?.querySelector('.back-link')
    if (back) fill(back, name)
  }
  return [...changed]
}

/** Make the links of an entry, what is main in bold, with commas between. */
export function toLinks(locators: readonly Locator[], between: string): Node[] {
  return locators.flatMap(({ to, words, isMain }, index) => {
    const link = document.createElement('a')
    link.href = `#${to}`
    link.className = 'locator'
    const text = isMain ? document.createElement('strong') : link
    text.textContent = words
    if (text !== link) link.append(text)
    return index > 0 ? [document.createTextNode(between), link] : [link]
  })
}

/** List the slots of a column, then those of its notes and floats, that say where something is. */
export function whereSlots(id: string): Element[] {
  const column = document.querySelector(`[data-column="${CSS.escape(id)}"]`)
  return [column, octavo.partOf(id, 'notes'), octavo.partOf(id, 'floats')].flatMap((part) => [
    ...(part?.querySelectorAll('[data-where]') ?? []),
  ])
}
