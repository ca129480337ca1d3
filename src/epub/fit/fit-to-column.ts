/**
 * What cannot wrap and is wider than a phone shows is set smaller there: its class says how many em it wants, and
 * `styles/epub/5-fit.css` divides the column by them. Readers that know no container queries leave it as it is.
 */
import type { Element, ElementContent } from 'hast'
import { measureMath } from './measure-math.js'
import { measureTable } from './measure-table.js'

/** Narrower things fit every screen: a phone shows 20 em at the usual size. */
const narrow = 16
/** The classes of `5-fit.css` are these apart, and end here. */
const step = 2
const most = 72
/** Estimates are right to a tenth. */
const spare = 1.06
/** MathML of fewer letters than this is never so wide: `<mi>x</mi>` is half an em. */
const shortMath = 250

const isElement = (node: ElementContent): node is Element => node.type === 'element'

/** The class of a formula or table that must give way, with a space before it. */
function toClass(width: number): string | undefined {
  const wanted = Math.ceil((width * spare) / step) * step
  return wanted <= narrow ? undefined : `fit-${Math.min(most, wanted)}`
}

/** Em of an equation's number and the white before it. */
const numberWidth = 4

/**
 * Find out whether a formula must give way.
 *
 * @param isNumbered whether its number stands beside it
 * @returns the class of one that is wider than a narrow column
 */
export function fitMath({ children, properties }: Element, isNumbered = false): string | undefined {
  const inside = children[0]
  if (children.length !== 1 || inside?.type !== 'raw' || inside.value.length < shortMath)
    return undefined
  const width = measureMath(inside.value, properties.display === 'block')
  return toClass(width + (isNumbered ? numberWidth : 0))
}

/** @returns the class of a table that is wider than a narrow column however its words are divided */
export const fitTable = (table: Element): string | undefined => toClass(measureTable(table))

/** Whether a line of text has a formula that may be wider than it. */
export const holdsWideMath = ({ tagName, children }: Element): boolean =>
  /^(?:p|li|dd)$/.test(tagName) &&
  children.some(
    (child) => isElement(child) && child.tagName === 'math' && fitMath(child) !== undefined,
  )
