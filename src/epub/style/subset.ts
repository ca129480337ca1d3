/** Fonts with the letters of the book and no others: a tenth of their size. By HarfBuzz, in WebAssembly. */
import { createHash } from 'node:crypto'
import type { World } from '../../book/world.js'

/** Raised when the way changes, so that nothing of an older version comes out of the cache. */
const version = 1

/**
 * What of the font's own typography stays: kerning, ligatures, marks, the figures and small capitals that
 * `styles/epub` asks for, and the forms that scripts and formulas need (OpenType, "Feature registry").
 */
const ourFeatures =
  'calt ccmp clig dtls flac kern liga locl mark mkmk rtla rtlm smcp ssty tnum'.split(' ')

/**
 * Keep the letters of a text in a font, and what else its shaping of them needs.
 *
 * @param isOurs false for a font of the author's, which keeps all features: whatever the style sheet asks for
 * @returns the font as it was where it cannot be read
 */
export async function subset(
  world: World,
  font: Uint8Array,
  letters: string,
  isOurs = true,
): Promise<Uint8Array> {
  const key = createHash('sha256')
    .update(`font ${version} ${isOurs}\n${letters}\n`)
    .update(font)
    .digest('hex')
  const kept = await world.cache.get(key)
  if (kept) return kept
  const { default: subsetFont } = await import('subset-font')
  try {
    const options = isOurs ? { keepFeatures: ourFeatures } : {}
    const smaller = await subsetFont(font, letters, options)
    const best = smaller.length < font.length ? smaller : font
    await world.cache.set(key, best)
    return best
  } catch {
    // A damaged font is for the reader's device to refuse, as it does in a browser.
    return font
  }
}
