/** What a drawn cover shows and how large: the same whether a browser sets it or we do. */
import type { Metadata } from '../../book/configuration.js'
import { drawLayers } from './draw-layers.js'
import { drawStrata } from './draw-strata.js'
import { drawTiles } from './draw-tiles.js'
import { type Palette, palettes } from './palettes.js'
import { randomFrom } from './random.js'

/** Size that all shops take (Apple, Kobo, Google and Kindle guidelines); pixels. */
export const coverSize = { width: 1600, height: 2560 }

/** Raised when the drawing changes, so that no cover of an older version comes out of the cache. */
export const coverVersion = 6

/** Files in `styles/fonts/`. */
export const coverFonts = {
  display: 'SourceSerif4Display-Semibold.ttf',
  italic: 'SourceSerif4Display-It.ttf',
  sans: 'SourceSans3-Semibold.ttf',
} as const

/** Sizes of the title to try, from the largest; pixels. */
export const titleSizes = [280, 256, 232, 208, 188, 168, 150, 132, 116, 100, 88, 76, 64, 52]

/** Below this size, in pixels, a long word is better broken than the title made smaller for it. */
export const leastForOneWord = 76

/** How a text of the cover is set. Lengths in pixels; `leading` and `spacing` in sizes of the letters. */
export interface Setting {
  readonly leading: number
  /** Added after every letter. */
  readonly spacing: number
}

export const settings = {
  names: { size: 46, leading: 1.4, spacing: 0.06 },
  title: { leading: 1.06, spacing: -0.012 },
  subtitle: { size: 76, leading: 1.25, spacing: 0 },
  publisher: { size: 36, leading: 1, spacing: 0.06 },
} as const

/** Pixels between the parts, from the top. */
export const spaces = {
  margin: 130,
  belowNames: 60,
  rule: { width: 150, height: 10 },
  belowRule: 44,
  aboveSubtitle: 34,
  aboveOrnament: 70,
  ornament: 1400,
  footer: 130,
} as const

/** The texts of a cover, its colours, and its ornament as the inside of an SVG. */
export interface CoverDesign {
  readonly language: string
  readonly names: readonly string[]
  readonly title: string
  readonly subtitle: string | undefined
  readonly publisher: string | undefined
  readonly palette: Palette
  readonly ornament: string
}

/** Design the cover of a book: colours and ornament follow from its title and its authors. */
export function designCover(metadata: Metadata): CoverDesign {
  const authors = metadata.creators.filter(
    (creator, index) => creator.role === 'aut' || index === 0,
  )
  const names = authors.map((creator) => creator.name)
  const random = randomFrom([metadata.title, ...names].join('\n'))
  const palette = random.pick(palettes)
  const draw = random.pick([drawTiles, drawLayers, drawStrata])
  const { language, title, subtitle, publisher } = metadata
  const ornament = draw(random, palette, coverSize.width, spaces.ornament)
  return { language, names, title, subtitle, publisher, palette, ornament }
}
