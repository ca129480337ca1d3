/** Our own rules over the finished EPUB, as messages at the places of the manuscript. */
import type { VFile } from 'vfile'
import type { MarkedUpBook } from '../book/book.js'
import { report } from '../diagnostics/report.js'
import { rulesFor } from './epub/epub-rules.js'
import { makeLocator } from './epub/locate.js'
import { openEpub } from './epub/open-epub.js'
import type { EpubRule, Fault } from './epub/rule.js'

/** Places of one rule that are named; the rest is counted. */
const mostPlaces = 3

/** What is judged, and how. */
export interface Judged {
  /** Gets what cannot be traced to a chapter. */
  readonly file: VFile
  /** The book that it was made from; without it everything is about `file`. */
  readonly book?: MarkedUpBook | undefined
  /** Made for Kindle: its rules hold too. */
  readonly isForKindle?: boolean
  /** Remarks too, and the checkers that take their time: `octavo check`. */
  readonly isThorough: boolean
}

/**
 * Judge a finished EPUB by our rules (`docs/preflight.md`). What cannot be opened is left to EPUBCheck.
 *
 * At most three places of a rule become messages; the last says how many there are.
 */
export function judgeEpub(
  bytes: Uint8Array,
  { file, book, isForKindle = false, isThorough }: Judged,
): void {
  const epub = openEpub(bytes)
  if (!epub) return
  const locate = makeLocator(epub, book, file)
  for (const rule of rulesFor(isForKindle, isThorough)) {
    const faults = [...rule.find(epub)]
    faults.slice(0, mostPlaces).forEach((fault, at) => {
      const isLast = at === mostPlaces - 1 && faults.length > mostPlaces
      const count = isLast ? ` (${faults.length} places)` : ''
      const { file: about, place } = locate(fault)
      report(
        about,
        rule.family,
        place,
        `${fault.reason}${count}${where(fault, place !== undefined)}`,
        {
          subject: rule.id,
          hint: hintOf(rule),
        },
      )
    })
  }
}

const where = ({ path, element }: Fault, isPlaced: boolean): string =>
  isPlaced || element === undefined ? '' : `, in \`${path}\``

const hintOf = ({ id, cure }: EpubRule): string => `${cure} (docs/preflight.md#${id})`
