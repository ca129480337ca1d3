/** Read the recordings of a book and their timings. */
import { join } from 'node:path'
import { VFile } from 'vfile'
import type { Configuration, Narration } from '../../book/configuration.js'
import type { Cue, Recording } from '../../book/narration.js'
import type { World } from '../../book/world.js'
import { report } from '../../diagnostics/report.js'
import { decodeText } from '../read-text.js'
import { measureAudio } from './measure-audio.js'
import { readTimings } from './read-timings.js'

/** Timings may reach beyond the end by what an encoder pads or cuts; seconds. */
const tolerance = 0.1

/**
 * Read what `narration:` names.
 *
 * Reports `invalid-audio` and `invalid-timing` on the timings.
 *
 * @returns the recordings that can be used, and the files of timings with the messages
 */
export async function readNarration(
  world: World,
  folder: string,
  { narration }: Configuration,
): Promise<{ readonly recordings: readonly Recording[]; readonly files: readonly VFile[] }> {
  const recordings: Recording[] = []
  const files: VFile[] = []
  for (const one of narration) {
    const file = new VFile({ path: one.timings, value: '' })
    files.push(file)
    const text = await world.files.read(join(folder, one.timings))
    file.value = decodeText(text ?? new Uint8Array(), one.timings, file) ?? ''
    const bytes = (await world.files.read(join(folder, one.audio))) ?? new Uint8Array()
    const facts = measureAudio(bytes)
    if (!facts) reportAudio(file, one)
    else {
      const cues = checkCues(file, one, facts.seconds)
      recordings.push({ path: one.path, audio: { bytes, ...facts }, cues, file })
    }
  }
  return { recordings, files }
}

function reportAudio(file: VFile, { audio }: Narration): void {
  const reason = `Unexpected kind of \`${audio}\`, expected MP3, AAC in MP4 or Opus in Ogg`
  const hint = `Convert it: \`ffmpeg -i ${audio} ${audio.replace(/\.[^./]*$/, '')}.mp3\``
  report(file, 'invalid-audio', undefined, reason, { subject: audio, hint })
}

/** Take the timings that can be played. */
function checkCues(file: VFile, { audio }: Narration, seconds: number): Cue[] {
  const { cues, faults } = readTimings(String(file.value))
  const tell = (place: Cue['place'], reason: string, hint: string) =>
    report(file, 'invalid-timing', place, reason, { hint })
  for (const { place, found } of faults)
    tell(
      place,
      `Unexpected \`${found.slice(0, 40)}\`, expected a time, a time and words`,
      'Write `0.000<Tab>2.500<Tab>Words`, or `00:00.000 --> 00:02.500` with the words below',
    )
  const kept: Cue[] = []
  for (const cue of cues) {
    const before = kept.at(-1)
    const limit = seconds + tolerance
    if (cue.end > limit)
      tell(
        cue.place,
        `Unexpected end at ${cue.end} s, expected at most ${seconds.toFixed(3)} s, the length of \`${audio}\``,
        'Export the timings again, of the recording as it is now',
      )
    else if (cue.end <= cue.start)
      tell(
        cue.place,
        `Unexpected end at ${cue.end} s, expected one after the start at ${cue.start} s`,
        'Give the words a stretch of the recording',
      )
    else if (before && cue.start < before.start)
      tell(
        cue.place,
        `Unexpected start at ${cue.start} s, expected one after the words before it, at ${before.start} s`,
        'Put the timings in the order of the recording',
      )
    else kept.push({ ...cue, end: Math.min(cue.end, seconds) })
  }
  return kept
}
