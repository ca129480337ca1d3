/** Runs in the page (kit.ts). What a cut would change by itself: selectors, counters, widths of columns. */

interface Look {
  readonly element: HTMLElement
  readonly values: Readonly<Record<string, string>>
}

/**
 * Read what structural selectors (`p + p`, `:first-child`) give to an element and to the first elements in
 * it; after a cut these may match no more.
 */
export function inheritedOf(start: Element): Look[] {
  const names = [
    'text-indent',
    'display',
    'font-size',
    'font-style',
    'font-weight',
    'text-align',
    'padding-inline-start',
    'margin-inline-start',
  ]
  const looks: Look[] = []
  for (let at: Element | null = start; at instanceof HTMLElement; at = at.firstElementChild) {
    const style = at.computedStyleMap()
    looks.push({
      element: at,
      values: Object.fromEntries(names.map((name) => [name, String(style.get(name))])),
    })
  }
  return looks
}

/** Give elements back what they lost by a cut. What `getComputedStyle` says of margins would lay all pages out. */
export function restoreInherited(looks: readonly Look[]): void {
  const lost = looks.flatMap(({ element, values }) => {
    const style = element.computedStyleMap()
    return Object.entries(values)
      .filter(([name, value]) => String(style.get(name)) !== value)
      .map(([name, value]) => ({ element, name, value }))
  })
  for (const { element, name, value } of lost) element.style.setProperty(name, value)
}

/** Let an ordered list go on counting; an item that is cut keeps its number and shows it once. */
export function continueList(first: Element, next: Element): void {
  const items = [...first.children].filter(({ tagName }) => tagName === 'LI')
  const isCut =
    items.at(-1)?.hasAttribute('data-goes-on') || next.querySelector(':scope > li[data-continued]')
  // An item with a number of its own starts the count anew.
  const from = items.findLastIndex((item) => item.hasAttribute('value'))
  const start =
    from >= 0
      ? Number(items[from]!.getAttribute('value'))
      : Number(first.getAttribute('start') ?? 1)
  const counted = items.length - Math.max(from, 0)
  next.setAttribute('start', String(start + counted - (isCut ? 1 : 0)))
}

/** Fix the widths of a table's columns, so that its pieces agree. */
export function freezeTable(table: HTMLTableElement): () => void {
  const row = [...table.rows].sort((one, other) => other.cells.length - one.cells.length)[0]
  if (!row) return () => undefined
  const widths = [...row.cells].flatMap((cell) => {
    const { width } = cell.getBoundingClientRect()
    return Array.from({ length: cell.colSpan }, () => width / cell.colSpan)
  })
  const { width } = table.getBoundingClientRect()
  return () => {
    for (const old of table.querySelectorAll(':scope > colgroup')) old.remove()
    const columns = document.createElement('colgroup')
    for (const one of widths)
      columns.append(Object.assign(document.createElement('col'), { style: `width: ${one}px` }))
    table.caption ? table.caption.after(columns) : table.prepend(columns)
    table.style.tableLayout = 'fixed'
    table.style.width = `${width}px`
  }
}
