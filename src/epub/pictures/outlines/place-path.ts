/** Paths of a print: how its operators build them, and where its matrices put them. */
import type { Step } from './path-data.js'

/** A transformation of the plane as PDF writes it, `a b c d e f` (ISO 32000-1, 8.3.3). */
export type Matrix = readonly [number, number, number, number, number, number]

/** Do `first`, then `second`. */
export const multiply = (first: Matrix, second: Matrix): Matrix => [
  first[0] * second[0] + first[1] * second[2],
  first[0] * second[1] + first[1] * second[3],
  first[2] * second[0] + first[3] * second[2],
  first[2] * second[1] + first[3] * second[3],
  first[4] * second[0] + first[5] * second[2] + second[4],
  first[4] * second[1] + first[5] * second[3] + second[5],
]

/** Read an operator that builds a path (ISO 32000-1, 8.5.2). @returns `undefined` where it does not */
export function constructed(operator: string, given: readonly unknown[]): Step[] | undefined {
  const all = given.map(Number)
  const [x = 0, y = 0, width = 0, height = 0] = all
  if (operator === 're')
    return [
      { kind: 'M', points: [[x, y]] },
      { kind: 'L', points: [[x + width, y]] },
      { kind: 'L', points: [[x + width, y + height]] },
      { kind: 'L', points: [[x, y + height]] },
      { kind: 'Z', points: [] },
    ]
  if (operator === 'm' || operator === 'l')
    return [{ kind: operator === 'm' ? 'M' : 'L', points: [[x, y]] }]
  if (operator === 'c')
    return [
      {
        kind: 'C',
        points: [
          [x, y],
          [width, height],
          [all[4]!, all[5]!],
        ],
      },
    ]
  return operator === 'h' ? [{ kind: 'Z', points: [] }] : undefined
}

/** Put a path where it belongs, on whole units. */
export const placePath = (steps: readonly Step[], [a, b, c, d, e, f]: Matrix): Step[] =>
  steps.map(({ kind, points }) => ({
    kind,
    points: points.map(([x, y]) => [Math.round(x * a + y * c + e), Math.round(x * b + y * d + f)]),
  }))

/** A glyph is rounded in itself, then moved by whole units: it looks the same everywhere. */
export function placeGlyph(steps: readonly Step[], [a, b, c, d, e, f]: Matrix): Step[] {
  const [right, down] = [Math.round(e), Math.round(f)]
  return placePath(steps, [a, b, c, d, 0, 0]).map(({ kind, points }) => ({
    kind,
    points: points.map(([x, y]) => [x + right, y + down]),
  }))
}
