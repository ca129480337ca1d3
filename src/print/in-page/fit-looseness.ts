/** Runs in the page. Self-contained: the browser gets its text. */

/** A paragraph that was to have a line less or more, and would not. */
export interface StiffParagraph {
  readonly wanted: 'tighten' | 'loosen'
  readonly at: string
}

/**
 * Set paragraphs marked `.tighten` a line shorter and those marked `.loosen` a line longer, by the least change of
 * their word spaces that does it (TeX: \looseness). Bounds by the word space of TeX, a
 * quarter em: its shrink, a third, and what it may stretch to at a tolerance of 400 (TeXbook, ch. 12 and 14). Letter spaces stay: Chromium draws unused soft hyphens where they
 * are not 0.
 */
export function fitLooseness(): StiffParagraph[] {
  const steps = {
    tighten: [-0.01, -0.02, -0.03, -0.04, -0.05, -0.06, -0.07, -0.08],
    loosen: [0.01, 0.02, 0.03, 0.045, 0.06, 0.075, 0.09, 0.105, 0.125, 0.15, 0.175, 0.2],
  }
  const stiff: StiffParagraph[] = []
  for (const wanted of ['tighten', 'loosen'] as const) {
    const marked = [...document.querySelectorAll<HTMLElement>(`.${wanted}`)]
    const paragraphs = marked.flatMap((element) => {
      const inner = [...element.querySelectorAll<HTMLElement>('p')]
      return element.tagName === 'P' || inner.length === 0 ? [element] : inner
    })
    for (const paragraph of new Set(paragraphs)) {
      const height = paragraph.offsetHeight
      const isFit = steps[wanted].some((step) => {
        paragraph.style.wordSpacing = `${step}em`
        const change = paragraph.offsetHeight - height
        return wanted === 'tighten' ? change < -1 : change > 1
      })
      if (isFit) continue
      paragraph.style.wordSpacing = ''
      const at = paragraph.closest('[data-at]')?.getAttribute('data-at') ?? ''
      stiff.push({ wanted, at })
    }
  }
  return stiff
}
