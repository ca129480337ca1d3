/**
 * Code blocks and what their first line says: language, label, caption, file name. Pandoc's
 * ```` ```{.python #lst-x} ````, others' ```` ```python {#lst-x caption="…"} ````, mdBook's
 * ```` ```rust,ignore ````; ```` ```math ```` is a formula.
 */
import type { Code, Node, Root } from 'mdast'
import type { Math as MathNode } from 'mdast-util-math'
import type { VFile } from 'vfile'
import type { Attributes, CodeLines } from '../../book/mdast.js'
import { SKIP, visit } from '../../book/visit.js'
import type { ParseInline } from '../tokenize/nodes.js'
import { applyAttributes } from '../tokenize/nodes.js'
import { matchAttributes } from '../tokenize/parse-attributes.js'
import { mayHaveCallouts, takeCallouts } from './code-callouts.js'
import { readCodeLines } from './code-lines.js'
import { type CodeOptions, takeOptions, takeRanges } from './code-options.js'

/** Words before `=` that name the caption, by any tool that we know. */
export const captionKeys = ['caption', 'lst-cap', 'cap']
/** And those that name the file. */
export const fileKeys = ['filename', 'title', 'file']

/**
 * Read the first lines of code blocks, captions by `parseInline`; and what is asked of their lines.
 *
 * @param file receives `unmatched-lines`, `unmatched-callout`
 */
export function readListings(tree: Root, parseInline: ParseInline, file: VFile): void {
  visit(tree, 'code', (code, index, parent) => {
    if (!parent || index === undefined) return undefined
    const options = readInfo(code, parseInline)
    if (code.lang === 'math') {
      parent.children[index] = toMath(code)
      return undefined
    }
    const before = code.value
    readLines(code, options, parent.children[index + 1], file)
    if (code.value !== '' || before === '') return undefined
    // Nothing is left of it to print.
    parent.children.splice(index, 1)
    return [SKIP, index]
  })
}

function readLines(code: Code, options: CodeOptions, next: Node | undefined, file: VFile): void {
  const lines = readCodeLines(code, options, file)
  const callouts =
    options.hasCallouts && mayHaveCallouts(code)
      ? takeCallouts(code, next, lines.origins, file)
      : []
  const all: CodeLines = { ...lines, ...(callouts.length > 0 ? { callouts } : {}) }
  if (Object.keys(all).length > 0) code.data = { ...code.data, codeLines: all }
}

function readInfo(code: Code, parseInline: ParseInline): CodeOptions {
  const whole = [code.lang, code.meta].filter((part) => typeof part === 'string').join(' ')
  if (whole === '') return { hasCallouts: true }
  const { info, marked } = takeRanges(whole)
  const at = info.search(/\{(?=[^}]*\}\s*$|[.#])/)
  const found = at < 0 ? undefined : matchAttributes(info, at)
  const words = found ? `${info.slice(0, at)} ${info.slice(at + found.length)}` : info
  // Words that stand beside the language: mdBook's `rust,ignore`, Docusaurus' `js title="x.js"`.
  const pairs = readPairs(words)
  const [first = '', ...rest] = pairs.rest
    // VitePress: `ts:line-numbers`.
    .replace(/:(?=(?:no-)?line-numbers)/, ' ')
    .split(/[\s,]+/)
    .filter((word) => word !== '')
  const given = {
    ...found?.attributes,
    classes: found?.attributes.classes ?? [],
    pairs: { ...pairs.pairs, ...found?.attributes.pairs },
  }
  const { options, words: left, attributes } = takeOptions(rest, given, marked)
  const classes = [...attributes.classes]
  code.lang = first || classes.shift() || null
  code.meta = left.length > 0 ? left.join(' ') : null
  describeListing(code, { ...attributes, classes }, parseInline)
  return options
}

function readPairs(words: string): { pairs: Record<string, string>; rest: string } {
  const pairs: Record<string, string> = {}
  const rest = words.replace(/([\p{L}_-]+)=(?:"([^"]*)"|'([^']*)')/gu, (_, key, double, single) => {
    pairs[key] = double ?? single
    return ''
  })
  return { pairs, rest }
}

/** Give code its label, its classes, and a caption of the name of its file and its own words. */
export function describeListing(
  code: Code,
  attributes: Attributes,
  parseInline: ParseInline,
): void {
  const pairs = { ...attributes.pairs }
  const take = (keys: readonly string[]): string | undefined => {
    const key = keys.find((name) => pairs[name] !== undefined)
    const value = key === undefined ? undefined : pairs[key]
    if (key !== undefined) delete pairs[key]
    return value
  }
  const caption = take(captionKeys)
  const name = take(fileKeys)
  applyAttributes(code, { ...attributes, pairs })
  if (caption === undefined && name === undefined) return
  const text = caption === undefined ? [] : parseInline(caption, code)
  const file = name === undefined ? [] : [{ type: 'inlineCode', value: name } as const]
  const between =
    caption !== undefined && name !== undefined ? [{ type: 'text', value: ' ' } as const] : []
  code.data = { ...code.data, caption: [...file, ...between, ...text] }
}

function toMath(code: Code): MathNode {
  return {
    type: 'math',
    value: code.value,
    position: code.position,
    ...(code.data ? { data: code.data } : {}),
  }
}
