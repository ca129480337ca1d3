/** When each piece of a text is said: the words of the recording are found in it, and it is cut where they part. */
import type { Cue, Recording } from '../../book/narration.js'
import { report } from '../../diagnostics/report.js'
import { alignWords } from './align-words.js'
import { findWords, type Line } from './list-lines.js'

/** A piece of a line that is said in one go. */
export interface Piece {
  readonly line: Line
  /** Words of the line from one to another, this one not included. */
  readonly from: number
  readonly to: number
  /** Seconds. */
  readonly begin: number
  readonly end: number
}

/** What a cue must have in common with the text: a reader may slip, and a machine mishear. */
const leastShare = 0.5

/**
 * Give the lines of a file their times.
 *
 * Reports `unmatched-narration` on the timings, for words that are not in the text.
 *
 * @returns in the order of the text and of the recording
 */
export function timeLines(lines: readonly Line[], recording: Recording): Piece[] {
  const { cues } = recording
  const said = cues.flatMap((cue, index) =>
    findWords(cue.text).map(({ text }) => ({ text, cue: index })),
  )
  const written = lines.flatMap(({ words }, line) =>
    words.map(({ text }, word) => ({ text, line, word })),
  )
  const places = keepTogether(
    said,
    alignWords(
      said.map(({ text }) => text),
      written.map(({ text }) => text),
    ),
  )
  const isHeard = hear(recording, said, places)
  const cueOf = written.map((): number | undefined => undefined)
  places.forEach((place, index) => {
    const { cue } = said[index]!
    if (place >= 0 && isHeard[cue]) cueOf[place] = cue
  })
  const pieces: Piece[] = []
  let start = 0
  const cuesOfLines = lines.map(({ words }) => {
    const own = cueOf.slice(start, start + words.length)
    start += words.length
    return fill(own)
  })
  const times = timesOf(cuesOfLines.flat(), cues)
  let first = 0
  lines.forEach((line, index) => {
    const own = cuesOfLines[index]!
    pieces.push(...cutLine(line, own, times.slice(first, first + own.length)))
    first += own.length
  })
  return pieces
}

/**
 * Drop words that were found far from the others of their cue: small words are everywhere. Words are together where no
 * more lie between them than the cue has.
 */
function keepTogether(
  said: readonly { readonly cue: number }[],
  places: readonly number[],
): readonly number[] {
  const kept = [...places]
  const ofCues = new Map<number, number[]>()
  said.forEach(({ cue }, index) => {
    ofCues.set(cue, [...(ofCues.get(cue) ?? []), index])
  })
  for (const all of ofCues.values()) {
    const groups: number[][] = []
    for (const index of all.filter((index) => places[index]! >= 0)) {
      const last = groups.at(-1)
      const isNear = last && places[index]! - places[last.at(-1)!]! <= all.length
      if (isNear) last.push(index)
      else groups.push([index])
    }
    const main = Math.max(...groups.map(({ length }) => length))
    const best = groups.find(({ length }) => length === main)
    for (const group of groups) if (group !== best) for (const index of group) kept[index] = -1
  }
  return kept
}

const rule = 'unmatched-narration'

/** Which cues are in the text. */
function hear(
  { cues, file }: Recording,
  said: readonly { readonly cue: number }[],
  places: readonly number[],
): boolean[] {
  const counts = cues.map(() => ({ all: 0, found: 0 }))
  said.forEach(({ cue }, index) => {
    counts[cue]!.all += 1
    if (places[index]! >= 0) counts[cue]!.found += 1
  })
  return counts.map(({ all, found }, index) => {
    if (all > 0 && found / all >= leastShare) return true
    const { text, place } = cues[index]!
    const reason =
      all === 0
        ? 'Unexpected timing without words, expected those that are said'
        : `Unexpected words \`${text.slice(0, 50)}\`, expected those of the chapter at this place`
    const hint = 'The stretch is left out of the e-book; write the words as the chapter has them'
    // Every profile of an edition finds the same.
    if (!file.messages.some((told) => told.ruleId === rule && told.line === place.start.line))
      report(file, rule, place, reason, { subject: text, hint })
    return false
  })
}

/** Words that were not found go with those before them, at the beginning of a line with those after. */
function fill(own: readonly (number | undefined)[]): (number | undefined)[] {
  let now = own.find((cue) => cue !== undefined)
  return own.map((cue) => {
    now = cue ?? now
    return now
  })
}

type Times = { readonly begin: number; readonly end: number } | undefined

/** Words of a cue share its time. */
function timesOf(cueOf: readonly (number | undefined)[], cues: readonly Cue[]): Times[] {
  const counts = cues.map(() => 0)
  for (const cue of cueOf) if (cue !== undefined) counts[cue]! += 1
  const done = cues.map(() => 0)
  return cueOf.map((cue) => {
    if (cue === undefined) return undefined
    const { start, end } = cues[cue]!
    const each = (end - start) / counts[cue]!
    const at = done[cue]!++
    return { begin: start + at * each, end: start + (at + 1) * each }
  })
}

/** A cut goes through text only: what is emphasised, linked or a formula is said as a whole. */
function cutLine(
  line: Line,
  cueOf: readonly (number | undefined)[],
  times: readonly Times[],
): Piece[] {
  const pieces: Piece[] = []
  line.words.forEach((word, index) => {
    const time = times[index]
    if (!time) return
    const last = pieces.at(-1)
    const before = line.words[index - 1]
    const isFree =
      index === 0 ||
      word.child !== before!.child ||
      line.parent.children[word.child]!.type === 'text'
    if (!last || (cueOf[index] !== cueOf[index - 1] && isFree))
      pieces.push({ line, from: index, to: index + 1, ...time })
    else pieces[pieces.length - 1] = { ...last, to: index + 1, end: Math.max(last.end, time.end) }
  })
  return pieces
}
