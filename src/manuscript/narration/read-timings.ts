/** Timings as tools write them: labels of Audacity (`start<Tab>end<Tab>words`), WebVTT and SubRip (aeneas, whisper). */
import type { Position } from 'unist'
import type { Cue } from '../../book/narration.js'

/** A line that cannot be read as what it seems to be. */
export interface TimingFault {
  readonly place: Position
  readonly found: string
}

interface Timings {
  readonly cues: readonly Cue[]
  readonly faults: readonly TimingFault[]
}

/** `00:01:02.345 --> 00:01:04.000`, hours left out or not, with settings after it (WebVTT, §4.1). */
const span =
  /^\s*((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})\s*-->\s*((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})(?:\s|$)/

/** `12.345<Tab>14.000<Tab>words`; some countries write a comma. */
const label = /^\s*(\d+(?:[.,]\d+)?)\s*\t\s*(\d+(?:[.,]\d+)?)\s*(?:\t(.*))?$/

/** Read timings. @returns them as they stand: that they are in order, nobody has looked yet */
export function readTimings(text: string): Timings {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)
  return lines.some((line) => line.includes('-->')) ? readSubtitles(lines) : readLabels(lines)
}

function readLabels(lines: readonly string[]): Timings {
  const cues: Cue[] = []
  const faults: TimingFault[] = []
  lines.forEach((line, index) => {
    // A line that begins with a backslash has the frequencies of the label before it.
    if (line.trim() === '' || line.startsWith('\\')) return
    const [, start, end, words = ''] = label.exec(line) ?? []
    const place = placeOf(lines, index)
    if (start === undefined) faults.push({ place, found: line.trim() })
    else cues.push({ start: toNumber(start), end: toNumber(end!), text: words.trim(), place })
  })
  return { cues, faults }
}

function readSubtitles(lines: readonly string[]): Timings {
  const cues: Cue[] = []
  const faults: TimingFault[] = []
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]!
    if (!line.includes('-->')) continue
    const found = span.exec(line)
    const place = placeOf(lines, index)
    const words: string[] = []
    while (lines[index + 1]?.trim()) words.push(lines[++index]!)
    if (!found) faults.push({ place, found: line.trim() })
    else
      cues.push({
        start: toSeconds(found[1]!),
        end: toSeconds(found[2]!),
        text: plain(words.join(' ')),
        place,
      })
  }
  return { cues, faults }
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', nbsp: ' ' }

/** Words without the voices, times and styles that subtitles have between them (WebVTT, §4.2.2). */
const plain = (text: string): string =>
  text
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|nbsp|lrm|rlm);/g, (_, name: string) => entities[name] ?? '')
    .trim()

const toNumber = (text: string): number => Number(text.replace(',', '.'))

const toSeconds = (text: string): number =>
  text.split(':').reduce((sum, part) => sum * 60 + toNumber(part), 0)

const placeOf = (lines: readonly string[], index: number): Position => ({
  start: { line: index + 1, column: 1 },
  end: { line: index + 1, column: lines[index]!.length + 1 },
})
