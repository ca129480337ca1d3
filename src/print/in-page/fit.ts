/**
 * Functions that run in the page. Whatever is wider than the measure is set smaller or broken here, so that
 * Chromium never has a reason to shrink the whole book (notes/manuscripts.md). Each is self-contained,
 * because the browser gets its text only.
 */

/** Something that was wider than its place, and what became of it. */
export interface Misfit {
  /** `chapter:line:column`, from `data-at`; `''` where nothing near has a place. */
  readonly at: string
  readonly kind: 'table' | 'formula' | 'block' | 'row' | 'tall'
  /** How much too wide it was, a row or a tall thing how much too high, in CSS pixels. */
  readonly excess: number
  /** Size that it was set in, of the size it should have; 1 where words were broken instead. */
  readonly scale: number
  /** True where its words are broken too. */
  readonly isBroken: boolean
  /** Width of the column that it stands in, in CSS pixels, where it is narrower than the page. */
  readonly column?: number
}

/**
 * Set wide tables smaller; break the words of those that are wider still.
 *
 * @param smallest share of its size to which a table may be set
 */
export function fitTables(smallest: number): Misfit[] {
  const misfits: Misfit[] = []
  for (const table of document.querySelectorAll('table')) {
    const parent = table.parentElement!
    const style = getComputedStyle(parent)
    const isTurned = getComputedStyle(table).writingMode !== 'horizontal-tb'
    const width = isTurned
      ? parent.clientHeight
      : parent.clientWidth -
        Number.parseFloat(style.paddingLeft) -
        Number.parseFloat(style.paddingRight)
    // A table across the page must fit it both ways.
    const extent = () =>
      isTurned
        ? Math.max(table.offsetHeight, (table.offsetWidth * width) / parent.clientWidth)
        : table.offsetWidth
    const excess = extent() - width
    if (excess < 1) continue
    const size = Number.parseFloat(getComputedStyle(table).fontSize)
    let scale = 1
    for (let round = 0; round < 4 && scale > smallest && extent() > width; round++) {
      scale = Math.max(smallest, (scale * width) / extent() - 0.005)
      table.style.fontSize = `${size * scale}px`
    }
    const isBroken = extent() - width >= 1
    if (isBroken) table.classList.add('breaks-words')
    // What is still too large has too many columns for even a letter each, or stands across the page, uncut.
    const rest = Math.max(extent(), isTurned ? 0 : table.scrollWidth)
    if (rest > width) {
      table.style.setProperty('zoom', String(width / rest))
      scale *= width / rest
    }
    const at = (table.closest('[data-at]') ?? table.querySelector('[data-at]'))?.getAttribute(
      'data-at',
    )
    const column = table.closest('.set-in-columns')?.clientWidth
    misfits.push({
      at: at ?? '',
      kind: 'table',
      excess,
      scale,
      isBroken,
      ...(column && { column }),
    })
  }
  return misfits
}

/** Set formulas smaller that are wider than the line. */
export function fitFormulas(): Misfit[] {
  const misfits: Misfit[] = []
  for (const math of document.querySelectorAll<HTMLElement>('math')) {
    const range = document.createRange()
    range.selectNodeContents(math)
    const natural = range.getBoundingClientRect().width
    const block = math.closest<HTMLElement>('p, li, dd, td, th, div, figure, section')
    const number = math.parentElement?.querySelector<HTMLElement>(':scope > .equation-number')
    const width = (block?.clientWidth ?? 0) - (number?.offsetWidth ?? 0)
    // In a cell the table has been fitted already, and gives the formula what it needs.
    if (width <= 0 || natural - width < 1 || block?.closest('table')) continue
    let scale = (width / natural) * 0.995
    math.style.fontSize = `${scale}em`
    // Rules and the space around operators do not shrink as the letters do.
    const rest = range.getBoundingClientRect().width
    if (rest > width) {
      scale *= (width / rest) * 0.995
      math.style.fontSize = `${scale}em`
    }
    const at = math.closest('[data-at]')?.getAttribute('data-at')
    const column = math.closest('.set-in-columns')?.clientWidth
    const what = { kind: 'formula', excess: natural - width, scale, isBroken: false } as const
    misfits.push({ at: at ?? '', ...what, ...(column && { column }) })
  }
  return misfits
}

/** Break within words, then set smaller, every other block that runs out of its place. */
export function fitBlocks(): Misfit[] {
  const misfits: Misfit[] = []
  const isWide = (element: Element) =>
    element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1
  const wide = [...document.querySelectorAll<HTMLElement>('main [data-at]')].filter(
    (element) =>
      isWide(element) && element.tagName !== 'TABLE' && !element.closest('table, math, .landscape'),
  )
  // Inner blocks first: an outer one may be wide only because of them.
  for (const element of wide.reverse()) {
    if (!isWide(element)) continue
    const excess = element.scrollWidth - element.clientWidth
    element.classList.add('breaks-anywhere')
    const rest = element.scrollWidth / element.clientWidth
    if (rest > 1.002) element.style.setProperty('zoom', String(1 / rest))
    const at = element.getAttribute('data-at') ?? ''
    const column = element.closest('.set-in-columns')?.clientWidth
    const what = { kind: 'block', excess, scale: Math.min(1, 1 / rest), isBroken: true } as const
    misfits.push({ at, ...what, ...(column && { column }) })
  }
  return misfits
}

/**
 * Mark the lines of code that take more than one line of the page, on each of these but the first. The mark
 * is drawn: a character would be copied with the code, and a background picture costs Chromium 15 ms to print.
 */
export function markWrappedLines(): void {
  const lines = [...document.querySelectorAll<HTMLElement>('pre .line')]
  const leadings = new Map<Element, number>()
  const wrapped = lines.flatMap((line) => {
    const code = line.parentElement!
    const leading = leadings.get(code) ?? Number.parseFloat(getComputedStyle(line).lineHeight)
    leadings.set(code, leading)
    const rows = Math.round(line.offsetHeight / leading)
    return rows > 1 ? [{ line, leading, rows }] : []
  })
  /** Of the drawing, of which a line is 12 wide. */
  const pitch = 22
  for (const { line, leading, rows } of wrapped) {
    const arrows = Array.from({ length: rows - 1 }, (_, row) => {
      const top = (row + 1) * pitch
      return `M2 ${top + 6}v5h6m-2 -2.5l2.6 2.5l-2.6 2.5`
    })
    const mark = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
    mark.setAttribute('class', 'wrap-mark')
    mark.setAttribute('aria-hidden', 'true')
    mark.setAttribute('viewBox', `0 0 12 ${rows * pitch}`)
    mark.setAttribute('width', String((leading * 12) / pitch))
    mark.setAttribute('height', String(leading * rows))
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
    path.setAttribute('d', arrows.join(''))
    mark.append(path)
    line.prepend(mark)
  }
}
