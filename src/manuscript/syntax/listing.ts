/**
 * Code blocks and what their first line says: language, label, caption, file name. Pandoc's
 * ```` ```{.python #lst-x} ````, others' ```` ```python {#lst-x caption="…"} ````, mdBook's
 * ```` ```rust,ignore ````; ```` ```math ```` is a formula.
 */
import type { Code, Root } from 'mdast'
import type { Math as MathNode } from 'mdast-util-math'
import type { Attributes } from '../../book/mdast.js'
import { visit } from '../../book/visit.js'
import type { ParseInline } from '../tokenize/nodes.js'
import { applyAttributes } from '../tokenize/nodes.js'
import { matchAttributes } from '../tokenize/parse-attributes.js'

/** Words before `=` that name the caption, by any tool that we know. */
export const captionKeys = ['caption', 'lst-cap', 'cap']
/** And those that name the file. */
export const fileKeys = ['filename', 'title', 'file']

/** Read the first lines of code blocks; captions by `parseInline`. */
export function readListings(tree: Root, parseInline: ParseInline): void {
  visit(tree, 'code', (code, index, parent) => {
    if (!parent || index === undefined) return
    readInfo(code, parseInline)
    if (code.lang === 'math') parent.children[index] = toMath(code)
  })
}

function readInfo(code: Code, parseInline: ParseInline): void {
  const info = [code.lang, code.meta].filter((part) => typeof part === 'string').join(' ')
  if (info === '') return
  const at = info.search(/\{(?=[^}]*\}\s*$|[.#])/)
  const found = at < 0 ? undefined : matchAttributes(info, at)
  const words = found ? `${info.slice(0, at)} ${info.slice(at + found.length)}` : info
  // Words that stand beside the language: mdBook's `rust,ignore`, Docusaurus' `js title="x.js"`.
  const pairs = readPairs(words)
  const [language = '', ...rest] = pairs.rest.split(/[\s,]+/).filter((word) => word !== '')
  const classes = [...(found?.attributes.classes ?? [])]
  code.lang = language || classes.shift() || null
  code.meta = rest.length > 0 ? rest.join(' ') : null
  describeListing(
    code,
    {
      ...found?.attributes,
      classes,
      pairs: { ...pairs.pairs, ...found?.attributes.pairs },
    },
    parseInline,
  )
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
