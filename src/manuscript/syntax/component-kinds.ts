/** What a component is by its name, by its attributes and by what it holds. */
import type { BlockContent, Code, Html, Image, PhrasingContent, RootContent } from 'mdast'
import type { VFile } from 'vfile'
import type { Div, Figure } from '../../book/mdast.js'
import { report } from '../../diagnostics/report.js'
import { applyAttributes, type ParseInline } from '../tokenize/nodes.js'
import type { BoxNames } from './box-kinds.js'
import { pageBreakNames } from './fenced-block.js'
import { captionKeys, describeListing, fileKeys } from './listing.js'

export interface ComponentTag {
  /** The manuscript's own characters. */
  readonly source: string
  readonly name: string
  readonly isClosing: boolean
  /** True for `<X />`, which holds nothing. */
  readonly isEmpty: boolean
  readonly pairs: Readonly<Record<string, string>>
}

/** Elements of HTML, which has no capitals: `<Details>` and `<Kbd>` are these (HTML, §13.1.2). */
export const htmlNames: ReadonlySet<string> = new Set(
  `abbr article audio blockquote body br cite code col colgroup dd del details dfn div dl dt em figcaption
  footer head header hr html iframe ins kbd li main mark ol pre samp script section small span strong style sub
  summary sup svg table tbody td tfoot th thead title tr ul var video`.split(/\s+/),
)

const boxNames = new Set(['admonition', 'alert', 'aside', 'box', 'callout'])
const pictureNames = new Set(['figure', 'image', 'img', 'picture'])

/** Words that a reader must see, by the attributes that hold them. */
const titleKeys = ['title', 'caption', 'label', 'heading', 'header', 'summary']
const addressKeys = ['href', 'src', 'url', 'to', 'link']

/**
 * Make what components become.
 *
 * @returns a function; it gives `undefined` for an empty component that nothing is known of
 */
export function componentMaker(names: BoxNames, parseInline: ParseInline, file: VFile) {
  const reported = new Set<string>()
  return (
    isText: boolean,
    tag: ComponentTag,
    items: RootContent[],
    at: Html,
  ): RootContent[] | undefined => {
    const left = { ...tag.pairs }
    const take = (...keys: string[]): string | undefined => {
      const key = keys.find((one) => left[one])
      const value = key === undefined ? undefined : left[key]
      if (key !== undefined) delete left[key]
      return value
    }
    const words = (value: string | undefined): PhrasingContent[] | undefined =>
      value === undefined ? undefined : parseInline(value, at)
    const part = { tag, items, at, take, words, names }
    const made = isText ? makeText(part) : makeBlock(part, parseInline)
    if (made && !reported.has(tag.name)) {
      const isUnknown = made.some(({ type }) => type === 'div' || type === 'span')
      if (reportComponent(tag, left, isUnknown, at, file)) reported.add(tag.name)
    }
    return made
  }
}

/** Say what of a component is not printed, or that nothing is known of it. */
function reportComponent(
  { name }: ComponentTag,
  left: Readonly<Record<string, string>>,
  isUnknown: boolean,
  at: Html,
  file: VFile,
): boolean {
  const place = at.position && { ...at.position.start }
  const lost = Object.entries(left).find(([, value]) => /\p{L}\S*\s+\S*\p{L}/u.test(value))
  if (lost) {
    const reason = `Unexpected words in \`${lost[0]}\` of \`<${name}>\`, expected them between its tags or in its \`title\``
    const hint = `“${lost[1]}” is not printed; what stands between the tags is`
    report(file, 'unknown-directive', place, reason, { subject: name, hint })
  } else if (isUnknown) {
    const hint =
      'Write it in backticks to say that it is code; what stands between its tags is printed'
    const reason = `Unexpected \`<${name}>\`, expected a component that Octavo knows`
    report(file, 'unknown-html', place, reason, { subject: name, hint })
  }
  return lost !== undefined || isUnknown
}

interface Part {
  readonly tag: ComponentTag
  readonly items: RootContent[]
  /** Where the component stands. */
  readonly at: Html
  /** Take the first attribute of these names that has a value. */
  readonly take: (...keys: string[]) => string | undefined
  readonly words: (value: string | undefined) => PhrasingContent[] | undefined
  readonly names: BoxNames
}

function makeText({ tag, items, at, take, words }: Part): RootContent[] | undefined {
  const { position } = at
  if (pictureNames.has(tag.name.toLowerCase()) && tag.isEmpty) {
    const image = toImage(take, at)
    if (image) return [image]
  }
  const address = take(...addressKeys)
  const title = items.length === 0 ? take(...titleKeys, 'text', 'alt') : undefined
  const children = items.length > 0 ? (items as PhrasingContent[]) : (words(title ?? address) ?? [])
  if (children.length === 0 && tag.isEmpty) return undefined
  const isAddress = address !== undefined && /^(?:https?:|mailto:|[./#])/.test(address)
  if (isAddress) return [{ type: 'link', url: address, children, position }]
  const span: RootContent = { type: 'span', children, position }
  applyAttributes(span, { classes: [className(tag.name)], pairs: {} })
  return [span]
}

function makeBlock(part: Part, parseInline: ParseInline): RootContent[] | undefined {
  const { tag, items, at, take, names } = part
  const name = tag.name.toLowerCase()
  const kind = [name, ...(boxNames.has(name) ? [take('type', 'kind', 'variant') ?? 'note'] : [])]
    .map((word) => word.toLowerCase())
    .find((word) => names.admonitions.has(word))
  const { position } = at
  if (kind !== undefined && !tag.isEmpty) {
    const title = part.words(take(...titleKeys))
    const children = items as BlockContent[]
    return [{ type: 'admonition', kind, ...(title ? { title } : {}), children, position }]
  }
  if (pageBreakNames.has(name)) return [{ type: 'pageBreak', value: '', position }, ...items]
  const code = items.filter((item) => item.type === 'code')
  if (code.length > 0 && (name === 'listing' || items.length === 1)) {
    return toListing(part, code[0]!, parseInline)
  }
  if (pictureNames.has(name)) return toFigure(part)
  if (tag.isEmpty) {
    const children = makeText(part) as PhrasingContent[] | undefined
    return children && [{ type: 'paragraph', children, position }]
  }
  return [toDiv(part)]
}

/** The caption, file name and number go to the code; a number of the author's own is kept. */
function toListing({ items, take }: Part, code: Code, parseInline: ParseInline): RootContent[] {
  const [caption, filename] = [
    take(...captionKeys, 'title'),
    take('file-name', 'fileName', ...fileKeys),
  ]
  const [label, number] = [take('id'), take('number')]
  const pairs = {
    ...(caption === undefined ? {} : { caption }),
    ...(filename === undefined ? {} : { filename }),
  }
  // The name of a file alone has no number, or it would count beside the author's own.
  const classes = (number ?? caption ?? label) === undefined ? ['unnumbered'] : []
  describeListing(code, { ...(label ? { label } : {}), classes, pairs }, parseInline)
  if (number !== undefined) code.data = { ...code.data, number }
  return items
}

function toFigure({ items, at, take, words }: Part): RootContent[] | undefined {
  const image = toImage(take, at)
  const { position } = at
  if (!image && items.length === 0) return undefined
  const caption = words(take('caption', 'title'))
  const picture: BlockContent[] = image ? [{ type: 'paragraph', children: [image], position }] : []
  const children = [...picture, ...(items as BlockContent[])]
  const label = take('id')
  if (!caption && !label) return children
  const figure: Figure = { type: 'figure', children, ...(caption ? { caption } : {}), position }
  if (label) figure.data = { label }
  return [figure]
}

function toImage(take: Part['take'], { position }: Html): Image | undefined {
  const url = take('src', 'url')
  if (url === undefined) return undefined
  const image: Image = { type: 'image', url, alt: take('alt') ?? '', position }
  const width = take('width')
  if (width !== undefined) applyAttributes(image, { classes: [], pairs: { width } })
  return image
}

/** The words of its title stand above what it holds. */
function toDiv({ tag, items, at, take, words }: Part): Div {
  const { position } = at
  const title = words(take(...titleKeys))
  const head: BlockContent[] = title
    ? [
        {
          type: 'paragraph',
          children: title,
          position,
          data: { hProperties: { className: ['div-title'] } },
        },
      ]
    : []
  const div: Div = { type: 'div', children: [...head, ...(items as BlockContent[])], position }
  applyAttributes(div, { classes: [className(tag.name)], pairs: {} })
  return div
}

/** `TabItem` → `tab-item`. */
const className = (name: string): string =>
  name.replace(/(?<=[a-z\d])(?=[A-Z])|\./g, '-').toLowerCase()
