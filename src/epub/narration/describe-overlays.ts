/** What the package document says of recordings (EPUB 3.3, §9.4): how long they are, and who reads. */
import type { Metadata } from '../../book/configuration.js'
import { itemId } from '../package/package-document.js'
import { escapeText, escapeValue } from '../xhtml/escape.js'
import { activeClass, type Overlays } from './write-overlays.js'

/** MARC's code of a narrator. */
const narrator = 'nrt'

/** Describe the overlays, one element a line. */
export function describeOverlays({ files }: Overlays, { creators }: Metadata): string[] {
  if (files.length === 0) return []
  const readers = creators.filter(({ role }) => role === narrator)
  const all = files.reduce((sum, { seconds }) => sum + seconds, 0)
  return [
    ...files.map(
      ({ path, seconds }) =>
        `<meta property="media:duration" refines="#${escapeValue(itemId(path))}">${toClock(seconds)}</meta>`,
    ),
    `<meta property="media:duration">${toClock(all)}</meta>`,
    ...readers.map(({ name }) => `<meta property="media:narrator">${escapeText(name)}</meta>`),
    `<meta property="media:active-class">${activeClass}</meta>`,
  ]
}

/** A clock value to a thousandth of a second: `1:02:03.456`. */
function toClock(seconds: number): string {
  const all = Math.round(seconds * 1000)
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
  const rest = String(all % 1000).padStart(3, '0')
  return `${Math.floor(all / 3_600_000)}:${two((all / 60_000) % 60)}:${two((all / 1000) % 60)}.${rest}`
}
