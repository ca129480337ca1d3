/** What each theme takes for settings that the author leaves out. All else of a theme is in styles/themes/. */
import type { Configuration, PrintEdition } from '../../book/configuration.js'
import type { Theme } from '../../book/themes.js'
import { defaultShares, type MarginShares } from './fit-margins.js'

interface ThemeDefaults extends Pick<PrintEdition, 'openers' | 'dropCaps' | 'justify'> {
  /** A name or lengths, as in `trim:`. */
  readonly trim: string
  readonly shares: MarginShares
  /** Size of the text in points on a page 5 inches wide or wider; of narrow ones the page decides. */
  readonly fontSize?: number
  /** From one line to the next, in sizes of the text. */
  readonly leadingPerSize?: number
  readonly notesPlace: NonNullable<Configuration['footnotes']['place']>
}

const plain: ThemeDefaults = {
  trim: '6x9',
  shares: defaultShares,
  openers: 'recto',
  dropCaps: false,
  justify: true,
  notesPlace: 'page',
}

/** By the name of the theme. Shares are of the trim that stands with them, measures in points. */
export const themeDefaults: Readonly<Record<Theme, ThemeDefaults>> = {
  default: plain,
  /*
   * On 7 × 10 inches 318 pt of text, the 69 characters of the default (Bringhurst 2.1.2), and beside it notes of
   * 99 pt: four words to the line, as in Tufte's books.
   */
  textbook: {
    ...plain,
    trim: '7x10',
    shares: { inside: 57 / 504, outside: 129 / 504, top: 63 / 720, bottom: 66 / 720 },
    notesPlace: 'margin',
  },
  /*
   * More on the page, for one who looks things up: 9.5 on 12.75 pt, 73 characters, under the 75 that are the most
   * (Bringhurst 2.1.2). So long a name as `std::collections` leaves holes in a justified line; lines are ragged.
   */
  reference: {
    ...plain,
    shares: { inside: 60 / 432, outside: 54 / 432, top: 60 / 648, bottom: 54 / 648 },
    fontSize: 9.5,
    leadingPerSize: 1.34,
    openers: 'any',
    justify: false,
  },
  /*
   * For reading on and on: 10 on 14.25 pt, more white between lines, 64 characters on 5.5 × 8.5 inches, and white at the foot for the thumb
   * and the folio (Bringhurst 8.3; Tschichold, The Form of the Book, on margins of 2:3:4:6).
   */
  novel: {
    ...plain,
    trim: '5.5x8.5',
    shares: { inside: 54 / 396, outside: 48 / 396, top: 57 / 612, bottom: 69 / 612 },
    leadingPerSize: 1.425,
    openers: 'any',
    dropCaps: true,
  },
}
