/** What `editions:` may say. */
import { z } from 'zod'
import { epubProfiles } from '../../book/configuration.js'
import { themes } from '../../book/themes.js'
import { readBytes, readDistance } from './read-scalars.js'
import { readTrim, trims } from './trim.js'
import { choice, dictionary, flag, list, mapping, scalar, text, whole } from './values.js'

const distance = scalar(
  'a length such as `15mm` or `0.75in`',
  { type: 'string', examples: ['15mm', '0.75in', '54pt'] },
  readDistance,
)

const margins = mapping('a mapping with `top:`, `bottom:`, `inside:` and `outside:`', {
  top: distance.optional(),
  bottom: distance.optional(),
  inside: distance.optional(),
  outside: distance.optional(),
})

/** What an edition may say apart from its name. Left out: a default that depends on the page. */
const editionShape = {
  kind: choice('print', 'epub').optional().describe('Paper or e-book'),
  audience: list('a list of words such as `student`', text('a word such as `student`'))
    .default([])
    .describe('Readers for whom it is; text may be only for them'),
  sample: whole(1, 9999).optional().describe('Only the first chapters, as many as this'),
  trim: scalar(
    'a trim size such as `6x9`, `a5` or `152mm x 229mm`',
    { type: 'string', examples: Object.keys(trims) },
    readTrim,
  )
    .optional()
    .describe('Size of the finished page'),
  margins: margins.optional().describe('From the edge of the page to the text'),
  'font-size': distance.optional().describe('Size of the text'),
  leading: distance.optional().describe('From one line to the next'),
  hyphenate: flag().default(true).describe('Divide words at the end of lines'),
  justify: flag().optional().describe('Align lines on both sides'),
  openers: choice('recto', 'any').optional().describe('Pages on which a chapter may open'),
  'running-heads': choice('first', 'last', 'none')
    .default('last')
    .describe('Which section of a page its head names'),
  'opener-folios': choice('foot', 'none')
    .default('foot')
    .describe('Where the page number of an opener stands'),
  'baseline-grid': flag().default(true).describe('Lines of facing pages stand at the same heights'),
  'page-depth': choice('strict', 'white', 'line')
    .default('white')
    .describe('What a page may do to be as deep as the one opposite'),
  floats: list(
    'a list of `figures`, `tables` and `listings`',
    choice('figures', 'tables', 'listings'),
  )
    .optional()
    .describe('What goes to the head or foot of a page without being marked'),
  bleed: distance.optional().describe('What is printed beyond the trim'),
  'crop-marks': flag().default(false).describe('Marks at the corners of the trim'),
  'drop-caps': flag().optional().describe('A large initial at the start of each chapter'),
  theme: choice(...themes)
    .optional()
    .describe('Design of the pages, where it is not the book’s'),
  'page-list': z
    .union([flag(), text('the name of a print edition')], {
      error: '`true`, `false`, or the name of a print edition',
    })
    .optional()
    .describe('Print edition whose page numbers the e-book carries'),
  'embed-fonts': flag().default(true).describe('Carry the fonts inside the e-book'),
  profiles: list('a list of `epub`, `kobo` and `kindle`', choice(...epubProfiles))
    .optional()
    .describe('For whose readers the e-book is made'),
  math: choice('mathml', 'png', 'svg').optional().describe('How the e-book writes formulas'),
  'picture-size': scalar('a size such as `1.5MB`', { type: 'string' }, readBytes)
    .prefault('1.5MB')
    .describe('Larger files of pictures are made smaller for the e-book'),
  'picture-megapixels': whole(1, 100)
    .prefault('4')
    .describe('Pictures of more millions of pixels are made smaller for the e-book'),
}
const editionSettings = mapping('a mapping with the settings of an edition', editionShape)
const namedEdition = mapping('the name of an edition, or a mapping with `name:`', {
  name: text('the name of the edition').describe('Name of the edition and of its file'),
  ...editionShape,
})
const editionsExpected = 'a list of editions such as `print` and `epub`'
/** `editions:`, as a list or by names. */
export const editions = z.union(
  [
    z.array(
      z.union(
        [
          text('the name of an edition').transform((name) => namedEdition.parse({ name })),
          namedEdition,
        ],
        { error: 'the name of an edition, or a mapping with `name:`' },
      ),
      { error: editionsExpected },
    ),
    dictionary(editionsExpected, editionSettings),
  ],
  { error: editionsExpected },
)

/** One edition, validated. */
export type EditionSettings = z.output<typeof editionSettings>
