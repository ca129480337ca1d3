/**
 * Soft hyphens in the prose. Chromium has no patterns of its own that could be relied on, and breaks at
 * soft hyphens as well; those that stay unused are taken out of the finished PDF (pdf/soft-hyphens.ts).
 */
import type { ElementContent, Root } from 'hast'
import { classesOf } from './to-print-tree.js'

/** Hyphenates one word; the same word gives the same answer. */
type HyphenateWord = (word: string) => string

/** By the lower-case language tag as the manuscript writes it. */
export type Patterns = ReadonlyMap<string, HyphenateWord>

/** Shorter words stay whole (TeX has 5; a wider face on a narrow measure does not need it). */
const leastLetters = 6

/** Letters that stay before and after a hyphen (TeX: \lefthyphenmin 2, \righthyphenmin 3). */
const [leastBefore, leastAfter] = [2, 3]

const softHyphen = '\u00ad'

/** Elements whose words stay whole: code, formulas, headings, and where a hyphen would be read as text. */
const whole = new Set([
  'code',
  'pre',
  'kbd',
  'samp',
  'var',
  'math',
  'svg',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'figcaption',
  'caption',
  'th',
  'script',
  'style',
  'textarea',
])

/**
 * Classes that `styles/print/pages.css` sets in spaced capitals: Chromium draws an unused soft hyphen where
 * `letter-spacing` is not 0.
 */
const spacedOut = new Set([
  'ordinal',
  'half-title',
  'title-page',
  'admonition-title',
  'smallcaps',
  'small-caps',
])

const words = /[\p{L}\p{M}\u00ad]+(?:['’][\p{L}\p{M}]+)*/gu

/** Words that hold more than letters: addresses, file names, identifiers. */
const notAWord = /[\d_/\\@:.#=<>{}[\]]/

/** Languages whose plain tag has no patterns of its own. */
const preferred: Readonly<Record<string, string>> = {
  en: 'en-us',
  el: 'el-monoton',
  de: 'de-1996',
  mn: 'mn-cyrl',
  sh: 'sh-latn',
  sr: 'sr-cyrl',
  zh: '',
  // Its patterns find where a line may end; no hyphen is written there. Chromium finds it by its dictionary.
  th: '',
}

/** Load the patterns of the languages; those without any are left out. */
export async function loadPatterns(languages: Iterable<string>): Promise<Patterns> {
  const patterns = new Map<string, HyphenateWord>()
  for (const language of languages) {
    const hyphenateWord = await load(language.toLowerCase())
    if (hyphenateWord) patterns.set(language.toLowerCase(), remember(hyphenateWord))
  }
  return patterns
}

/** The form of a tag of RFC 5646; anything else never becomes the path of a module. */
const languageTag = /^[a-z]{2,3}(-[a-z0-9]{1,8})*$/

async function load(language: string): Promise<HyphenateWord | undefined> {
  if (!languageTag.test(language)) return undefined
  const parts = language.split('-')
  for (let length = parts.length; length > 0; length--) {
    const tag = parts.slice(0, length).join('-')
    const loaded = await import(`hyphen/${preferred[tag] ?? tag}/index.js`).catch(() => undefined)
    const hyphenateWord = (loaded as { default?: { hyphenateSync?: HyphenateWord } } | undefined)
      ?.default?.hyphenateSync
    if (hyphenateWord) return hyphenateWord
  }
  return undefined
}

function remember(hyphenateWord: HyphenateWord): HyphenateWord {
  const known = new Map<string, string>()
  return (word) => {
    let answer = known.get(word)
    if (answer === undefined) {
      answer = keepEnds(hyphenateWord(word))
      known.set(word, answer)
    }
    return answer
  }
}

/** Take back the hyphens that stand too near to an end. */
function keepEnds(word: string): string {
  const parts = word.split(softHyphen)
  while (parts.length > 1 && parts[0]!.length < leastBefore)
    parts.splice(0, 2, parts[0]! + parts[1]!)
  while (parts.length > 1 && parts.at(-1)!.length < leastAfter)
    parts.splice(-2, 2, parts.at(-2)! + parts.at(-1)!)
  return parts.join(softHyphen)
}

/** Put soft hyphens into the words of a tree, each part in its own language. Changes the tree. */
export function hyphenate(tree: Root, language: string, patterns: Patterns): void {
  const visit = (node: Root | ElementContent, inLanguage: string) => {
    if (node.type === 'text') {
      node.value = hyphenateText(node.value, patterns.get(inLanguage.toLowerCase()))
      return
    }
    if (!('children' in node)) return
    if (
      node.type === 'element' &&
      (whole.has(node.tagName) ||
        classesOf(node).some((name) => name === 'no-hyphens' || spacedOut.has(name)))
    )
      return
    const own =
      node.type === 'element' && typeof node.properties.lang === 'string'
        ? node.properties.lang
        : inLanguage
    node.children = node.children.map((child) => {
      const copied = child.type === 'text' ? { ...child } : child
      visit(copied as ElementContent, own)
      return copied
    }) as typeof node.children
  }
  visit(tree, language)
}

function hyphenateText(text: string, hyphenateWord: HyphenateWord | undefined): string {
  if (!hyphenateWord || text.length < leastLetters) return text
  return text.replace(/\S+/g, (run) => {
    if (run.length < leastLetters || notAWord.test(run.replace(/[.:]+(?=\P{L}*$)/u, ''))) return run
    return run.replace(words, (word) =>
      word.length < leastLetters || word.includes(softHyphen) ? word : hyphenateWord(word),
    )
  })
}
