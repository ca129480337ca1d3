/**
 * What `book.yaml` may say: the one source of its validation, its defaults and the JSON Schema that
 * editors read. Values arrive as text (see `values.ts`); `docs/configuration.md` explains each key.
 */
import { z } from 'zod'
import { themes } from '../../book/themes.js'
import { accessibility, subjects } from './catalogue-schema.js'
import { creators } from './creators.js'
import { editions } from './edition-schema.js'
import { readIsbn } from './isbn.js'
import { readBytes, readDate, readLanguage } from './read-scalars.js'
import { choice, dictionary, flag, list, mapping, path, scalar, text, whole } from './values.js'

const isbn = scalar(
  'an ISBN of 13 digits',
  { type: ['string', 'integer'], examples: ['978-0-306-40615-7'] },
  readIsbn,
  'invalid-isbn',
)

/** An entry of `chapters:`, before its place in the book is known. */
export type Entry =
  | string
  | {
      file?: string | undefined
      title?: string | undefined
      part?: string | undefined
      role?: string | undefined
      chapters?: Entry[] | undefined
    }

const fileName = () => path('the path of a Markdown file')

const entry: z.ZodType<Entry> = z
  .lazy(() =>
    z.union(
      [
        fileName(),
        mapping('the path of a Markdown file, or a mapping with `file:` or `part:`', {
          file: fileName().optional(),
          title: text('a title').optional(),
          part: text('the title of a part').optional(),
          role: text('what the file is, such as `preface`').optional(),
          chapters: entries('a list of files').optional(),
        }),
      ],
      { error: 'the path of a Markdown file, or a mapping with `file:` or `part:`' },
    ),
  )
  .meta({ id: 'entry' })

const entries = (expected: string) => z.array(entry, { error: expected })

const numbering = choice('chapter', 'book', 'page', 'symbols')

const footnotes = z.union(
  [
    numbering.transform((numbering) => ({ place: undefined, numbering })),
    mapping('a mapping with `place:` and `numbering:`', {
      place: choice('page', 'chapter', 'book', 'margin').optional(),
      numbering: numbering.default('chapter'),
    }),
  ],
  { error: '`chapter`, `book`, `page`, `symbols`, or a mapping with `place:` and `numbering:`' },
)

const contents = z.union([
  whole(1, 6),
  mapping('a mapping with `depth:`, `figures:`, `tables:` and `listings:`', {
    depth: whole(1, 6).default(2),
    figures: flag().default(false),
    tables: flag().default(false),
    listings: flag().default(false),
  }),
])

const date = scalar(
  'a date as `2024`, `2024-05` or `2024-05-31`',
  { type: ['string', 'integer'] },
  readDate,
)

export const schema = mapping('`key: value` lines, such as `title: My Book`', {
  title: text('a title').optional().describe('Title of the book'),
  subtitle: text('a subtitle').optional().describe('Second line of the title'),
  authors: creators.optional().describe('Who wrote the book'),
  author: creators.optional().describe('The same as `authors`'),
  creators: creators.optional().describe('Everybody who made the book, with their roles'),
  language: scalar('a language tag such as `en` or `de-AT`', { type: 'string' }, readLanguage)
    .default('en')
    .describe('Language of the text, as a BCP 47 tag'),
  isbn: z
    .union([isbn, mapping('an ISBN', { print: isbn.optional(), epub: isbn.optional() })], {
      error: 'an ISBN, or a mapping with `print:` and `epub:`',
    })
    .optional()
    .describe('ISBN of the book, or of each edition'),
  identifier: text('an identifier such as a DOI or a URL').optional().describe('DOI or URL'),
  publisher: text('a name').optional().describe('Who publishes the book'),
  date: date.optional().describe('Day, month or year of publication'),
  rights: text().optional().describe('Licence or copyright line'),
  description: text().optional().describe('What the book is about, in some sentences'),
  subjects: subjects.optional().describe('What the book is about, in keywords'),
  keywords: subjects.optional().describe('The same as `subjects`'),
  series: z
    .union([
      text('the name of a series'),
      mapping('the name of a series, or a mapping with `name:`', {
        name: text('the name of a series'),
        position: whole(1, 9999).optional(),
      }),
    ])
    .optional()
    .describe('Series that the book belongs to'),
  accessibility: accessibility
    .optional()
    .describe('What a person found who checked the e-book with those who need it in mind'),
  cover: path('the path of a picture').optional().describe('Cover picture'),
  edition: text().optional().describe('Which edition this is, in words'),
  source: text('an address').optional().describe('Where the manuscript comes from'),
  revision: text().optional().describe('Version of the manuscript, such as a commit'),
  front: entries('a list of files').optional().describe('Files before the first chapter'),
  chapters: entries('a list of files').optional().describe('Files of the body, nested at will'),
  parts: z
    .array(entry, { error: 'a list of parts, each with `title:` and `chapters:`' })
    .optional()
    .describe('Parts with their chapters'),
  appendices: entries('a list of files')
    .optional()
    .describe('Files after the last chapter, lettered'),
  back: entries('a list of files').optional().describe('Files at the end of the book'),
  bibliography: list('the path of a BibTeX or CSL-JSON file', path('the path of a file'))
    .optional()
    .describe('BibTeX or CSL-JSON files'),
  'citation-style': text(
    '`author-date`, `numeric`, or a style of CSL such as `apa` or `styles/ieee.csl`',
  )
    .default('author-date')
    .describe('How citations are printed'),
  solutions: choice('here', 'back')
    .default('here')
    .describe('Solutions of exercises stand where they are written, or at the end of the book'),
  typography: z
    .union(
      [
        flag(),
        mapping('`true`, `false`, or a mapping with `quotes:`, `dashes:` and others', {
          quotes: flag().default(true),
          dashes: flag().default(true),
          ellipses: flag().default(true),
          spaces: flag().default(true),
          ranges: flag().default(true),
          fractions: flag().default(false),
        }),
      ],
      { error: '`true`, `false`, or a mapping with `quotes:`, `dashes:` and others' },
    )
    .default(true)
    .describe('Signs that are set as the language has them'),
  variables: dictionary('names and values, such as `version: 2.1`', text('a text'))
    .default({})
    .describe('What `{{name}}` in the text stands for'),
  indexes: dictionary('names and titles, such as `people: Index of Names`', text('a title'))
    .default({})
    .describe('Indexes beside the book’s own, and their titles'),
  editions: editions.optional().describe('What is made of the manuscript'),
  numbering: z
    .union(
      [
        flag(),
        mapping('`true`, `false`, or a mapping with `chapters:` and `depth:`', {
          chapters: flag().default(true),
          depth: whole(1, 6).default(2),
        }),
      ],
      { error: '`true`, `false`, or a mapping with `chapters:` and `depth:`' },
    )
    .default(true)
    .describe('Numbers of chapters and sections'),
  contents: contents.default(2).describe('Table of contents, and lists that follow it'),
  references: mapping('a mapping with `page:`', {
    page: choice('always', 'auto', 'never').default('never'),
  })
    .prefault({})
    .describe('How references say the page in print'),
  math: mapping('a mapping with `macros:`', {
    macros: dictionary('macros such as `\\R: \\mathbb{R}`', text('TeX')).default({}),
  })
    .default({ macros: {} })
    .describe('Formulas'),
  code: mapping('a mapping with `max-columns:` and `line-numbers:`', {
    'max-columns': whole(20, 400).optional(),
    'line-numbers': flag().default(false),
  })
    .prefault({})
    .describe('Blocks of code'),
  images: mapping('a mapping with `remote:` and `max-size:`', {
    remote: flag().default(false),
    'max-size': scalar('a size such as `20MB`', { type: 'string' }, readBytes).prefault('20MB'),
  })
    .prefault({})
    .describe('Pictures'),
  theme: choice(...themes)
    .default('default')
    .describe('Design of the pages'),
  styles: list('the path of a style sheet', path('the path of a style sheet'))
    .optional()
    .describe('Style sheets of your own'),
  narration: dictionary(
    'files of the book and their recordings, such as `one.md: audio/one.mp3`',
    z.union(
      [
        path('the path of a recording'),
        mapping('the path of a recording, or a mapping with `audio:` and `timings:`', {
          audio: path('the path of a recording'),
          timings: path('the path of a file of timings').optional(),
        }),
      ],
      { error: 'the path of a recording, or a mapping with `audio:` and `timings:`' },
    ),
  )
    .default({})
    .describe('Recordings of the book, for an e-book that reads itself aloud'),
  footnotes: footnotes.prefault({}).describe('Where notes stand, and how they are numbered'),
  admonitions: dictionary('kinds and their titles, such as `exercise: Exercise`', text('a title'))
    .default({})
    .describe('Kinds of boxes of your own, and their titles'),
})

/** `book.yaml`, validated. */
export type Answers = z.output<typeof schema>

/** Give the schema as JSON Schema, for editors that complete and check `book.yaml`. */
export const toJsonSchema = () => ({
  title: 'book.yaml of Octavo',
  ...z.toJSONSchema(schema, { io: 'input' }),
  patternProperties: { '^x-': {} },
})
