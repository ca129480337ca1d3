/** Runs in the page. Self-contained: the browser gets its text. */

/**
 * Wait for the fonts.
 *
 * @param marginFonts of the running heads, which are not in the document yet
 * @returns the families that could not be loaded
 */
export async function loadFonts(marginFonts: readonly string[]): Promise<string[]> {
  await Promise.all(marginFonts.map((font) => document.fonts.load(font).catch(() => [])))
  await document.fonts.ready
  return [...document.fonts].filter((face) => face.status === 'error').map((face) => face.family)
}
