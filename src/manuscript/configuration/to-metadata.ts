/** Turn the answers of `book.yaml` into what the book is, apart from its text. */
import type { Creator, Edition, Metadata } from '../../book/configuration.js'
import { report } from '../../diagnostics/report.js'
import { subjectCodes, subjectNames, toConformance } from './catalogue-schema.js'
import { toCreators } from './creators.js'
import { meantKey } from './meant-key.js'
import type { Source } from './parse-yaml.js'
import { type Answers, schema } from './schema.js'

/**
 * Make the metadata.
 *
 * @param title the author's, or the one that was inferred
 * @param cover path of a picture that exists
 * @param editions a single ISBN belongs to the print edition, where there is one
 */
export function toMetadata(
  answers: Answers,
  title: string,
  cover: string | undefined,
  editions: readonly Edition[],
): Metadata {
  const { series, accessibility } = answers
  const codes = subjectCodes([...(answers.subjects ?? []), ...(answers.keywords ?? [])])
  return {
    title,
    creators: allCreators(answers),
    language: answers.language,
    subjects: allSubjects(answers),
    isbn: toIsbn(answers.isbn, editions),
    ...present({
      subtitle: answers.subtitle,
      publisher: answers.publisher,
      date: answers.date,
      rights: answers.rights,
      description: answers.description,
      identifier: answers.identifier,
      edition: answers.edition,
      source: answers.source,
      revision: answers.revision,
    }),
    ...(cover && { cover }),
    ...(codes.length > 0 && { subjectCodes: codes }),
    ...(accessibility && { conformance: toConformance(accessibility) }),
    ...(series && { series: typeof series === 'string' ? { name: series } : present(series) }),
  }
}

/** `author`, `authors` and `creators` may all be there; nobody is named twice for the same role. */
function allCreators(answers: Answers): Creator[] {
  const given = [answers.authors, answers.author, answers.creators]
  const all = given.flatMap((entries) => toCreators(entries ?? []))
  return all.filter(
    ({ name, role }, index) =>
      all.findIndex((other) => other.name === name && other.role === role) === index,
  )
}

function allSubjects({ subjects, keywords }: Answers): string[] {
  const words = [subjects ?? [], keywords ?? []].flatMap(subjectNames)
  return [...new Set(words.filter((word) => word !== ''))]
}

function toIsbn(given: Answers['isbn'], editions: readonly Edition[]): Metadata['isbn'] {
  if (given === undefined) return {}
  if (typeof given !== 'string') return present(given)
  return editions.some(({ kind }) => kind === 'print') ? { print: given } : { epub: given }
}

/**
 * Report, as `missing-metadata`, what shops and catalogues ask of every book. What was mistyped, in its key or
 * its value, has its message already.
 */
export function reportMissingMetadata(source: Source): void {
  const known = Object.keys(schema.shape)
  const given = Object.keys(source.data as object)
  const meant = new Set(given.map((key) => (known.includes(key) ? key : meantKey(key, known))))
  for (const [key, names] of Object.entries(expected)) {
    if (names.some((name) => meant.has(name))) continue
    report(
      source.file,
      'missing-metadata',
      undefined,
      `Unexpected lack of \`${key}\`, expected it in \`book.yaml\``,
      { subject: key, hint: `Write \`${examples[key]}\`` },
    )
  }
}

/** What is asked for, and the keys that answer. */
const expected: Readonly<Record<string, readonly string[]>> = {
  title: ['title'],
  authors: ['authors', 'author', 'creators'],
  language: ['language'],
}

const examples: Readonly<Record<string, string>> = {
  title: 'title: The Title of the Book',
  authors: 'authors: Your Name',
  language: 'language: en',
}

/** The same without the keys whose value is missing. */
function present<T extends object>(values: T) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>
  } & {
    [Key in keyof T as undefined extends T[Key] ? never : Key]: T[Key]
  }
}
