/** Sizes of the finished page, by the names that printers give them. */
import { type Points, parseLength, points } from '../../book/length.js'
import { nearestName } from '../../diagnostics/did-you-mean.js'
import { type Refusal, refuse } from './values.js'

export interface Trim {
  readonly width: Points
  readonly height: Points
}

const inches = (width: number, height: number): Trim => ({
  width: points(width * 72),
  height: points(height * 72),
})
const millimetres = (width: number, height: number): Trim => ({
  width: points((width / 25.4) * 72),
  height: points((height / 25.4) * 72),
})

/** Sizes in inches that Amazon KDP ("Set trim size, bleed, and margins") or IngramSpark ("Book trim sizes") prints. */
const sizesInInches =
  '4x6 4x7 4.25x7 4.37x7 5x7 5x8 5.06x7.81 5.25x8 5.5x8.25 5.5x8.5 6x9 6.14x9.21 6.5x6.5 6.625x10.25 6.69x9.61 7x10 7.44x9.69 7.5x9.25 8x8 8x10 8x10.88 8.25x6 8.25x8.25 8.25x10.75 8.25x11 8.5x8.5 8.5x9 8.5x11'

/** Named sizes: those in inches, ISO 216, and the British formats. */
export const trims: Readonly<Record<string, Trim>> = {
  ...Object.fromEntries(
    sizesInInches.split(' ').map((name) => {
      const [width = 0, height = 0] = name.split('x').map(Number)
      return [name, inches(width, height)]
    }),
  ),
  pocket: inches(4.25, 6.87),
  digest: inches(5.5, 8.5),
  trade: inches(6, 9),
  textbook: inches(7, 10),
  letter: inches(8.5, 11),
  a3: millimetres(297, 420),
  a4: millimetres(210, 297),
  a5: millimetres(148, 210),
  a6: millimetres(105, 148),
  b4: millimetres(250, 353),
  b5: millimetres(176, 250),
  b6: millimetres(125, 176),
  'a-format': millimetres(110, 178),
  'b-format': millimetres(129, 198),
  'c-format': millimetres(135, 216),
  demy: millimetres(138, 216),
  royal: millimetres(156, 234),
  'crown-octavo': millimetres(123, 186),
  'crown-quarto': millimetres(189, 246),
  'demy-quarto': millimetres(219, 276),
  'royal-quarto': millimetres(237, 312),
}

/** No side of a page is shorter or longer: what presses and PDF readers take. */
const shortest = 3 * 72
const longest = 20 * 72

/**
 * Read a trim size: a name, or `width x height` with units (`152mm x 229mm`, `6in × 9in`, `148x210mm`).
 * Without a unit small numbers are inches and large ones millimetres.
 */
export function readTrim(typed: string): Trim | Refusal {
  const name = typed.toLowerCase().replace(/\s+/g, '-')
  const known = trims[name] ?? trims[name.replaceAll(/-|×/g, (sign) => (sign === '×' ? 'x' : ''))]
  if (known) return known
  const sides = /^([\d.]+)\s*([a-z]*)\s*[x×*]\s*([\d.]+)\s*([a-z]*)$/i.exec(typed)
  if (!sides) {
    const near = nearestName(name, Object.keys(trims))
    return refuse(near ? `Did you mean \`${near}\`?` : undefined)
  }
  const [, wide, wideUnit, high, highUnit] = sides
  const unit = highUnit || wideUnit || (Number(wide) > 25 ? 'mm' : 'in')
  const width = parseLength(wide + (wideUnit || unit))
  const height = parseLength(high + unit)
  if (!width || !height) return refuse('Lengths have units: `in`, `mm`, `cm`, `pt`')
  if (Math.min(width, height) < shortest || Math.max(width, height) > longest) {
    return refuse('A page is from 3 to 20 inches (76 to 508 mm) wide and high')
  }
  return { width, height }
}
