/** Formulas as pictures, for readers that cannot set MathML. */
import { createHash } from 'node:crypto'
import { EnvironmentFault, type World } from '../../book/world.js'
import { photograph } from './photograph.js'

/** A formula as a picture. Lengths are in hundredths of the size of the text around it. */
export interface DrawnFormula {
  /** Name in the package. */
  readonly name: string
  readonly png: Uint8Array
  readonly width: number
  readonly height: number
  /** How far it reaches below the line of the text. */
  readonly depth: number
}

/** Pixels of one em: 300 per inch where the text has 11.5 points, as a Kindle shows it. */
const em = 48

/** Raised when the drawing changes, so that nothing of an older version comes out of the cache. */
const version = 1

const font = 'STIXTwoMath-Regular.ttf'

const css = `@font-face { font-family: "STIX Two Math"; src: url(${font}) }
.thing { font-size: ${em}px; font-family: "Source Serif 4", serif }
.thing math { display: inline math; font-family: "STIX Two Math", math }`

/** Shades of grey and some colours: `\color` is rare. */
const colours = 32

/**
 * Draw formulas in the book's own font, all at once, and keep them by their content.
 *
 * @param groups MathML by chapter: what was drawn for a chapter is kept together
 * @throws EnvironmentFault where there is no browser
 */
export async function drawFormulas(
  world: World,
  groups: readonly (readonly string[])[],
): Promise<ReadonlyMap<string, DrawnFormula>> {
  const drawn = new Map<string, DrawnFormula>()
  const keys = groups.map((group) => hash(JSON.stringify([version, ...group])))
  const kept = await Promise.all(keys.map((key) => world.cache.get(key)))
  const missing = new Set<string>()
  groups.forEach((group, index) => {
    const bytes = kept[index]
    if (bytes) for (const [math, one] of thaw(bytes)) drawn.set(math, one)
    else for (const math of group) missing.add(math)
  })
  const wanted = [...missing].filter((math) => !drawn.has(math))
  if (wanted.length > 0) for (const [math, one] of await draw(world, wanted)) drawn.set(math, one)
  await Promise.all(
    groups.map((group, index) =>
      kept[index] ? undefined : world.cache.set(keys[index]!, freeze(group, drawn)),
    ),
  )
  return drawn
}

async function draw(world: World, formulas: readonly string[]): Promise<[string, DrawnFormula][]> {
  const path = `${world.packageFolder}/styles/fonts/${font}`
  const bytes = await world.files.read(path)
  if (!bytes)
    throw new EnvironmentFault(`A file of Octavo is missing: \`${path}\``, 'Install Octavo again')
  const photographs = await photograph(
    world,
    formulas,
    css,
    (name) => (name === font ? { bytes, mediaType: 'font/ttf' } : undefined),
    colours,
  )
  return photographs.map(({ png, width, height, depth }, index) => {
    const math = formulas[index]!
    const name = `images/formula-${hash(math).slice(0, 16)}.png`
    return [math, { name, png, width: toEm(width), height: toEm(height), depth: toEm(depth) }]
  })
}

const toEm = (pixels: number): number => Math.round((pixels * 100) / em)

const hash = (text: string): string => createHash('sha256').update(text).digest('hex')

type Frozen = Omit<DrawnFormula, 'png'> & { readonly math: string; readonly png: string }

function freeze(group: readonly string[], drawn: ReadonlyMap<string, DrawnFormula>): Uint8Array {
  const frozen: Frozen[] = [...new Set(group)].map((math) => {
    const { png, ...rest } = drawn.get(math)!
    return { ...rest, math, png: Buffer.from(png).toString('base64') }
  })
  return Buffer.from(JSON.stringify(frozen))
}

const thaw = (bytes: Uint8Array): [string, DrawnFormula][] =>
  (JSON.parse(Buffer.from(bytes).toString('utf8')) as Frozen[]).map(({ math, png, ...rest }) => [
    math,
    { ...rest, png: Buffer.from(png, 'base64') },
  ])
