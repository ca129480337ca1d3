/** `{#label .class key=value}` after a heading, picture, link, code or formula. */
import type { Heading, PhrasingContent, Root } from 'mdast'
import type { VFile } from 'vfile'
import type { Attributes } from '../../book/mdast.js'
import { visit } from '../../book/visit.js'
import { report } from '../../diagnostics/report.js'
import { type AttributesNode, applyAttributes, joinTexts } from '../tokenize/nodes.js'
import { matchAttributes } from '../tokenize/parse-attributes.js'
import { plannedText } from '../tokenize/planned-text.js'
import type { Source } from '../tokenize/source.js'
import type { Syntax } from './syntax.js'

/** Make the parser's part that knows attributes. */
export function attributes(source: Source): Syntax {
  const construct = plannedText(source, 'attributes', (line, index) => {
    const found = matchAttributes(line, index)
    return found && { length: found.length, planned: found.attributes }
  })
  return {
    sign: /\{/,
    micromark: { text: { 123: construct } },
    fromMarkdown: {
      enter: {
        attributes(token) {
          const value = this.sliceSerialize(token)
          const node: AttributesNode = {
            type: 'attributes',
            attributes: token.planned as Attributes,
            value,
          }
          this.enter(node, token)
        },
      },
      exit: {
        attributes(token) {
          this.exit(token)
        },
      },
    },
  }
}

/** Nodes that take attributes that stand right after them. */
const bearers = new Set([
  'image',
  'imageReference',
  'link',
  'linkReference',
  'inlineCode',
  'inlineMath',
  'span',
  'strong',
  'emphasis',
])

/** Give attributes to what they stand after; those that stand after nothing become text again. */
export function attachAttributes(tree: Root, file: VFile): void {
  visit(tree, (parent) => {
    if (!('children' in parent)) return
    const children = parent.children as PhrasingContent[]
    if (children.some((child) => child.type === 'attributes')) {
      parent.children = joinTexts(
        attach(parent as Heading, children, file),
      ) as typeof parent.children
    }
    reportUnreadable(parent.type, parent.children as PhrasingContent[], file)
  })
}

function attach(parent: Heading, children: PhrasingContent[], file: VFile): PhrasingContent[] {
  const kept: PhrasingContent[] = []
  children.forEach((child, index) => {
    const before = kept.at(-1)
    if (child.type !== 'attributes') kept.push(child)
    else if (before && bearers.has(before.type) && isAdjacent(before, child)) {
      applyAttributes(before, child.attributes)
      before.position!.end = child.position!.end
    } else if (parent.type === 'heading' && index === children.length - 1) {
      applyAttributes(parent, child.attributes)
      if (before?.type === 'text') before.value = before.value.trimEnd()
    } else {
      kept.push({ type: 'text', value: child.value, position: child.position })
      if (child.attributes.label !== undefined && !isTemplate(before)) reportLoose(child, file)
    }
  })
  return kept
}

/** `{{#include …}}` and the like are none of ours. */
const isTemplate = (before: PhrasingContent | undefined): boolean =>
  before?.type === 'text' && before.value.endsWith('{')

/** A label that stands on nothing; other braces may well be text. */
function reportLoose(node: AttributesNode, file: VFile): void {
  const reason = `Unexpected \`${node.value}\` here, expected a label right behind what it names`
  report(file, 'invalid-attributes', node, reason, {
    subject: node.value,
    hint: 'Put it at the end of the heading or caption, or behind the picture or formula, without a space; until then it is printed',
  })
}

const isAdjacent = (before: PhrasingContent, after: PhrasingContent): boolean =>
  before.position?.end.offset === after.position?.start.offset

/** Braces that were meant as attributes, by their first character. */
const meant = /^\{:?\s*[#.]?[\p{L}_][^{}\n]*(?:\}|$)/u

function reportUnreadable(parent: string, children: PhrasingContent[], file: VFile): void {
  children.forEach((child, index) => {
    if (child.type !== 'text') return
    const before = children[index - 1]
    const isAfterPicture = before?.type === 'image' && isAdjacent(before, child)
    const braces = isAfterPicture
      ? meant.exec(child.value)?.[0]
      : parent === 'heading' && index === children.length - 1
        ? /\{[#.][^{}]*\}?$/.exec(child.value)?.[0]
        : undefined
    if (braces === undefined) return
    const reason = `Unexpected \`${braces}\`, expected attributes such as \`{#label .class key="value"}\``
    report(file, 'invalid-attributes', child, reason, {
      subject: braces,
      hint: 'Check for a missing brace or quotation mark; values with spaces need quotation marks',
    })
  })
}
