/** What may be wrong with a bibliography that can be read: doubles, gaps, entries that nobody cites. */
import type { VFile } from 'vfile'
import { report } from '../diagnostics/report.js'
import { namesOf } from './cite.js'
import type { Bibliography, Source } from './read-bibliography.js'

/** Where an entry stands: its file and line. */
interface Place {
  readonly file: VFile
  readonly place: { line: number; column: number } | undefined
}

/**
 * Report on the sources.
 *
 * @param cited keys that the book cites; gaps are told of these only, for a reader sees no others
 */
export function reportSources({ sources, files }: Bibliography, cited: ReadonlySet<string>): void {
  const find = finder(files)
  reportDoubles([...sources.values()], find)
  for (const source of sources.values()) {
    if (!cited.has(source.id)) continue
    reportGaps(source, find(source.id))
    reportPreprint(source, find(source.id))
  }
  reportUnused(
    [...sources.keys()].filter((key) => !cited.has(key)),
    cited,
    find,
  )
}

/** Find entries in BibTeX by `@type{key,`, in CSL-JSON by `"id": "key"`. */
function finder(files: readonly VFile[]): (key: string) => Place {
  const places = new Map<string, Place>()
  for (const file of files) {
    String(file)
      .split('\n')
      .forEach((line, index) => {
        const key = /^\s*@\w+\s*[{(]\s*([^\s,]+)|"id"\s*:\s*"([^"]+)"/.exec(line)
        const name = key?.[1] ?? key?.[2]
        if (name === undefined) return
        const place = { line: index + 1, column: line.indexOf(name) + 1 }
        if (!places.has(name)) places.set(name, { file, place })
        else reportRepeated(name, { file, place }, places.get(name)!)
      })
  }
  return (key) => places.get(key) ?? { file: files[0]!, place: undefined }
}

const spell = ({ file, place }: Place): string => `${file.path}:${place?.line ?? 1}`

function reportRepeated(key: string, { file, place }: Place, first: Place): void {
  report(
    file,
    'duplicate-source',
    place,
    `Unexpected second entry \`${key}\`, expected a key of its own`,
    {
      subject: key,
      hint: `The first stands at ${spell(first)} and is the one that is cited`,
    },
  )
}

/** Two entries with one DOI, or one title and year: a reader finds the work twice. */
function reportDoubles(sources: readonly Source[], find: (key: string) => Place): void {
  const known = new Map<string, Source>()
  for (const source of sources) {
    const words = source.title
      ?.toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
    const year = source.issued?.['date-parts']?.[0]?.[0]
    const names = [
      ...(source.DOI ? [`doi ${source.DOI.toLowerCase()}`] : []),
      ...(words && words.length > 12 && year !== undefined ? [`${words} ${year}`] : []),
    ]
    const twin = names.map((name) => known.get(name)).find((one) => one !== undefined)
    for (const name of names) if (!known.has(name)) known.set(name, source)
    if (twin === undefined || twin.id === source.id) continue
    const { file, place } = find(source.id)
    report(
      file,
      'duplicate-source',
      place,
      `Unexpected \`${source.id}\` beside \`${twin.id}\`, expected one entry for one work`,
      {
        subject: source.id,
        hint: `The other stands at ${spell(find(twin.id))}; cite one of the two, and take the other out`,
      },
    )
  }
}

/** What a reader needs to find a work (ISO 690:2021, 4.4), by the fields of CSL. */
function reportGaps(source: Source, { file, place }: Place): void {
  const isInsideOther = /^(article-journal|article-magazine|chapter|paper-conference)$/.test(
    source.type,
  )
  const missing = [
    ...(source.title ? [] : ['title']),
    ...(namesOf(source).length > 0 || !isInsideOther ? [] : ['author']),
    ...(source.issued ? [] : ['year']),
    ...(isInsideOther && !source['container-title'] && !source.DOI && !source.URL
      ? [source.type === 'chapter' || source.type === 'paper-conference' ? 'booktitle' : 'journal']
      : []),
  ]
  if (missing.length === 0) return
  report(
    file,
    'incomplete-source',
    place,
    `Unexpected gap in \`${source.id}\`, expected ${missing.map((name) => `\`${name}\``).join(' and ')}`,
    { subject: source.id, hint: `Add \`${missing[0]} = {…}\`; the bibliography leaves it out` },
  )
}

/** A preprint with the DOI of a publisher has appeared since. */
function reportPreprint(source: Source, { file, place }: Place): void {
  const where = `${source['container-title'] ?? ''} ${source.publisher ?? ''} ${source.note ?? ''} ${source.URL ?? ''}`
  const isPreprint = /arxiv/i.test(where)
  if (!isPreprint || !source.DOI || /^10\.48550\//i.test(source.DOI)) return
  report(
    file,
    'published-preprint',
    place,
    `Unexpected preprint with the DOI \`${source.DOI}\`, expected the work as it was published`,
    { subject: source.id, hint: 'Cite the journal or the proceedings that the DOI leads to' },
  )
}

function reportUnused(
  keys: readonly string[],
  cited: ReadonlySet<string>,
  find: (key: string) => Place,
): void {
  // A book that cites nothing has a list for reading on, or none yet.
  if (keys.length === 0 || cited.size === 0) return
  const { file, place } = find(keys[0]!)
  const more = keys.length > 5 ? ` and ${keys.length - 5} more` : ''
  const names = keys
    .slice(0, 5)
    .map((key) => `\`${key}\``)
    .join(', ')
  report(
    file,
    'unused-source',
    keys.length === 1 ? place : undefined,
    `Unexpected ${keys.length === 1 ? 'entry' : 'entries'} ${names}${more}, expected a citation`,
    {
      subject: keys[0],
      hint: `Cite with \`[@${keys[0]}]\`; what nobody cites is not in the bibliography`,
    },
  )
}
