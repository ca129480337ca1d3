/** The files that `book.yaml` names: that they are inside the folder, and that they are there. */
import { join } from 'node:path'
import type { World } from '../../book/world.js'
import { didYouMean } from '../../diagnostics/did-you-mean.js'
import { report } from '../../diagnostics/report.js'
import { checkStyleFonts } from './check-style-fonts.js'
import { insidePath, reportOutside } from './inside-path.js'
import { listManuscript } from './list-manuscript.js'
import type { DataPath, Source } from './parse-yaml.js'
import type { Answers } from './schema.js'

/** Files that are there, and where `book.yaml` names them. */
export type NamedFiles = ReadonlyMap<string, DataPath>

/** Files of `book.yaml` that are not the manuscript. */
export interface OtherFiles {
  readonly cover?: string
  readonly bibliography: readonly string[]
  readonly styles: readonly string[]
}

/**
 * Keep the files that exist.
 *
 * Reports `missing-file`, with the nearest name in the same folder, and `outside-book` for a link that
 * leads out of it.
 */
export async function existing(
  world: World,
  folder: string,
  source: Source,
  named: NamedFiles,
): Promise<NamedFiles> {
  const kept = new Map<string, DataPath>()
  for (const [path, at] of named) {
    const whole = join(folder, path)
    if ((await world.files.size(whole)) === undefined) {
      if (reportTwoLines(source, at)) continue
      await reportMissing(world, folder, source, path, at)
    } else if (!(await world.files.isInside(folder, whole))) {
      // A link of the file system; `insidePath` has seen to the name itself.
      reportOutside(source, path, at)
    } else {
      kept.set(path, at)
    }
  }
  return kept
}

/** Take the cover, the bibliographies and the style sheets. Reports `outside-book`, `missing-file`. */
export async function otherFiles(
  world: World,
  folder: string,
  source: Source,
  answers: Answers,
): Promise<OtherFiles> {
  const take = async (key: string, given: readonly string[]) => {
    const named = new Map<string, DataPath>()
    for (const [index, typed] of given.entries()) {
      const path = insidePath(source, typed, [key, index])
      if (path !== undefined) named.set(path, [key, index])
    }
    return [...(await existing(world, folder, source, named)).keys()]
  }
  const [cover] = await take('cover', answers.cover === undefined ? [] : [answers.cover])
  const styles = await take('styles', answers.styles ?? [])
  await checkStyleFonts(world, folder, source, styles)
  return {
    ...(cover !== undefined && { cover }),
    bibliography: await take('bibliography', answers.bibliography ?? []),
    styles,
  }
}

async function reportMissing(
  world: World,
  folder: string,
  source: Source,
  path: string,
  at: DataPath,
): Promise<void> {
  const inside = path.slice(0, path.lastIndexOf('/') + 1)
  const names = await world.files.list(join(folder, inside))
  const files = (names ?? []).filter((name) => !name.endsWith('/')).map((name) => inside + name)
  const hint =
    didYouMean(path, files) ??
    nearestStem(path, files) ??
    (await elsewhere(world, folder, path)) ??
    (names ? undefined : `There is no folder \`${inside}\``)
  report(
    source.file,
    'missing-file',
    source.place(at),
    `Unexpected name \`${path}\`, expected a file of the book folder`,
    { subject: path, hint: hint ?? 'Create the file, or delete this line' },
  )
}

/**
 * Report a text that goes on in the line below, as YAML has it where an entry of a list has lost its dash or its
 * column.
 */
function reportTwoLines(source: Source, at: DataPath): boolean {
  const place = source.place(at)
  if (!place || place.end.line <= place.start.line) return false
  const line = place.start.line + 1
  const text = String(source.file.value).split(/\r\n|\r|\n/)[line - 1] ?? ''
  const column = text.search(/\S/) + 1
  const entry = text.trim().replace(/^-\s*/, '')
  report(
    source.file,
    'invalid-yaml',
    { start: { line, column }, end: { line, column: text.trimEnd().length + 1 } },
    `Unexpected \`${text.trim()}\`, which continues the text of the line above; expected an entry of its own`,
    { hint: `Write \`- ${entry}\` with its dash below the dash of the line above` },
  )
  return true
}

/** A Markdown file of another folder: `salt.md` for `chapters/salt.md`, `Chapters/salt.md` for the same. */
async function elsewhere(world: World, folder: string, path: string): Promise<string | undefined> {
  const { files } = await listManuscript(world.files, folder)
  return didYouMean(path, files) ?? nearestStem(path, files)
}

/** The file whose number or ending was left out: `intro` for `01-intro.md`. */
function nearestStem(path: string, files: readonly string[]): string | undefined {
  const stem = (name: string) =>
    name
      .replace(/^.*\//, '')
      .replace(/\.[^.]+$/, '')
      .replace(/^[\d._ -]+/, '')
      .toLowerCase()
  const found = files.find((name) => stem(name) !== '' && stem(name) === stem(path))
  return found && `Did you mean \`${found}\`?`
}
