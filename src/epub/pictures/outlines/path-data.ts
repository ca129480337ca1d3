/** Path data of SVG from outlines, in whole units: the same glyph of the same size gives the same text, which packs well. */

/** A step of an outline; its points are in the order of SVG's `M`, `L`, `Q`, `C` (SVG 2, §9.3). */
export interface Step {
  readonly kind: 'M' | 'L' | 'Q' | 'C' | 'Z'
  readonly points: readonly (readonly [x: number, y: number])[]
}

/**
 * Write an outline. The first step stands where it stands, all others follow from it.
 *
 * @param steps with whole numbers; the first is an `M`
 */
export function toPathData(steps: readonly Step[]): string {
  let out = ''
  let [x, y] = [0, 0]
  let [startX, startY] = [0, 0]
  for (const { kind, points } of steps) {
    if (kind === 'Z') {
      out += 'z'
      ;[x, y] = [startX, startY]
      continue
    }
    const letter = out === '' ? kind : kind.toLowerCase()
    const numbers = points.flatMap(([px, py]) => [px - x, py - y])
    const [endX, endY] = points.at(-1)!
    if (kind === 'L' && endY === y) out += `h${endX - x}`
    else if (kind === 'L' && endX === x) out += `v${endY - y}`
    else out += letter + join(numbers)
    ;[x, y] = [endX, endY]
    if (kind === 'M') [startX, startY] = [x, y]
  }
  return out
}

/** A minus sign parts numbers by itself. */
const join = (numbers: readonly number[]): string =>
  numbers.map((number, index) => (index > 0 && number >= 0 ? ` ${number}` : `${number}`)).join('')
