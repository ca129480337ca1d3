/**
 * Runs in the page. What is higher than a page and cannot be cut as it is. Self-contained: the browser gets
 * its text.
 */
import type { Misfit } from './fit.js'

/**
 * Make everything fit the depth of a page: a table with a row higher than that is unrolled, cell under cell,
 * so that its text can be cut at its lines; a picture or a formula is set smaller.
 *
 * @param depth of the text block in pixels
 */
export function fitHeights(depth: number): Misfit[] {
  const misfits: Misfit[] = []
  const say = (element: Element, kind: Misfit['kind'], excess: number, scale: number) => {
    const at = element.closest('[data-at]') ?? element.querySelector('[data-at]')
    const place = at?.getAttribute('data-at') ?? ''
    misfits.push({ at: place, kind, excess, scale, isBroken: kind === 'row' })
  }
  const tables = new Set<HTMLTableElement>()
  for (const row of document.querySelectorAll('tr')) {
    const excess = row.offsetHeight - depth
    const table = row.closest('table')
    if (excess <= 0 || !table || tables.has(table)) continue
    tables.add(table)
    say(row, 'row', excess, 1)
  }
  for (const table of tables) table.classList.add('unrolled')
  const wholes = document.querySelectorAll<HTMLElement>('img, svg:not(svg svg), .equation, math')
  const tall = [...wholes]
    .map((element) => ({ element, height: element.getBoundingClientRect().height }))
    .filter(
      ({ element, height }) => height > depth && !element.parentElement!.closest('.equation, math'),
    )
  for (const { element, height } of tall) {
    const scale = (depth / height) * 0.98
    element.style.setProperty('zoom', String(scale))
    say(element, 'tall', height - depth, scale)
  }
  return misfits
}
