/** What an author says of a picture's or a listing's place is said of the whole figure. */
import type { Element, Root } from 'hast'
import { visit } from '../book/visit.js'
import { classesOf } from './handlers/element.js'

/** Classes that place what they stand on. */
const placing = new Set([
  'float',
  'here',
  'float-left',
  'float-right',
  'keep',
  'pagebreak',
  'recto',
  'landscape',
])

/** Widths in the style sheets, in hundredths of the measure. */
const [narrowest, widest, step] = [20, 60, 5]

/**
 * Move classes such as `float-right`, and `float=top`, from the picture or code in a figure to the figure. The
 * width of a picture that text runs round becomes the figure's, as a class: `width-40`.
 */
export function placeFigures(tree: Root): void {
  visit(tree, 'element', (figure: Element) => {
    if (figure.tagName !== 'figure') return
    const child = figure.children.find(
      (one): one is Element =>
        one.type === 'element' && (one.tagName === 'img' || one.tagName === 'pre'),
    )
    if (!child) return
    const classes = classesOf(child)
    const moved = classes.filter((name) => placing.has(name))
    if (typeof child.properties.dataFloat === 'string') {
      figure.properties.dataFloat = child.properties.dataFloat
      delete child.properties.dataFloat
    }
    if (moved.length === 0) return
    const rest = classes.filter((name) => !placing.has(name))
    if (rest.length > 0) child.properties.className = rest
    else delete child.properties.className
    const isBeside = moved.includes('float-left') || moved.includes('float-right')
    const width = isBeside ? widthClass(child) : []
    figure.properties.className = [...classesOf(figure), ...moved, ...width]
  })
}

function widthClass(picture: Element): string[] {
  const share = /^(\d+(?:\.\d+)?)%$/.exec(String(picture.properties.width ?? ''))?.[1]
  if (share === undefined) return []
  delete picture.properties.width
  const rounded = Math.round(Number(share) / step) * step
  return [`width-${Math.min(widest, Math.max(narrowest, rounded))}`]
}
