/** Fill in `{{name}}`, before anything is numbered or named by its title. */
import type { Nodes, Parent, PhrasingContent, Text } from 'mdast'
import type { ManuscriptFile } from '../book/book.js'
import { captionsIn } from '../book/captions.js'
import type { Configuration, Metadata } from '../book/configuration.js'
import { visit } from '../book/visit.js'
import { didYouMean } from '../diagnostics/did-you-mean.js'
import { report } from '../diagnostics/report.js'

/**
 * Replace the variables of every file, in text and in addresses. What a file says in its front matter comes before
 * `variables:` of `book.yaml`, and these before the book's metadata. An unknown one keeps its braces; it is reported
 * where the book has variables, for elsewhere two braces are the author's own.
 */
export function fillVariables(
  files: readonly ManuscriptFile[],
  { variables, metadata }: Configuration,
): void {
  const common = { ...fromMetadata(metadata), ...variables }
  const hasOwn = Object.keys(variables).length > 0
  for (const source of files) {
    if (!String(source.file).includes('{{') && source.included.length === 0) continue
    const values = new Map([...Object.entries(common), ...scalars(source.frontMatter)])
    for (const tree of [source.tree, ...captionsIn(source.tree)]) fill(tree, source, values, hasOwn)
  }
}

function fromMetadata(metadata: Metadata): Record<string, string> {
  const { title, subtitle, publisher, date, edition, revision, isbn, creators } = metadata
  const authors = creators.filter(({ role }) => role === 'aut').map(({ name }) => name)
  const known = {
    title,
    subtitle,
    publisher,
    date,
    edition,
    revision,
    isbn: isbn.print ?? isbn.epub,
  }
  const all = { ...known, author: authors.join(', ') || undefined }
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}

const scalars = (record: Readonly<Record<string, unknown>>): [string, string][] =>
  Object.entries(record).flatMap(([key, value]): [string, string][] =>
    ['string', 'number', 'boolean'].includes(typeof value) ? [[key, String(value)]] : [],
  )

/** Braces of an address may come as percent signs. */
const inAddress = /(?:\{|%7B){2}\s*([\p{L}_][\p{L}\p{N}_.-]*)\s*(?:\}|%7D){2}/giu

function fill(
  tree: Nodes,
  { file }: ManuscriptFile,
  values: ReadonlyMap<string, string>,
  reports: boolean,
): void {
  const parents = new Set<Parent>()
  visit(tree, (node, index, parent) => {
    if (node.type === 'link' || node.type === 'image' || node.type === 'definition') {
      node.url = node.url.replace(inAddress, (whole, name) => encodeURI(values.get(name) ?? whole))
      if (node.type === 'image' && node.alt)
        node.alt = node.alt.replace(inAddress, (whole, name) => values.get(name) ?? whole)
    } else if (node.type === 'variable' && parent && index !== undefined) {
      const value = values.get(node.name)
      if (value === undefined && reports) {
        report(
          file,
          'undefined-variable',
          node,
          `Unexpected variable \`${node.name}\`, expected one of \`variables:\` in book.yaml or a key of the front matter`,
          {
            subject: node.name,
            hint:
              didYouMean(node.name, values.keys()) ??
              `Write \`variables: { ${node.name}: … }\` into book.yaml, or \`\\{{${node.name}}}\` for the braces themselves`,
          },
        )
      }
      const text: Text = { type: 'text', value: value ?? node.value }
      if (node.position) text.position = node.position
      parent.children[index] = text
      parents.add(parent as Parent)
    }
  })
  for (const parent of parents) joinTexts(parent)
}

/** Quotation marks and ligatures are set over a whole text. */
function joinTexts(parent: Parent): void {
  const joined: Parent['children'] = []
  for (const child of parent.children as PhrasingContent[]) {
    const last = joined.at(-1)
    if (child.type === 'text' && last?.type === 'text') last.value += child.value
    else joined.push(child)
  }
  parent.children = joined
}
