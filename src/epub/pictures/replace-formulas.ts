/** Formulas become pictures on the line of their text: outlines in it, or PNG. */
import type { Element, Root } from 'hast'
import type { Asset, MarkedUpBook } from '../../book/book.js'
import type { World } from '../../book/world.js'
import { type DrawnFormula, drawFormulas } from './draw-formulas.js'
import type { OutlinedFormula } from './outlines/outline-formulas.js'
import { emClass, emRules, visitShown, withPictures, xmlOf } from './replace-elements.js'

/** A formula without its words, which no picture shows: it is drawn once in all languages. */
const mathOf = (node: Element): string => {
  const { display } = node.properties
  return xmlOf({ ...node, properties: display ? { display } : {} })
}

/**
 * Replace the formulas of a book. What cannot be outlined, such as an emoji in colours, becomes a PNG.
 *
 * @returns the book, and the rules that give pictures their size and place
 * @throws EnvironmentFault where formulas must be drawn and there is no browser
 */
export async function replaceFormulas(
  world: World,
  book: MarkedUpBook,
  way: 'png' | 'svg',
): Promise<{ readonly book: MarkedUpBook; readonly css: string }> {
  const groups = book.chapters.map(({ hast }) => formulasIn(hast))
  const outlined = way === 'svg' ? await outline(world, groups) : new Map<string, OutlinedFormula>()
  const rest = groups.map((group) => group.filter((math) => !outlined.has(math)))
  const drawn = await drawFormulas(world, rest)
  const depths = new Set<number>()
  const replace = (node: Element): Element | undefined => {
    if (node.tagName !== 'math') return undefined
    const math = mathOf(node)
    const outlines = outlined.get(math)
    const picture = outlines ? toSvg(node, outlines) : toPicture(node, drawn.get(math)!)
    if (isDisplay(node)) return picture
    const depth = outlines ? toHundredths(outlines.depth) : drawn.get(math)!.depth
    depths.add(-depth)
    return withClass(picture, emClass('deep', depth))
  }
  const all = [...drawn.values()]
  const added = all.map(({ name, png }): [string, Asset] => [
    name,
    { name, mediaType: 'image/png', bytes: Buffer.from(png, 'base64') },
  ])
  const replaced = withPictures(book, replace, added)
  const widths = all.map(({ width }) => width)
  return {
    book: replaced,
    css:
      emRules('wide', 'width', widths, 'max-width: 100%') +
      emRules('deep', 'vertical-align', [...depths]),
  }
}

const isDisplay = ({ properties }: Element): boolean => properties.display === 'block'

const withClass = (node: Element, name: string): Element => ({
  ...node,
  properties: {
    ...node.properties,
    className: [...(node.properties.className as string[]), name],
  },
})

const outline = async (world: World, groups: readonly (readonly string[])[]) =>
  (await import('./outlines/outline-formulas.js')).outlineFormulas(world, groups)

function formulasIn(tree: Root): string[] {
  const formulas: string[] = []
  visitShown(tree, (node) => {
    if (node.tagName === 'math') formulas.push(mathOf(node))
    return node.tagName !== 'math'
  })
  return formulas
}

const toHundredths = (thousandths: number): number => Math.round(thousandths / 10)

/** What a picture takes from its formula. */
const common = ({ properties: { id } }: Element): Element['properties'] => (id ? { id } : {})

function toPicture(node: Element, formula: DrawnFormula): Element {
  const properties = {
    ...common(node),
    src: formula.name,
    alt: String(node.properties.alttext ?? ''),
    className: ['formula', emClass('wide', formula.width)],
  }
  return { type: 'element', tagName: 'img', properties, children: [] }
}

/**
 * Outlines stand in the text, not in a file: only there do they take its colour, in the night too. The sizes are
 * attributes, which hold where the style sheet does not reach.
 */
function toSvg(node: Element, { paths, width, ascent, depth }: OutlinedFormula): Element {
  const properties = {
    ...common(node),
    className: ['formula'],
    role: 'img',
    ariaLabel: String(node.properties.alttext ?? ''),
    width: toEm(width),
    height: toEm(ascent + depth),
    viewBox: `0 ${-ascent} ${width} ${ascent + depth}`,
    fill: 'currentColor',
    // Slanted letters reach out of their boxes.
    overflow: 'visible',
  }
  const children = paths.map(
    ({ data, colour, stroke }): Element => ({
      type: 'element',
      tagName: 'path',
      properties: {
        d: data,
        ...(stroke === undefined
          ? { ...(colour && { fill: colour }) }
          : { fill: 'none', stroke: colour ?? 'currentColor', strokeWidth: String(stroke) }),
      },
      children: [],
    }),
  )
  return { type: 'element', tagName: 'svg', properties, children }
}

const toEm = (thousandths: number): string => `${thousandths / 1000}em`
