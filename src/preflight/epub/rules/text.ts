/** Characters of running text: what a typesetter would not let stand. Code, formulas and drawings are left alone. */
import type { OpenDocument, OpenEpub } from '../open-epub.js'
import { isWithin, type XmlElement } from '../read-xml.js'
import type { EpubRule, Family, Fault } from '../rule.js'

interface Pattern {
  readonly id: string
  readonly family: Family
  readonly summary: string
  readonly why: string
  readonly cure: string
  /** What a text must have to be looked at: it is fast, and most have it not. */
  readonly sign: RegExp
  /** What is wrong; the match is quoted. */
  readonly pattern: RegExp
  readonly expected: string
  /** Languages that it is for, by their first two letters; all without. */
  readonly languages?: readonly string[]
}

const standard = (section: string) => `Standard Ebooks Manual of Style, ${section}`
const verbatim = new Set('code pre kbd samp var math svg script style head tt'.split(' '))

const patterns: readonly Pattern[] = [
  {
    id: 'straight-quote',
    family: 'careless-epub',
    summary: 'Quotation marks and apostrophes are curled as the language curls them',
    why: standard('8.7'),
    cure: 'Octavo curls what stands in Markdown; put code in backticks, and write the mark itself where it guessed wrong',
    sign: /["']/,
    pattern: /\S*(?<=[\p{L}\s(“‘]|^)["'](?=[\p{L}])\S*|\p{L}+["'](?=\s|$|[.,;:!?)])/u,
    expected: 'curly quotation marks',
  },
  {
    id: 'double-hyphen',
    family: 'careless-epub',
    summary: 'A dash is a dash',
    why: standard('8.7.7'),
    cure: 'Write `---` or `–`; put options of commands in backticks',
    sign: /--/,
    pattern: /\S*\p{L}\s?--\s?\p{L}\S*/u,
    expected: 'a dash',
  },
  {
    id: 'three-dots',
    family: 'unpolished-epub',
    summary: 'Three dots are one character',
    why: `${standard('8.7.9')}; a reader may break the line between dots`,
    cure: 'Write `…`',
    sign: /\.\.\./,
    pattern: /\S*\p{L}\.\.\.(?!\.)\S*/u,
    expected: 'an ellipsis, `…`',
  },
  {
    id: 'spaced-hyphen',
    family: 'unpolished-epub',
    summary: 'A hyphen joins; what parts is a dash',
    why: standard('8.7.7'),
    cure: 'Write ` – ` or `---`',
    sign: / - /,
    pattern: /\p{L}+ - \p{L}+/u,
    expected: 'a dash',
  },
  {
    id: 'space-before-comma',
    family: 'unpolished-epub',
    summary: 'No space stands before a comma or a full stop',
    why: 'Chicago Manual of Style 17, 6.7',
    cure: 'Take the space out',
    sign: / [,.]/,
    pattern: /\p{L}+ [,.](?=\s|$)/u,
    expected: 'no space before it',
  },
  {
    id: 'unit-space',
    family: 'unpolished-epub',
    summary: 'A number and its unit stay on one line',
    why: `${standard('8.8.5')}; ISO 80000-1, 7.1.4`,
    cure: 'Write a no-break space between them: `5&nbsp;km`',
    sign: /\d [kcmMGTHW°]/,
    pattern:
      /(?<![\p{L}\d.-])\d+(?:[.,]\d+)? (?:km|cm|mm|kg|mg|ms|GB|MB|kB|TB|GHz|MHz|Hz|kW|MW|GW|°C)(?![\p{L}\d])/u,
    expected: 'a no-break space',
  },
  {
    id: 'doubled-word',
    family: 'unpolished-epub',
    summary: 'No word stands twice in a row',
    why: 'The commonest slip that no spelling checker finds',
    cure: 'Take one out',
    sign: / (the|an?|of|to|in|is|and|for|with|on|at|by|this|it|be|are|was) \1 /,
    pattern:
      /(?<![\p{L}’-])(the|a|an|of|to|in|is|and|for|with|on|at|by|this|it|be|are|was) \1(?![\p{L}’.-])/u,
    expected: 'the word once',
    languages: ['en'],
  },
  {
    id: 'ascii-arrow',
    family: 'unpolished-epub',
    summary: 'An arrow is an arrow',
    why: 'A voice reads `->` as “hyphen greater than”',
    cure: 'Write `→`, or put it in backticks if it is code',
    sign: /[-=]>|<-/,
    pattern: /\p{L}+ ?(?:->|=>|<-) ?\p{L}+/u,
    expected: 'an arrow, `→`',
  },
  {
    id: 'times-sign',
    family: 'unpolished-epub',
    summary: 'Sizes are multiplied with ×',
    why: `${standard('8.8.3')}; a voice reads “x” as a letter`,
    cure: 'Write `3 × 3`, or a formula',
    sign: /\d ?x ?\d/,
    pattern: /(?<![\w.-])\d+ ?x ?\d+(?![\w-])/u,
    expected: 'the sign `×`',
  },
  {
    id: 'replacement-character',
    family: 'careless-epub',
    summary: 'No character is lost',
    why: 'U+FFFD stands where a program could not read what was there',
    cure: 'Save the file as UTF-8, and write the character again',
    sign: /\uFFFD/,
    pattern: /\S*\uFFFD\S*/u,
    expected: 'the character that was there',
  },
  {
    id: 'mojibake',
    family: 'careless-epub',
    summary: 'Text was read in the encoding in which it was written',
    why: '“â€™” is what UTF-8 looks like in Windows-1252',
    cure: 'Save the file as UTF-8, and write the characters again',
    sign: /[âÃÂ]/,
    pattern: /\S*(?:â€[™œ˜”“¦]|Ã[©¨¤¶¼±§ª]|Â[ °·»«])\S*/u,
    expected: 'the character that was there',
  },
  {
    id: 'private-character',
    family: 'careless-epub',
    summary: 'Every character has a meaning outside of its font',
    why: 'Characters for private use are squares in another font, and nothing to a voice',
    cure: 'Use a picture with an alternative text, or a character of Unicode',
    sign: /[\uE000-\uF8FF]/,
    pattern: /\S*[\uE000-\uF8FF]\S*/u,
    expected: 'a character of Unicode',
  },
  {
    id: 'ligature-character',
    family: 'unpolished-epub',
    summary: 'Ligatures are left to the font',
    why: `${standard('8.1')}; searches do not find “ﬁle”`,
    cure: 'Write the letters; text copied out of a PDF has them',
    sign: /[\uFB00-\uFB06]/,
    pattern: /\S*[\uFB00-\uFB06]\S*/u,
    expected: 'the letters',
  },
  {
    id: 'soft-hyphen',
    family: 'unpolished-epub',
    summary: 'Hyphenation is left to the reader',
    why: `${standard('8.1')}; searches and dictionaries trip over U+00AD`,
    cure: 'Take the soft hyphens out',
    sign: /\u00AD/,
    pattern: /\S*\u00AD\S*/u,
    expected: 'no soft hyphen',
  },
  {
    id: 'line-separator',
    family: 'unpolished-epub',
    summary: 'Lines are broken by elements',
    why: 'U+2028 and U+0085 come out of word processors, and are squares in some readers',
    cure: 'Take them out',
    sign: /[\u2028\u2029\u0085]/,
    pattern: /\S*[\u2028\u2029\u0085]\S*/u,
    expected: 'no separator',
  },
  {
    id: 'placeholder-text',
    family: 'careless-epub',
    summary: 'Nothing is left to be done',
    why: 'What was to be written later is read by the buyer',
    cure: 'Write it, or take the reminder out',
    sign: /TODO|FIXME|XXX|TBD|orem ipsum/,
    pattern: /\b(?:TODO|FIXME|XXX|TBD)\b(?=[:\s]).{0,20}|[Ll]orem ipsum/u,
    expected: 'the text itself',
  },
]

const languageOf = (element: XmlElement | undefined, fallback: string): string => {
  for (let one = element; one; one = one.parent) {
    const tag = one.attributes['xml:lang']
    if (tag !== undefined) return tag.slice(0, 2).toLowerCase()
  }
  return fallback
}

/** Text of a file with the element it is directly in, code and the like left out. */
const texts = new WeakMap<OpenDocument, readonly { element: XmlElement; text: string }[]>()

function proseOf(document: OpenDocument) {
  const known = texts.get(document)
  if (known) return known
  const found: { element: XmlElement; text: string }[] = []
  for (const element of document.elements) {
    const strings = element.children.filter(
      (child) => typeof child === 'string' && /\S/.test(child),
    )
    if (strings.length === 0 || isWithin(element, verbatim)) continue
    for (const text of strings)
      found.push({ element, text: (text as string).replace(/[ \t\n]+/g, ' ') })
  }
  texts.set(document, found)
  return found
}

const toRule = ({ sign, pattern, expected, languages, ...rule }: Pattern): EpubRule => ({
  ...rule,
  find: function* (epub: OpenEpub): Generator<Fault> {
    for (const document of epub.documents)
      for (const { element, text } of proseOf(document)) {
        if (!sign.test(text)) continue
        const found = pattern.exec(text)
        if (!found || (languages && !languages.includes(languageOf(element, '')))) continue
        yield {
          path: document.path,
          element,
          reason: `Unexpected \`${found[0].trim()}\`, expected ${expected}`,
        }
      }
  },
})

/** What holds of the characters of running text. */
export const textRules: readonly EpubRule[] = patterns.map(toRule)
