/** Which recording belongs to which file of the book: `narration:` of `book.yaml`. */
import type { ManuscriptEntry, Narration } from '../../book/configuration.js'
import type { World } from '../../book/world.js'
import { didYouMean } from '../../diagnostics/did-you-mean.js'
import { report } from '../../diagnostics/report.js'
import { insidePath } from './inside-path.js'
import { existing } from './named-files.js'
import type { DataPath, Source } from './parse-yaml.js'
import type { Answers } from './schema.js'

/** Endings of files of timings, in the order in which they are looked for beside a recording. */
const endings = ['.vtt', '.srt', '.txt']

/**
 * Take the recordings whose files are there.
 *
 * Reports `unknown-key` for a file that is not of the book, `outside-book` and `missing-file`.
 */
export async function toNarration(
  world: World,
  folder: string,
  source: Source,
  answers: Answers,
  manuscript: readonly ManuscriptEntry[],
): Promise<Narration[]> {
  const paths = listPaths(manuscript)
  const kept: Narration[] = []
  for (const [path, given] of Object.entries(answers.narration)) {
    const at: DataPath = ['narration', path]
    const { audio, timings } = typeof given === 'string' ? { audio: given } : given
    if (!paths.includes(path)) reportStranger(source, at, path, paths)
    else {
      const place = typeof given === 'string' ? at : [...at, 'audio']
      const recording = await find(world, folder, source, audio, place)
      const words = timings ?? (await timingsBeside(world, folder, audio))
      if (words === undefined) reportNoTimings(source, place, audio)
      else if (recording !== undefined) {
        const found = await find(world, folder, source, words, timings ? [...at, 'timings'] : place)
        if (found !== undefined) kept.push({ path, audio: recording, timings: found })
      }
    }
  }
  return kept
}

async function find(
  world: World,
  folder: string,
  source: Source,
  typed: string,
  at: DataPath,
): Promise<string | undefined> {
  const path = insidePath(source, typed, at)
  if (path === undefined) return undefined
  return (await existing(world, folder, source, new Map([[path, at]]))).size > 0 ? path : undefined
}

async function timingsBeside(
  world: World,
  folder: string,
  audio: string,
): Promise<string | undefined> {
  for (const ending of endings) {
    const path = audio.replace(/\.[^./]*$/, '') + ending
    if ((await world.files.size(`${folder}/${path}`)) !== undefined) return path
  }
  return undefined
}

function reportStranger(
  { file, place }: Source,
  at: DataPath,
  path: string,
  paths: readonly string[],
): void {
  const reason = `Unexpected \`${path}\`, expected a file of the book`
  const hint = didYouMean(path, paths) ?? 'Name the Markdown file as `chapters:` does'
  report(file, 'unknown-key', place(at, 'key'), reason, { subject: path, hint })
}

function reportNoTimings({ file, place }: Source, at: DataPath, audio: string): void {
  const stem = audio.replace(/\.[^./]*$/, '')
  const reason = `Unexpected recording \`${audio}\` without timings, expected \`${stem}.vtt\` or \`${stem}.txt\``
  const hint = 'Export labels from Audacity, or subtitles from aeneas or whisper, under that name'
  report(file, 'missing-file', place(at), reason, { subject: audio, hint })
}

const listPaths = (entries: readonly ManuscriptEntry[]): string[] =>
  entries.flatMap(({ file, children }) => [...(file ? [file] : []), ...listPaths(children)])
