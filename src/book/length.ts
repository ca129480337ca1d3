/** Lengths as a printer gives them, in one unit: the PDF point, 1/72 inch. */

/** A length in PDF points (1/72 in). Branded so that pixels and millimetres cannot slip in. */
export type Points = number & { readonly __unit: 'pt' }

/** Points in one of each unit that `book.yaml` and CSS know (CSS Values 4, §6.2). */
const pointsPer = { pt: 1, in: 72, mm: 72 / 25.4, cm: 72 / 2.54, px: 0.75, pc: 12 } as const

/** Say that a plain number is a length in points. */
export const points = (value: number): Points => value as Points

/**
 * Read a length such as `6in`, `152.4mm`, `11pt`.
 *
 * @returns the length, or `undefined` where the text is not a positive length with a known unit.
 */
export function parseLength(text: string): Points | undefined {
  const match = /^\s*(\d+(?:\.\d+)?|\.\d+)\s*(pt|in|mm|cm|px|pc)\s*$/i.exec(text)
  if (!match) return undefined
  return points(Number(match[1]) * pointsPer[match[2]!.toLowerCase() as keyof typeof pointsPer])
}
