/** Turn `front:`, `chapters:`, `parts:`, `appendices:` and `back:` into the entries of the book. */
import type { ManuscriptEntry, Matter } from '../../book/configuration.js'
import { report } from '../../diagnostics/report.js'
import { insidePath } from './inside-path.js'
import { type DataPath, type Source, valueAt } from './parse-yaml.js'
import type { Answers, Entry } from './schema.js'

type EntryObject = Exclude<Entry, string>

/** What an entry inherits from the list that it stands in. */
interface Shelf {
  readonly matter: Matter
  readonly role?: string
  /** Entries of `parts:` are parts, whatever keys they have. */
  readonly areParts?: boolean
}

/** In reading order. */
const shelves = {
  front: { matter: 'front' },
  chapters: { matter: 'body' },
  parts: { matter: 'body', areParts: true },
  appendices: { matter: 'back', role: 'appendix' },
  back: { matter: 'back' },
} as const satisfies Record<string, Shelf>

/**
 * Make the entries of the book from `book.yaml`.
 *
 * Reports `repeated-file`, `outside-book`, `invalid-configuration`; what is reported is left out, its
 * children are not.
 *
 * @returns the entries, the place in `book.yaml` of each file, and whether the author listed any
 */
export function toManuscript(source: Source, answers: Answers) {
  const places = new Map<string, DataPath>()
  const manuscript = Object.entries(shelves).flatMap(([key, shelf]) =>
    toEntries(source, answers[key as keyof typeof shelves] ?? [], [key], shelf, places),
  )
  const isListed = Object.keys(shelves).some(
    (key) => (answers[key as keyof typeof shelves] ?? []).length > 0,
  )
  return { manuscript, places, isListed }
}

function toEntries(
  source: Source,
  entries: readonly Entry[],
  path: DataPath,
  shelf: Shelf,
  places: Map<string, DataPath>,
): ManuscriptEntry[] {
  return entries.flatMap((entry, index) => toEntry(source, entry, [...path, index], shelf, places))
}

function toEntry(
  source: Source,
  given: Entry,
  path: DataPath,
  shelf: Shelf,
  places: Map<string, DataPath>,
): ManuscriptEntry[] {
  const entry: EntryObject = typeof given === 'string' ? { file: given } : given
  // `part: two.md` names a file, as Quarto has it; `part: Two` is a title.
  const partIsFile = entry.file === undefined && /\.(md|markdown)$/i.test(entry.part ?? '')
  const typed = partIsFile ? entry.part : entry.file
  const title = partIsFile ? entry.title : (entry.part ?? entry.title)
  const filePath = typeof given === 'string' ? path : [...path, partIsFile ? 'part' : 'file']
  const file = typed === undefined ? undefined : takeFile(source, typed, filePath, places)
  const isPart = shelf.areParts === true || entry.part !== undefined
  // What stands under an appendix is a section of it, not another one.
  const role = entry.role ?? shelf.role
  const inner: Shelf = { matter: shelf.matter, ...(isPart && role && { role }) }
  const children = toEntries(source, entry.chapters ?? [], [...path, 'chapters'], inner, places)
  if (file === undefined && !(isPart && title !== undefined)) {
    if (typed === undefined) reportNameless(source, path, isPart)
    return children
  }
  return [
    {
      ...(file !== undefined && { file }),
      ...(title !== undefined && { title }),
      ...(role !== undefined && { role }),
      matter: shelf.matter,
      isPart,
      children,
    },
  ]
}

function takeFile(
  source: Source,
  typed: string,
  path: DataPath,
  places: Map<string, DataPath>,
): string | undefined {
  const file = insidePath(source, typed, path)
  if (file === undefined) return undefined
  const before = places.get(file)
  if (before) {
    const [first, second] = [source.place(before), source.place(path)]
    const hint =
      first?.start.line === second?.start.line
        ? 'Delete one of the two'
        : `Delete this line or line ${first?.start.line}; the file stands there already`
    const reason = `Unexpected \`${file}\` a second time, expected every file once`
    report(source.file, 'repeated-file', second, reason, { subject: file, hint })
    return undefined
  }
  places.set(file, path)
  return file
}

function reportNameless(source: Source, path: DataPath, isPart: boolean): void {
  // Where the author wrote something else, the schema has spoken already.
  const written = valueAt(source.data, path)
  const known = ['title', 'role', 'chapters']
  if (
    typeof written !== 'object' ||
    !Object.keys(written ?? {}).every((key) => known.includes(key))
  ) {
    return
  }
  const expected = isPart ? '`title:` or `file:`' : '`file:` or `part:`'
  report(
    source.file,
    'invalid-configuration',
    source.place(path),
    `Unexpected entry without a name, expected ${expected}`,
    { subject: path.join('.') },
  )
}
