/** Formulas as pictures, for readers that cannot set MathML. */
import { EnvironmentFault, type Resource, type World } from '../../book/world.js'
import { hash, keepByChapter } from './keep-by-chapter.js'
import { photograph } from './photograph.js'

/** A formula as a picture. Lengths are in hundredths of the size of the text around it. */
export interface DrawnFormula {
  /** Name in the package. */
  readonly name: string
  /** In base64. */
  readonly png: string
  readonly width: number
  readonly height: number
  /** How far it reaches below the line of the text. */
  readonly depth: number
}

/** Pixels of one em: 300 per inch where the text has 11.5 points, as a Kindle shows it. */
const em = 48

/** The version is raised when the drawing changes, so that nothing of an older one comes out of the cache. */
const name = 'formulas in pixels 4'

const font = 'STIXTwoMath-Regular.ttf'

/** Shades of grey and some colours: `\color` is rare. */
const colours = 32

/**
 * Draw formulas in the book's own font, all at once, and keep them by their content.
 *
 * @param groups MathML by chapter: what was drawn for a chapter is kept together
 * @throws EnvironmentFault where there is no browser
 */
export const drawFormulas = (
  world: World,
  groups: readonly (readonly string[])[],
): Promise<ReadonlyMap<string, DrawnFormula>> =>
  keepByChapter(world.cache, name, groups, (formulas) => draw(world, formulas))

async function draw(world: World, formulas: readonly string[]) {
  const { css, serve } = await setFormulas(world, em)
  const photographs = await photograph(world, formulas, css, serve, colours)
  const drawn = new Map<string, DrawnFormula>()
  photographs.forEach(({ png, width, height, depth }, index) => {
    const math = formulas[index]!
    drawn.set(math, {
      name: `images/formula-${hash(math).slice(0, 16)}.png`,
      png: Buffer.from(png).toString('base64'),
      width: toEm(width),
      height: toEm(height),
      depth: toEm(depth),
    })
  })
  return drawn
}

const toEm = (pixels: number): number => Math.round((pixels * 100) / em)

/**
 * Say how formulas are set to be drawn, in letters of so many pixels.
 *
 * @returns the style sheet, and who answers what it asks for
 */
export async function setFormulas(
  world: World,
  pixels: number,
): Promise<{ readonly css: string; readonly serve: (path: string) => Resource | undefined }> {
  const rules = await readOwn(world, 'formulas.css')
  const bytes = await readOwn(world, `fonts/${font}`)
  return {
    css: `@font-face { font-family: "STIX Two Math"; src: url(${font}) }
.thing { font-size: ${pixels}px; font-family: "Source Serif 4", serif }
.thing math { display: inline math; font-family: "STIX Two Math", math }
${Buffer.from(rules).toString('utf8')}`,
    serve: (path) => (path === font ? { bytes, mediaType: 'font/ttf' } : undefined),
  }
}

async function readOwn(world: World, name: string): Promise<Uint8Array> {
  const path = `${world.packageFolder}/styles/${name}`
  const bytes = await world.files.read(path)
  if (bytes) return bytes
  throw new EnvironmentFault(`A file of Octavo is missing: \`${path}\``, 'Install Octavo again')
}
