/** Runs in the page. Finds characters that no font can show. Self-contained: the browser gets its text. */

export interface MissingGlyph {
  readonly character: string
  /** `chapter:line:column` of the block where it stands first. */
  readonly at: string
}

/** Draw every unusual character and compare it with one that cannot exist. */
export function findMissingGlyphs(): MissingGlyph[] {
  const main = document.querySelector('main')!
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 24
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return []
  context.font = `16px ${getComputedStyle(document.body).fontFamily}`
  const draw = (character: string): string => {
    context.clearRect(0, 0, 24, 24)
    context.fillText(character, 2, 18)
    return context.getImageData(0, 0, 24, 24).data.join()
  }
  const texts = main.textContent ?? ''
  const characters = new Set(texts.match(/[^\p{ASCII}\p{M}\p{C}\p{Z}]/gu) ?? [])
  // U+0378 is unassigned in every version of Unicode; it shows as the sign for "no glyph".
  const nothing = draw('\u0378')
  const missing = [...characters].filter((character) => draw(character) === nothing)
  if (missing.length === 0) return []
  const found = new Map<string, string>()
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT)
  while (walker.nextNode() && found.size < missing.length) {
    const text = walker.currentNode.nodeValue ?? ''
    for (const character of missing) {
      if (found.has(character) || !text.includes(character)) continue
      const block = walker.currentNode.parentElement?.closest('[data-at]')
      found.set(character, block?.getAttribute('data-at') ?? '')
    }
  }
  return [...found].map(([character, at]) => ({ character, at }))
}
