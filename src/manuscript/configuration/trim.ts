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

/**
 * Named sizes. In inches: those that Amazon KDP and IngramSpark print ("Trim size, bleed, and margins",
 * "Book trim sizes"). In millimetres: ISO 216, and the British formats.
 */
export const trims: Readonly<Record<string, Trim>> = {
  '5x8': inches(5, 8),
  '5.25x8': inches(5.25, 8),
  '5.5x8.5': inches(5.5, 8.5),
  '6x9': inches(6, 9),
  '6.14x9.21': inches(6.14, 9.21),
  '7x10': inches(7, 10),
  '8x10': inches(8, 10),
  '8.5x11': inches(8.5, 11),
  pocket: inches(4.25, 6.87),
  digest: inches(5.5, 8.5),
  trade: inches(6, 9),
  textbook: inches(7, 10),
  letter: inches(8.5, 11),
  a4: millimetres(210, 297),
  a5: millimetres(148, 210),
  a6: millimetres(105, 148),
  b5: millimetres(176, 250),
  b6: millimetres(125, 176),
  'a-format': millimetres(110, 178),
  'b-format': millimetres(129, 198),
  demy: millimetres(138, 216),
  royal: millimetres(156, 234),
  'crown-quarto': millimetres(189, 246),
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
