/** Runs in the page (kit.ts). Page numbers in the text: of the contents, of references. */

/**
 * Fill every slot `[data-to=id]` with the folio of its target.
 *
 * @returns ids of the columns in which a number changed
 */
export function applyNumbers(folios: Readonly<Record<string, string>>): string[] {
  const changed = new Set<string>()
  for (const slot of document.querySelectorAll('[data-to]')) {
    const folio = folios[slot.getAttribute('data-to')!] ?? ''
    if (slot.textContent === folio) continue
    slot.textContent = folio
    const column = slot.closest('.column')?.getAttribute('data-column')
    const notes = slot.closest('.column-notes')?.previousElementSibling?.getAttribute('data-column')
    const id = column ?? notes
    if (id) changed.add(id)
  }
  return [...changed]
}
