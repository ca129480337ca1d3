// What counts as a word, and how two heaps of words differ. Shares no code with src/.

/** CJK is set without spaces, so each character is a word; else letters and digits apart. */
const wordPattern =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|\p{L}[\p{L}\p{M}]*|\p{N}+/gu

/**
 * The words of a text, compared without regard to case (small capitals), ligatures and compatibility
 * forms (NFKC), apostrophes (smart or not) and soft hyphens.
 */
export function wordsOf(text) {
  const plain = text
    .normalize('NFKC')
    .replace(/\u00ad\s*/g, '')
    .replace(/['’ʼ‘\u200b-\u200d\ufeff]/g, '')
    .toLowerCase()
  return plain.match(wordPattern) ?? []
}

/** Folios and numbers of lists, notes, figures; roman in the front matter. */
const folio = /^(\p{N}+|[ivxlc]+)$/u

/** Count words: a Map from word to how often. */
export function count(words, into = new Map()) {
  for (const word of words) into.set(word, (into.get(word) ?? 0) + 1)
  return into
}

/**
 * Compare what must be there with what is there.
 *
 * @param required Map of the words that the manuscript's text has
 * @param found Map of the words of the finished file
 * @param mayRepeat Set of words that may be there once more (headings in running heads, generated words)
 * @returns lost and invented, each as pairs of word and count, the most frequent first
 */
export function difference(required, found, mayRepeat) {
  const lost = new Map()
  const surplus = new Map()
  for (const word of new Set([...required.keys(), ...found.keys()])) {
    const delta = (found.get(word) ?? 0) - (required.get(word) ?? 0)
    if (delta < 0) lost.set(word, -delta)
    if (delta > 0) surplus.set(word, delta)
  }
  mend(lost, surplus)
  reunite(lost, surplus, required)
  const isExpected = (word) => mayRepeat.has(word) || mayRepeat.has(withoutAccents(word))
  const invented = [...surplus].filter(([word]) => !isExpected(word) && !folio.test(word))
  return { lost: sorted(lost), invented: sorted(invented) }
}

/** As BibTeX has them, where an accent is a command that `read-manuscript.mjs` drops. */
const withoutAccents = (word) =>
  word.normalize('NFD').replace(/\p{M}/gu, '').replace(/ł/g, 'l').replace(/ø/g, 'o')

/** Words divided at a line's or page's end come as two or three surplus pieces: put them together. */
function mend(lost, surplus) {
  for (const [word, missing] of [...lost]) {
    for (let time = 0; time < missing; time++) {
      const pieces = divide(word, surplus, 4)
      if (!pieces) break
      for (const piece of pieces) take(surplus, piece)
      take(lost, word)
    }
  }
  // The other way round: two words that the extractor ran together, as `1` and `The` in `1The`.
  for (const [word, extra] of [...surplus]) {
    for (let time = 0; time < extra; time++) {
      const pieces = divide(word, lost, 3)
      if (!pieces) break
      for (const piece of pieces) take(lost, piece)
      take(surplus, word)
    }
  }
}

/**
 * A word that ends with a link or code, as `[vLLM](…)'s`, is two words in the manuscript and one on the page; the
 * first is no surplus where it is lost elsewhere. A word from right to left has its ligatures backwards in poppler.
 */
function reunite(lost, surplus, known) {
  for (const word of [...surplus.keys()]) {
    for (let at = 1; at < word.length && surplus.has(word); at++) {
      const pieces = [word.slice(0, at), word.slice(at)]
      const missing = pieces.filter((piece) => lost.has(piece))
      if (missing.length === 0 || !pieces.every((piece) => known.has(piece))) continue
      take(lost, missing[0])
      take(surplus, word)
    }
    if (!surplus.has(word) || !/[\u0590-\u08ff]/u.test(word)) continue
    const turned = [...lost.keys()].find((other) => letters(other) === letters(word))
    if (turned === undefined) continue
    take(lost, turned)
    take(surplus, word)
  }
}

const letters = (word) => [...word].sort().join('')

/** Divide a word into pieces that are all in a heap; longest first piece first. */
function divide(word, heap, most) {
  if (most < 2) return undefined
  for (let at = word.length - 1; at > 0; at--) {
    const first = word.slice(0, at)
    const rest = word.slice(at)
    if (!heap.has(first)) continue
    const needed = first === rest ? 2 : 1
    if (heap.get(rest) >= needed) return [first, rest]
    const others = divide(rest, heap, most - 1)
    if (others && !others.includes(first)) return [first, ...others]
  }
  return undefined
}

function take(heap, word) {
  const left = heap.get(word) - 1
  if (left > 0) heap.set(word, left)
  else heap.delete(word)
}

const sorted = (pairs) => [...pairs].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))

export const total = (pairs) => pairs.reduce((sum, [, times]) => sum + times, 0)
