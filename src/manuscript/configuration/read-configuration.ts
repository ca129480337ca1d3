/** Read what the author says about the book, and fill in the rest. */
import { join } from 'node:path'
import { VFile } from 'vfile'
import type {
  Configuration,
  Edition,
  ManuscriptEntry,
  PrintEdition,
} from '../../book/configuration.js'
import type { World } from '../../book/world.js'
import { report } from '../../diagnostics/report.js'
import { decodeText } from '../read-text.js'
import { discoverManuscript } from './discover-manuscript.js'
import { codeColumns } from './fit-margins.js'
import { listManuscript } from './list-manuscript.js'
import { existing, type NamedFiles, otherFiles } from './named-files.js'
import { parseYaml, type Source } from './parse-yaml.js'
import type { Answers } from './schema.js'
import { toEditions } from './to-editions.js'
import { toManuscript } from './to-manuscript.js'
import { reportMissingMetadata, toMetadata } from './to-metadata.js'
import { toNarration } from './to-narration.js'
import { validate } from './validate.js'

const fileName = 'book.yaml'

/** Columns of code where no print edition sets a limit. */
const anyColumns = 100

/**
 * Read `book.yaml`, or where there is none take every Markdown file of the folder.
 *
 * @param folder path of the book folder
 * @returns the configuration, complete even where messages are fatal, and the file with the messages
 *   (the first group of `rules.ts`); its path is `book.yaml`, or `.` for the folder where there is none
 */
export async function readConfiguration(
  world: World,
  folder: string,
): Promise<{ configuration: Configuration; file: VFile }> {
  const { file, exists } = await openConfiguration(world, folder)
  const source = parseYaml(file)
  const answers = validate(source)
  const manuscript = await readManuscriptEntries(world, folder, source, answers)
  const editions = toEditions(source, answers)
  if (exists && source.readable) reportMissingMetadata(source)
  const title =
    answers.title ?? (await titleFromText(await firstText(world, folder, manuscript), folder))
  const { cover, bibliography, styles } = await otherFiles(world, folder, source, answers)
  const configuration: Configuration = {
    metadata: toMetadata(answers, title, cover, editions),
    manuscript,
    editions,
    bibliography,
    styles,
    numbering: toNumbering(answers.numbering),
    contents:
      typeof answers.contents === 'number'
        ? { depth: answers.contents, figures: false, tables: false, listings: false }
        : answers.contents,
    references: answers.references,
    citationStyle: answers['citation-style'],
    solutions: answers.solutions,
    typography: toTypography(answers.typography),
    variables: answers.variables,
    indexes: answers.indexes,
    math: { macros: toMacros(answers.math.macros) },
    code: {
      maxColumns: answers.code['max-columns'] ?? columnsFor(editions),
      lineNumbers: answers.code['line-numbers'],
    },
    images: { remote: answers.images.remote, maxBytes: answers.images['max-size'] },
    footnotes: toFootnotes(answers.footnotes),
    narration: await toNarration(world, folder, source, answers, manuscript),
    admonitions: answers.admonitions,
  }
  return { configuration, file }
}

const toFootnotes = ({ place, numbering }: Answers['footnotes']): Configuration['footnotes'] => ({
  ...(place === undefined ? {} : { place }),
  numbering,
})

/** `true` and `false` are all of it and nothing; fractions only where they are asked for. */
const toTypography = (typography: Answers['typography']): Configuration['typography'] =>
  typeof typography === 'object'
    ? typography
    : {
        quotes: typography,
        dashes: typography,
        ellipses: typography,
        spaces: typography,
        ranges: typography,
        fractions: false,
      }

async function openConfiguration(world: World, folder: string) {
  const bytes = await world.files.read(join(folder, fileName))
  const file = new VFile({ path: fileName, value: '' })
  if (bytes === undefined) {
    // An author cannot open a file that is not there.
    file.path = '.'
    await reportOtherName(world, folder, file)
    return { file, exists: false }
  }
  const text = decodeText(bytes, fileName, file)
  file.value = text ?? ''
  return { file, exists: text !== undefined }
}

/** `book.yml` is easily typed; a book without its configuration would be a riddle. */
async function reportOtherName(world: World, folder: string, file: VFile): Promise<void> {
  const names = (await world.files.list(folder)) ?? []
  const other = names.find((name) => /^_?book\.ya?ml$/i.test(name))
  if (!other) return
  file.path = other
  report(
    file,
    'missing-file',
    undefined,
    `Unexpected name \`${other}\`, expected \`${fileName}\``,
    {
      subject: other,
      hint: `Rename the file to \`${fileName}\``,
    },
  )
}

/** The entries of the book whose files exist. Reports `empty-book` and the faults of entries. */
async function readManuscriptEntries(
  world: World,
  folder: string,
  source: Source,
  answers: Answers,
): Promise<readonly ManuscriptEntry[]> {
  const { manuscript, places, isListed } = toManuscript(source, answers)
  if (isListed) return keepExisting(manuscript, await existing(world, folder, source, places))
  const listing = await listManuscript(world.files, folder)
  if (listing.files.length + listing.others.length === 0) reportEmpty(source.file)
  return discoverManuscript(listing)
}

/** Leave out entries whose file is missing; their children take their place. */
function keepExisting(
  entries: readonly ManuscriptEntry[],
  found: NamedFiles,
): readonly ManuscriptEntry[] {
  return entries.flatMap((entry) => {
    const children = keepExisting(entry.children, found)
    return entry.file === undefined || found.has(entry.file) ? [{ ...entry, children }] : children
  })
}

function reportEmpty(file: VFile): void {
  report(file, 'empty-book', undefined, 'Unexpected empty folder, expected Markdown files', {
    hint: 'Write a file that ends in `.md`, or start with `octavo new`',
  })
}

async function firstText(
  world: World,
  folder: string,
  entries: readonly ManuscriptEntry[],
): Promise<string | undefined> {
  const path = firstFile(entries)
  const bytes = path === undefined ? undefined : await world.files.read(join(folder, path))
  return bytes && new TextDecoder().decode(bytes)
}

function firstFile(entries: readonly ManuscriptEntry[]): string | undefined {
  for (const { file, children } of entries) {
    const path = file ?? firstFile(children)
    if (path !== undefined) return path
  }
  return undefined
}

const toNumbering = (given: Answers['numbering']): Configuration['numbering'] =>
  typeof given === 'boolean' ? { chapters: given, depth: given ? 2 : 0 } : given

/** Authors write `R` or `\R` for the same macro. */
const toMacros = (given: Answers['math']['macros']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(given).map(([name, tex]) => [name.startsWith('\\') ? name : `\\${name}`, tex]),
  )

/** The narrowest page decides. */
function columnsFor(editions: readonly Edition[]): number {
  const printed = editions.filter((edition): edition is PrintEdition => edition.kind === 'print')
  return Math.min(...printed.map(codeColumns), anyColumns)
}

/** Loaded only where the author gave no title: it brings a parser. */
async function titleFromText(text: string | undefined, folder: string): Promise<string> {
  const { inferTitle } = await import('./infer-title.js')
  return inferTitle(text, folder)
}
