/** Read `{#label .class key=value}`. */
import type { Attributes } from '../../book/mdast.js'

/** Braces on one line; a brace inside quotation marks is text. */
const braces = /\{(?:[^{}"']|"[^"]*"|'[^']*')*\}/y
const part =
  /\s*(?:#(?<label>[^\s#.{}"'=]+(?:\.[^\s#.{}"'=]+)*)|\.(?<name>[^\s#.{}"'=]+)|(?<key>[\p{L}_:@][\p{L}\p{N}_:.@-]*)(?:\s*=\s*(?:"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<bare>[^\s"'={}`]+)))?|(?<dash>-)(?=[\s}]|$))/uy

/**
 * Find attributes at an index of a line.
 *
 * @returns how many characters they take, and the attributes; `undefined` where there are none
 */
export function matchAttributes(
  line: string,
  index: number,
): { length: number; attributes: Attributes } | undefined {
  braces.lastIndex = index
  const text = braces.exec(line)?.[0]
  if (text === undefined) return undefined
  const attributes = parseAttributes(text.slice(1, -1))
  return attributes && { length: text.length, attributes }
}

/**
 * Read what stands between the braces. A leading `:` (kramdown) is passed over; `-` means `.unnumbered`.
 *
 * @returns `undefined` where it is not attributes, also where it is nothing but bare words
 */
export function parseAttributes(text: string): Attributes | undefined {
  const body = text.replace(/^\s*:(?=[\s#.])/, '').trimEnd()
  let label: string | undefined
  const classes: string[] = []
  const pairs: Record<string, string> = {}
  let isCertain = false
  part.lastIndex = 0
  while (part.lastIndex < body.length) {
    const groups = part.exec(body)?.groups
    if (!groups) return undefined
    const { key, double, single, bare } = groups
    if (groups.label !== undefined) label = groups.label
    else if (groups.name !== undefined) classes.push(groups.name)
    else if (groups.dash !== undefined) classes.push('unnumbered')
    else if (key !== undefined) addPair(key, double ?? single ?? bare)
  }
  return isCertain || label !== undefined || classes.length > 0
    ? { ...(label === undefined ? {} : { label }), classes, pairs }
    : undefined

  function addPair(key: string, value: string | undefined): void {
    if (value !== undefined) isCertain = true
    if (key === 'id' && value) label = value
    else if (key === 'class' && value) classes.push(...value.split(/\s+/))
    else pairs[key] = value ?? ''
  }
}
