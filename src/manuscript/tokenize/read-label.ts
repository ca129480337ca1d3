/** Find the text in `[…]`, brackets inside balanced. */
export function readLabel(raw: string, from: number): { from: number; to: number } | undefined {
  if (raw[from] !== '[') return undefined
  let depth = 0
  for (let index = from; index < raw.length; index++) {
    if (raw[index] === '\\') index++
    else if (raw[index] === '[') depth++
    else if (raw[index] === ']' && --depth === 0) return { from: from + 1, to: index }
  }
  return undefined
}
