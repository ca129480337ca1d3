/**
 * What the first line of a block of code asks of its lines, in the words of pandoc, Quarto, Docusaurus, VitePress, MkDocs,
 * Hugo, Sphinx, mdBook, Markua: line numbers, lines pointed out, lines hidden.
 */
import type { Attributes } from '../../book/mdast.js'

export interface CodeOptions {
  /** Number of the first line; `false` where none shall stand; absent where the book decides. */
  readonly numbers?: number | false
  /** Lines to point out, by `2,4-6`. */
  readonly marked?: string
  /** Lines to hide, by `2,4-6`. */
  readonly hidden?: string
  /** What lines that are hidden begin with. */
  readonly hiddenMark?: string
  /** False where what looks like a callout is code. */
  readonly hasCallouts: boolean
}

/** `{2,4-6}` after the language (Docusaurus, Gatsby, VitePress). */
const braces = /\{([\d\s,.-]*\d[\d\s,.-]*)\}/
/** `hl_lines=[3,"5-7"]` (Hugo). */
const brackets = /=\[([^\]{}]*)\]/g

const numberWord = /^:?(?:show)?(?:numberlines|numberedlines|linenumbers|linenos|linenums)$/
const noNumberWord = /^:?no(?:numbers|numberlines|linenumbers|linenos|linenums)$/
const startKey = /^(?:startfrom|linenostart|startinglinenumber|firstnumber)$/
const numberKey = /^:?(?:show)?(?:numberlines|linenumbers|linenos|linenums|codelinenumbers)$/
const markedKey = /^(?:hllines|highlight|highlightlines|emphasizelines|markedlines)$/
const hiddenKey = /^(?:hide|hiddenlines)$/
const ranges = /^[\d\s,;|.-]*\d[\d\s,;|.-]*$/

/** Words that are written with hyphens, underscores and capitals, or without. */
const fold = (word: string): string => word.replace(/[-_]/g, '').toLowerCase()

/** Take `{2,4-6}` and `[…]` out of the first line, so that what is left are attributes. */
export function takeRanges(info: string): { info: string; marked: string | undefined } {
  const found = braces.exec(info)
  const rest = found
    ? `${info.slice(0, found.index)} ${info.slice(found.index + found[0].length)}`
    : info
  const plain = rest.includes('=[')
    ? rest.replace(brackets, (_, list: string) => `="${list.replace(/["']/g, '')}"`)
    : rest
  return { info: plain, marked: found?.[1] }
}

/** Take what is said of the lines out of the words and attributes of a first line. */
export function takeOptions(
  words: readonly string[],
  attributes: Attributes,
  braced: string | undefined,
): { options: CodeOptions; words: string[]; attributes: Attributes } {
  let numbers: number | false | undefined
  let marked = braced
  let hidden: string | undefined
  let hiddenMark: string | undefined
  let hasCallouts = true
  const add = (lines: string) => {
    marked = marked === undefined ? lines : `${marked},${lines}`
  }
  const takeWord = (word: string): boolean => {
    const name = fold(word)
    if (numberWord.test(name)) numbers ??= 1
    else if (noNumberWord.test(name)) numbers = false
    else if (name === 'nocallouts') hasCallouts = false
    else return false
    return true
  }
  const takePair = (key: string, value: string): boolean => {
    const name = fold(key)
    if (startKey.test(name) && /^\d+$/.test(value)) numbers = Number(value)
    else if (numberKey.test(name)) {
      if (/^(?:false|no|off)$/.test(value)) numbers = false
      else if (name === 'codelinenumbers' && ranges.test(value)) {
        numbers ??= 1
        add(value)
      } else numbers = /^\d+$/.test(value) ? Number(value) : (numbers ?? 1)
    } else if (noNumberWord.test(name)) numbers = false
    else if (markedKey.test(name) && ranges.test(value)) add(value)
    else if (hiddenKey.test(name) && ranges.test(value)) hidden = value
    else if (name === 'hidelines' && value !== '') hiddenMark = value
    else return false
    return true
  }
  const restWords = words.filter((word) => {
    const at = word.indexOf('=')
    return at < 0 ? !takeWord(word) : !takePair(word.slice(0, at), word.slice(at + 1))
  })
  const classes = attributes.classes.filter((name) => !takeWord(name))
  const pairs = Object.fromEntries(
    Object.entries(attributes.pairs).filter(([key, value]) => !takePair(key, value)),
  )
  return {
    options: {
      ...(numbers === undefined ? {} : { numbers }),
      ...(marked === undefined ? {} : { marked }),
      ...(hidden === undefined ? {} : { hidden }),
      ...(hiddenMark === undefined ? {} : { hiddenMark }),
      hasCallouts,
    },
    words: restWords,
    attributes: { ...attributes, classes, pairs },
  }
}

/**
 * Read `2,4-6`, `2..4;7`, `|1|3-` (Quarto's steps): numbers of lines from 1.
 *
 * @param count lines that there are
 * @returns indices of lines, in order, and the first number that is of none of them
 */
export function readRanges(
  text: string,
  count: number,
): { lines: number[]; missing: number | undefined } {
  const lines = new Set<number>()
  let missing: number | undefined
  for (const part of text.split(/[\s,;|]+/)) {
    const range = /^(\d+)(?:(?:-|\.\.+)(\d*))?$/.exec(part)
    if (!range) continue
    const from = Number(range[1])
    const to = range[2] === undefined ? from : range[2] === '' ? count : Number(range[2])
    for (const end of [from, to]) if (end < 1 || end > count) missing ??= end
    for (let line = Math.max(1, from); line <= Math.min(to, count); line++) lines.add(line - 1)
  }
  return { lines: [...lines].sort((one, other) => one - other), missing }
}
