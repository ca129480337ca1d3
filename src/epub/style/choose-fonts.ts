/** Which of the fonts in `styles/fonts/` a book needs. */
import type { Theme } from '../../book/themes.js'
import type { Facts } from '../find-facts.js'

export interface Font {
  readonly file: string
  readonly family: string
  readonly weight: 400 | 700
  readonly style: 'normal' | 'italic'
  /** The licence travels with the font (SIL OFL 1.1, condition 2). */
  readonly license: string
  readonly isNeeded: (facts: Facts, theme: Theme) => boolean
}

const has =
  (...names: string[]) =>
  ({ names: found }: Facts): boolean =>
    names.some((name) => found.has(name))

/** The font of formulas. */
export const mathFamily = 'STIX Two Math'

const serif = { family: 'Source Serif 4', license: 'OFL-source-serif.md' }
const mono = { family: 'Source Code Pro', license: 'OFL-source-code-pro.md' }
const upright = { style: 'normal', weight: 400 } as const

const fonts: readonly Font[] = [
  { ...serif, ...upright, file: 'SourceSerif4-Regular.ttf', isNeeded: () => true },
  {
    ...serif,
    file: 'SourceSerif4-It.ttf',
    weight: 400,
    style: 'italic',
    isNeeded: has(
      'em',
      'i',
      'cite',
      'dfn',
      'var',
      'h5',
      'h6',
      '.ordinal',
      '.book-subtitle',
      '.epigraph',
    ),
  },
  {
    ...serif,
    file: 'SourceSerif4-Bold.ttf',
    weight: 700,
    style: 'normal',
    isNeeded: has('h1', 'h2', 'h3', 'h4', 'strong', 'b', 'dt', 'th', '.caption-label'),
  },
  {
    ...mono,
    ...upright,
    file: 'SourceCodePro-Regular.ttf',
    isNeeded: has('code', 'pre', 'kbd', 'samp'),
  },
  {
    family: 'Source Sans 3',
    license: 'OFL-source-sans.md',
    file: 'SourceSans3-Semibold.ttf',
    weight: 700,
    style: 'normal',
    isNeeded: (_, theme) => theme === 'reference' || theme === 'textbook',
  },
  {
    family: mathFamily,
    license: 'OFL-stix-two-math.txt',
    ...upright,
    file: 'STIXTwoMath-Regular.ttf',
    isNeeded: (facts) => facts.hasMath,
  },
]

/** Choose the fonts whose letters a book shows. @param theme some set titles in a sans */
export const chooseFonts = (facts: Facts, theme: Theme): Font[] =>
  fonts.filter((font) => font.isNeeded(facts, theme))

/** Write the rule by which a style sheet finds a font. */
export const fontFace = ({ family, file, weight, style }: Font): string =>
  `@font-face { font-family: "${family}"; src: url(fonts/${file}); font-weight: ${weight}; font-style: ${style}; }\n`
