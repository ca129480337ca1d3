/** Transformations of the plane, as PDF writes them: `a b c d e f` (ISO 32000-1, 8.3.3). */

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

/** Transform a point. */
export const apply = (matrix: Matrix, x: number, y: number): [number, number] => [
  x * matrix[0] + y * matrix[2] + matrix[4],
  x * matrix[1] + y * matrix[3] + matrix[5],
]

/** Read six numbers before an operator. */
export const readMatrix = (line: string): Matrix =>
  line.split(' ', 6).map(Number) as unknown as Matrix
