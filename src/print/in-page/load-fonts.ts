/** Runs in the page. Self-contained: the browser gets its text. */

/**
 * Load the fonts of a document that is hidden, then show it: Chromium would lay it out with others first, and
 * again for each that comes.
 *
 * @param marginFonts of the running heads, which are not in the document yet
 * @returns the families that could not be loaded
 */
export async function loadFonts(marginFonts: readonly string[]): Promise<string[]> {
  // The first of a list sets nearly all; the others have the signs that it lacks.
  const isPlain = !/[^\s!-\u024f\u2010-\u203a]/.test(document.body.textContent)
  const families = new Set(
    'p h1 h2 code figcaption th math'.split(' ').flatMap((tag) => {
      const element = document.querySelector(tag)
      if (!element) return []
      const names = getComputedStyle(element).fontFamily.replaceAll('"', '').split(', ')
      return isPlain ? names.slice(0, 1) : names
    }),
  )
  const wanted = [...document.fonts].filter((face) => families.has(face.family.replaceAll('"', '')))
  // Fonts of thousands of characters come in pieces: those are loaded that have any of the text's.
  const isPiece = ({ unicodeRange }: FontFace) => unicodeRange.toUpperCase() !== 'U+0-10FFFF'
  const codes = new Set<number>()
  if (wanted.some(isPiece))
    for (const character of document.body.textContent) codes.add(character.codePointAt(0)!)
  const faces = wanted.filter((face) => {
    if (!isPiece(face)) return true
    const ranges = face.unicodeRange.match(/[\dA-F]+(?:-[\dA-F]+)?/gi) ?? []
    return ranges.some((range) => {
      const [from, to = from] = range.split('-').map((end) => Number.parseInt(end, 16))
      for (const code of codes) if (code >= from! && code <= to!) return true
      return false
    })
  })
  await Promise.all([
    ...faces.map((face) => face.load().catch(() => undefined)),
    ...marginFonts.map((font) => document.fonts.load(font).catch(() => [])),
  ])
  document.body.hidden = false
  // Laid out now, the text asks for what is still missing.
  document.body.getBoundingClientRect()
  await document.fonts.ready
  return [...document.fonts].filter((face) => face.status === 'error').map((face) => face.family)
}
