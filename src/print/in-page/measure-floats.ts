/** Runs in the page (kit.ts). Figures, tables and listings that leave their place in the text. */
import type { Float } from '../column.js'
import type { Kit } from './kit.js'
import type { Measure, MeasuredColumn } from './measure-column.js'
import type { Reading } from './read-block.js'

declare const octavo: Kit

/** Put back into the text what is too high to stand with others on a page: there it can be cut. */
export function settleFloats(depth: number, leading: number): void {
  for (const float of document.querySelectorAll<HTMLElement>('.column-floats > .page-float')) {
    if (float.offsetHeight + leading <= depth) continue
    const name = CSS.escape(float.getAttribute('data-float')!)
    const before = document.querySelector(`[data-floats~="${name}"]`)
    if (!before) continue
    if (before.hasAttribute('data-holds-floats')) before.prepend(...float.childNodes)
    else before.after(...float.childNodes)
    float.remove()
  }
}

/**
 * Measure the floats of a column, and write into its items which of them may appear from there on: after the
 * place in the manuscript, and not before what refers to it first.
 */
export function measureFloats(
  id: string,
  column: Reading,
  references: MeasuredColumn['references'],
  { leading }: Measure,
): { floats: Float[]; floatMarks: Record<string, number> } {
  const { root, items, columnsFrom = items.length } = column
  const floats: Float[] = []
  const floatMarks: Record<string, number> = {}
  const places = /top|foot|page/g
  for (const element of octavo.partOf(id, 'floats')?.children ?? []) {
    const index = floats.length
    const name = element.getAttribute('data-float')!
    floatMarks[name] = index
    for (const inner of element.querySelectorAll('[id]')) floatMarks[inner.id] = index
    const anchor = root.querySelector(`[data-floats~="${CSS.escape(name)}"]`)
    const box = anchor?.getBoundingClientRect()
    const isHolder = anchor?.hasAttribute('data-holds-floats')
    const place = box ? octavo.itemAt(column, isHolder ? box.top : box.bottom - 1) : 0
    const first = references.find(({ to }) => to === name)?.item ?? 0
    // One as wide as the page stands before its columns, wherever it is referred to.
    const isAcross = !element.classList.contains('of-columns')
    const last = (isAcross ? columnsFrom : items.length) - 1
    ;(items[Math.min(last, Math.max(place, first))]?.floats as number[] | undefined)?.push(index)
    // White of a line at least, and whole lines, so that the text beside keeps its grid.
    const { height } = element.getBoundingClientRect()
    floats.push({
      id: name,
      height: Math.ceil((height + leading) / leading - 0.01) * leading,
      places: (element.getAttribute('data-places')?.match(places) ?? []) as Float['places'],
      at: element.querySelector('[data-at]')?.getAttribute('data-at') ?? '',
    })
  }
  return { floats, floatMarks }
}
