/**
 * Citations and references as pandoc writes them: `@key`, `-@key`, `[see @key, p. 3; @other]`.
 * Whether a key names a source or a figure of the book is found out by `structure/`.
 */
import type { Root } from 'mdast'
import { markdownLineEnding } from 'micromark-util-character'
import { normalizeIdentifier } from 'micromark-util-normalize-identifier'
import type { Code, Construct, State } from 'micromark-util-types'
import type { Citation, CitationItem, PageMode } from '../../book/mdast.js'
import { SKIP, visit } from '../../book/visit.js'
import { joinTexts } from '../tokenize/nodes.js'
import { takeLineEnding } from '../tokenize/planned-block.js'
import { type Found, plannedText } from '../tokenize/planned-text.js'
import type { Source } from '../tokenize/source.js'
import type { Syntax } from './syntax.js'

/** A key may hold punctuation, but not end in it (pandoc, Manual, `citations`). */
const key = String.raw`(?:\{[^{}\s]+\}|[\p{L}\p{N}_](?:[\p{L}\p{N}_]|[-:.#$%&+?<>~/]+(?=[\p{L}\p{N}_]))*)`
const narrativeKey = new RegExp(`(-?)@(${key})`, 'uy')
const bracketItem = new RegExp(
  String.raw`^(?<prefix>[\s\S]*?(?<![\p{L}\p{N}_./@]))(?<dash>-?)@(?<key>${key})(?<suffix>[\s\S]*)$`,
  'u',
)
/** `@key [p. 3]`: where in the source (CSL locator terms). */
const locator = / \[((?:pp?\.|ch(?:ap)?\.|sec\.|vol\.|§)[^[\]]*)\]/y
/** `@fig-x{page}`, `@fig-x{page=auto}`: say the page. */
const pageMode = /\{page(?:=(always|auto|never))?\}/y
/** What may stand before a key in running text; after anything else it is part of an address. */
const mayPrecede = /^$|[\s([{"'“‘«„‚—–\-*~|,;:>、。，；：（「『]/u

/** Longest bracket that is looked through, in characters; longer ones are prose. */
const longestBracket = 1000

/** Make the parser's part that knows citations. */
export function citation(source: Source): Syntax {
  const narrative = plannedText(source, 'citation', matchNarrative)
  return {
    sign: /@/,
    micromark: { text: { 45: narrative, 64: narrative, 91: withDefined(bracketed) } },
    fromMarkdown: {
      enter: {
        citation(token) {
          const value = this.sliceSerialize(token).replace(/\s*\r?\n\s*/g, ' ')
          const given = token.planned as CitationItem[] | undefined
          const items = given ?? readItems(value.slice(1, -1)) ?? []
          const node: Citation = { type: 'citation', value, items, narrative: given !== undefined }
          this.enter(node, token)
          // Line endings inside a bracket are no text of their own.
          this.buffer()
        },
      },
      exit: {
        citation(token) {
          this.resume()
          this.exit(token)
        },
      },
    },
  }
}

function matchNarrative(line: string, index: number, previous: string): Found | undefined {
  if (!mayPrecede.test(previous)) return undefined
  narrativeKey.lastIndex = index
  const match = narrativeKey.exec(line)
  // `@here@there` is an address.
  if (!match || line[narrativeKey.lastIndex] === '@') return undefined
  pageMode.lastIndex = narrativeKey.lastIndex
  const page = pageMode.exec(line)
  locator.lastIndex = narrativeKey.lastIndex
  const place = locator.exec(line)
  const item: CitationItem = {
    key: bare(match[2]!),
    prefix: '',
    suffix: place?.[1]?.trim() ?? '',
    suppressAuthor: match[1] === '-',
    ...(page ? { page: (page[1] as PageMode | undefined) ?? 'only' } : {}),
  }
  const after = page?.[0] ?? place?.[0] ?? ''
  return { length: match[0].length + after.length, planned: [item] }
}

const bare = (key: string): string => key.replace(/^\{|\}$/g, '')

/** Read what stands between square brackets; `undefined` where a part of it names no key. */
export function readItems(text: string): CitationItem[] | undefined {
  const items = text.split(';').map((part) => {
    const groups = bracketItem.exec(part)?.groups
    if (!groups) return undefined
    return {
      key: bare(groups.key!),
      prefix: groups.prefix!.trim(),
      suffix: groups.suffix!.replace(/^\s*,?\s*/, '').trimEnd(),
      suppressAuthor: groups.dash === '-',
    }
  })
  return items.every((item) => item !== undefined) ? items : undefined
}

const bracketed: Construct = {
  name: 'bracketedCitation',
  tokenize(effects, ok, nok) {
    let text = ''
    let hasKey = false
    return (code) => {
      // The bracket of `^[…]` or `:kbd[…]` holds a text of its own.
      if (this.events.at(-1)?.[1].type === 'spanName') return nok(code)
      effects.enter('citation')
      effects.enter('citationData')
      return inside(code)
    }

    function inside(code: Code): State | undefined {
      if (code === null || text.length > longestBracket) return nok(code)
      if (markdownLineEnding(code)) {
        effects.exit('citationData')
        takeLineEnding(effects, code)
        text += ' '
        return nextLine
      }
      // A bracket inside is none of ours; giving up here keeps long rows of brackets cheap.
      if (code === 91 && text !== '') return nok(code)
      if (code === 64) hasKey = true
      text += code < 0 ? ' ' : String.fromCharCode(code)
      effects.consume(code)
      return code === 93 ? close : inside
    }

    function nextLine(code: Code): State | undefined {
      if (code === null || markdownLineEnding(code)) return nok(code)
      effects.enter('citationData')
      return inside(code)
    }

    function close(code: Code): State | undefined {
      effects.exit('citationData')
      effects.exit('citation')
      // `[@name](…)` and `[@name][…]` are links.
      const isLink = code === 40 || code === 91
      return !isLink && hasKey && readItems(text.slice(1, -1)) ? ok(code) : nok(code)
    }
  },
}

/** Keep a link reference whose label begins with `@` what it is. */
function withDefined(construct: Construct): Construct {
  return {
    ...construct,
    tokenize(effects, ok, nok) {
      const start = this.now()
      const isReference = (): boolean => {
        const raw = this.sliceSerialize({ start, end: this.now() })
        return this.parser.defined.includes(normalizeIdentifier(raw.slice(1, -1)))
      }
      return construct.tokenize.call(
        this,
        effects,
        (code) => (isReference() ? nok(code) : ok(code)),
        nok,
      )
    },
  }
}

/** Turn citations inside links back into the words that they are. */
export function restoreLinkTexts(tree: Root): void {
  visit(tree, ['link', 'linkReference'], (link) => {
    if (link.type !== 'link' && link.type !== 'linkReference') return
    visit(link, 'citation', (node, index, parent) => {
      if (!parent || index === undefined) return
      parent.children[index] = { type: 'text', value: node.value, position: node.position }
    })
    link.children = joinTexts(link.children)
    return SKIP
  })
}
