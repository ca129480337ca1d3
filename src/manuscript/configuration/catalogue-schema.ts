/** What `book.yaml` may say for catalogues and shops: subjects in their schemes, and a checked accessibility. */
import { z } from 'zod'
import type { Conformance, SubjectCode } from '../../book/configuration.js'
import { choice, list, mapping, refuse, scalar, text } from './values.js'

const code = (expected: string, pattern: RegExp, example: string) =>
  scalar(expected, { type: 'string', examples: [example] }, (typed) => {
    const word = typed.toUpperCase()
    return pattern.test(word) ? word : refuse()
  })

/** Schemes that EPUB 3.3 reserves names for (§5.5.3.3.3, authority). */
const authorities = choice(
  'AAT',
  'BIC',
  'BISAC',
  'CLC',
  'DDC',
  'CLIL',
  'EuroVoc',
  'MEDTOP',
  'LCSH',
  'NDC',
  'Thema',
  'UDC',
  'WGS',
)

const subject = z.union(
  [
    text('a word'),
    mapping('a word, or a mapping with `name:` and `bisac:` or `thema:`', {
      name: text('the subject in words'),
      bisac: code('a BISAC code such as `COM004000`', /^[A-Z]{3}\d{6}$/, 'COM004000').optional(),
      thema: code('a Thema code such as `UYQM`', /^[1-6A-Z][A-Z0-9-]{0,11}$/, 'UYQM').optional(),
      authority: authorities.optional(),
      term: text('the code of the subject in that scheme').optional(),
    }),
  ],
  { error: 'a word, or a mapping with `name:` and `bisac:` or `thema:`' },
)

/** Subjects as words, or with their codes. */
export const subjects = list('a list of words', subject)

/** The statements of EPUB Accessibility 1.1, §4.3, to the letter: readers compare them. */
const standards = ['2.0', '2.1', '2.2'].flatMap((version) =>
  ['A', 'AA', 'AAA'].map((level) => `EPUB Accessibility 1.1 - WCAG ${version} Level ${level}`),
)

/** What a person found who checked the e-book. */
export const accessibility = mapping('a mapping with `conforms-to:` and `certified-by:`', {
  'conforms-to': choice(...standards),
  'certified-by': text('who checked the e-book'),
  credential: text('what entitles them to').optional(),
  report: scalar('an address such as `https://example.org/report`', { type: 'string' }, (typed) =>
    /^https?:\/\/\S+$/.test(typed) && URL.canParse(typed) ? typed : refuse(),
  ).optional(),
})

type Subjects = z.output<typeof subjects>

/** Give the subjects in words; keywords on one line are parted by commas or semicolons. */
export function subjectNames(given: Subjects): string[] {
  const [only] = given
  if (given.length === 1 && typeof only === 'string') return only.split(/\s*[,;]\s*/)
  return given.map((one) => (typeof one === 'string' ? one : one.name))
}

/** Give the codes of subjects. */
export const subjectCodes = (given: Subjects): SubjectCode[] =>
  given.flatMap((one) => {
    if (typeof one === 'string') return []
    const { name, bisac, thema, authority, term } = one
    const codes = [
      { name, authority: 'BISAC', term: bisac },
      { name, authority: 'Thema', term: thema },
      { name, authority, term },
    ]
    return codes.filter((code): code is SubjectCode => Boolean(code.authority && code.term))
  })

/** Give the statement about accessibility. */
export const toConformance = (given: z.output<typeof accessibility>): Conformance => ({
  standard: given['conforms-to'],
  certifiedBy: given['certified-by'],
  ...(given.credential === undefined ? {} : { credential: given.credential }),
  ...(given.report === undefined ? {} : { report: given.report }),
})
