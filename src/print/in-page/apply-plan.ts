/** Runs in the page. Self-contained: the browser gets its text. */

/** What the page must be told before it is printed. */
export interface Application {
  /** `@page` rules with running heads and folios. */
  readonly css: string
  readonly blanksBefore: readonly string[]
  /** Folio of each id that the contents name. */
  readonly folios: Readonly<Record<string, string>>
}

/** Put in blank pages, fill the numbers of the contents, set the margins. May be called again. */
export function applyPlan({ css, blanksBefore, folios }: Application): void {
  const style = document.getElementById('octavo-margins') ?? document.createElement('style')
  style.id = 'octavo-margins'
  style.textContent = css
  document.head.append(style)
  for (const blank of document.querySelectorAll('.blank-page')) blank.remove()
  for (const id of blanksBefore) {
    const blank = document.createElement('div')
    blank.className = 'blank-page'
    document.getElementById(id)?.before(blank)
  }
  for (const slot of document.querySelectorAll('[data-to]')) {
    slot.textContent = folios[slot.getAttribute('data-to') ?? ''] ?? ''
  }
}

/**
 * Wait for the fonts.
 *
 * @param marginFonts of the margin boxes: Chromium fetches those too late by itself, and prints nothing
 * @returns the families that could not be loaded
 */
export async function loadFonts(marginFonts: readonly string[]): Promise<string[]> {
  await Promise.all(marginFonts.map((font) => document.fonts.load(font).catch(() => [])))
  await document.fonts.ready
  return [...document.fonts].filter((face) => face.status === 'error').map((face) => face.family)
}
