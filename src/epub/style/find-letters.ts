/** Which letters the fonts of a book must have. */

/** What every book may show: ASCII, and what readers themselves set, such as the hyphen of a divided word. */
const always = `${String.fromCodePoint(...Array.from({ length: 95 }, (_, index) => 32 + index))}\u00a0\u00ad\u2010\u2013\u2014\u2018\u2019\u201c\u201d\u2026`

/** Single letters of a formula are set in its italic (MathML Core, appendix C, "italic mappings"). */
const italics = [
  { first: 0x41, last: 0x5a, to: 0x1d434 },
  { first: 0x61, last: 0x7a, to: 0x1d44e },
  { first: 0x391, last: 0x3a9, to: 0x1d6e2 },
  { first: 0x3b1, last: 0x3c9, to: 0x1d6fc },
  { first: 0x131, last: 0x131, to: 0x1d6a4 },
  { first: 0x237, last: 0x237, to: 0x1d6a5 },
]

/** Those that stand elsewhere in Unicode. */
const scattered: ReadonlyMap<number, number> = new Map([
  [0x68, 0x210e],
  [0x2202, 0x1d715],
  [0x3f5, 0x1d716],
  [0x3d1, 0x1d717],
  [0x3f0, 0x1d718],
  [0x3d5, 0x1d719],
  [0x3f1, 0x1d71a],
  [0x3d6, 0x1d71b],
])

/**
 * List the letters of finished files, each once, in the order of Unicode.
 *
 * @param css of the author, which may bring letters too: `content: "→"`
 */
export function findLetters(documents: Iterable<string>, css: string): string {
  const letters = new Set(always)
  const add = (text: string) => {
    for (const run of text.match(/[^\0-\x7f]+/g) ?? [])
      for (const letter of run) letters.add(letter)
  }
  for (const document of documents) add(document)
  add(css)
  for (const [, digits] of css.matchAll(/\\([\da-f]{1,6})/gi)) {
    const code = Number.parseInt(digits!, 16)
    if (code <= 0x10ffff) letters.add(String.fromCodePoint(code))
  }
  return [...letters].sort().join('')
}

/** Add the slanted letters that formulas show for upright ones. */
export function withItalics(letters: string): string {
  const codes = [...letters].map((letter) => letter.codePointAt(0)!)
  const slanted = codes.flatMap((code) => {
    const range = italics.find(({ first, last }) => code >= first && code <= last)
    const to = scattered.get(code) ?? (range && range.to + code - range.first)
    return to === undefined ? [] : [String.fromCodePoint(to)]
  })
  return letters + slanted.join('')
}
