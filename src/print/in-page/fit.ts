/**
 * Runs in the page. Whatever is wider than the measure is wrapped, set smaller or broken here, so that
 * Chromium never has a reason to shrink the whole book (notes/manuscripts.md). Self-contained: the browser gets its text.
 */

/** Something that was wider than its place, and what became of it. */
export interface Misfit {
  /** `chapter:line:column`, from `data-at`; `''` where nothing near has a place. */
  readonly at: string
  readonly kind: 'table' | 'formula' | 'block'
  /** How much too wide it was, in points. */
  readonly excess: number
  /** Size that it was set in, of the size it should have; 1 where words were broken instead. */
  readonly scale: number
  /** True where its words are broken too. */
  readonly isBroken: boolean
}

/**
 * Fit everything wide.
 *
 * @param smallest share of its size to which a table may be set
 */
export function fit(smallest: number): Misfit[] {
  const misfits: Misfit[] = []
  const place = (element: Element) =>
    element.closest('[data-at]')?.getAttribute('data-at') ??
    element.querySelector('[data-at]')?.getAttribute('data-at') ??
    ''
  const room = (element: Element): number => {
    const parent = element.parentElement!
    const style = getComputedStyle(parent)
    return (
      parent.clientWidth -
      Number.parseFloat(style.paddingLeft) -
      Number.parseFloat(style.paddingRight)
    )
  }
  const note = (
    element: Element,
    kind: Misfit['kind'],
    wide: number,
    scale: number,
    isBroken: boolean,
  ) =>
    misfits.push({
      at: place(element),
      kind,
      excess: Math.round(wide * 0.75),
      scale: Math.round(scale * 100) / 100,
      isBroken,
    })

  const fitTables = () => {
    for (const table of document.querySelectorAll('table')) {
      const width = room(table)
      const wide = table.offsetWidth - width
      if (wide < 1) continue
      const size = Number.parseFloat(getComputedStyle(table).fontSize)
      let scale = 1
      for (let round = 0; round < 4 && scale > smallest && table.offsetWidth > width; round++) {
        scale = Math.max(smallest, (scale * width) / table.offsetWidth - 0.005)
        table.style.fontSize = `${size * scale}px`
      }
      const isBroken = table.offsetWidth - width >= 1
      if (isBroken) table.classList.add('breaks-words')
      note(table, 'table', wide, scale, isBroken)
    }
  }

  const fitFormulas = () => {
    for (const math of document.querySelectorAll<HTMLElement>('math')) {
      const range = document.createRange()
      range.selectNodeContents(math)
      const taken =
        math.parentElement?.querySelector<HTMLElement>('.equation-number')?.offsetWidth ?? 0
      const width =
        room(
          math.closest('.equation, p, li, td, dd, figure') === math.parentElement ? math : math,
        ) - taken
      const natural = range.getBoundingClientRect().width
      if (width <= 0 || natural - width < 1) continue
      const scale = width / natural
      math.style.fontSize = `${scale * 0.995}em`
      note(math, 'formula', natural - width, scale, false)
    }
  }

  const fitBlocks = () => {
    const wide = [...document.querySelectorAll<HTMLElement>('main [data-at]')].filter(
      (element) =>
        element.clientWidth > 0 &&
        element.scrollWidth > element.clientWidth + 1 &&
        element.tagName !== 'TABLE',
    )
    for (const element of wide) {
      const excess = element.scrollWidth - element.clientWidth
      if (excess <= 1) continue
      // The outer one is wide because of the inner one, which is fitted in its turn.
      if (wide.some((other) => other !== element && element.contains(other))) continue
      element.classList.add('breaks-anywhere')
      const rest = element.scrollWidth / element.clientWidth
      if (rest > 1.002) element.style.setProperty('zoom', String(1 / rest))
      note(element, 'block', excess, Math.min(1, 1 / rest), true)
    }
  }

  const markWrappedLines = () => {
    const lines = [...document.querySelectorAll<HTMLElement>('pre .line')]
    const first = lines[0]
    if (!first) return
    const heights = lines.map((line) => line.offsetHeight)
    lines.forEach((line, index) => {
      const leading = Number.parseFloat(getComputedStyle(line).lineHeight)
      if (heights[index]! > leading * 1.5) line.classList.add('wraps')
    })
  }

  fitTables()
  fitFormulas()
  fitBlocks()
  markWrappedLines()
  return misfits
}
