/** Alternative texts: that who does not see a picture learns what it shows. */
import { posix } from 'node:path'
import { type OpenDocument, type OpenEpub, resolvePath } from '../open-epub.js'
import { childElements, descendants, readXml, textOf, type XmlElement } from '../read-xml.js'
import { type EpubRule, eachElement, type Fault } from '../rule.js'

const squeeze = (text: string) => text.replace(/\s+/g, ' ').trim()
const standard = 'Standard Ebooks Manual of Style, 7.7'
/** Words of a voice before patience ends (WCAG techniques speak of "short"; DAISY names 250 characters). */
const longestAlt = 400

/** Judge the alternative text of every picture that has one. */
const eachAlt = (
  judge: (
    alt: string,
    image: XmlElement,
    document: OpenDocument,
    epub: OpenEpub,
  ) => string | undefined,
) =>
  eachElement(['img'], (image, document, epub) => {
    const alt = squeeze(image.attributes.alt ?? '')
    const isFormula = /\bformula\b/.test(image.attributes.class ?? '')
    return alt === '' || isFormula || image.attributes.role === 'doc-cover'
      ? undefined
      : judge(alt, image, document, epub)
  })

function figureOf(element: XmlElement): XmlElement | undefined {
  let one = element.parent
  while (one && one.name !== 'figure') one = one.parent
  return one
}

function captionOf(image: XmlElement): string {
  const figure = figureOf(image)
  const caption = figure && childElements(figure).find(({ name }) => name === 'figcaption')
  if (!caption) return ''
  const label = [...descendants(caption)].find(
    ({ attributes }) => attributes.class === 'caption-label',
  )
  return squeeze(textOf(caption).slice(label ? textOf(label).length : 0))
}

const svgTitles = new WeakMap<OpenEpub, Map<string, string | undefined>>()

function titleOfSvg(path: string, epub: OpenEpub): string | undefined {
  const known = svgTitles.get(epub) ?? new Map<string, string | undefined>()
  svgTitles.set(epub, known)
  if (known.has(path)) return known.get(path)
  const entry = epub.items.find((item) => item.path === path)?.entry
  const drawing = entry && readXml(entry.read().toString('utf8'))
  const title = drawing && childElements(drawing.root).find(({ name }) => name === 'title')
  const text = title && squeeze(textOf(title))
  known.set(path, text)
  return text
}

const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

function* sameAlts(epub: OpenEpub): Generator<Fault> {
  const sourceOf = new Map<string, string>()
  for (const document of epub.documents)
    for (const element of document.named('img')) {
      const alt = squeeze(element.attributes.alt ?? '')
      const source = resolvePath(document.path, element.attributes.src ?? '')
      if (alt.length > 20 && sourceOf.has(alt) && sourceOf.get(alt) !== source)
        yield {
          path: document.path,
          element,
          reason: `Unexpected alternative text \`${alt.slice(0, 60)}\` on two pictures`,
        }
      if (!sourceOf.has(alt)) sourceOf.set(alt, source)
    }
}

/** What holds of alternative texts. */
export const alternativeRules: readonly EpubRule[] = [
  {
    id: 'alt-missing',
    family: 'inaccessible-epub',
    summary: 'Every picture has an alternative text, be it an empty one for an ornament',
    why: 'WCAG 1.1.1; Ace (image-alt)',
    cure: 'Write it in the brackets: `![What the picture shows](picture.png)`',
    find: eachElement(['img'], ({ attributes }) =>
      attributes.alt === undefined
        ? `Missing alternative text of \`${attributes.src ?? ''}\``
        : undefined,
    ),
  },
  {
    id: 'alt-file-name',
    family: 'inaccessible-epub',
    summary: 'An alternative text is no file name',
    why: 'WCAG 1.1.1, failure F30',
    cure: 'Say what the picture shows',
    find: eachAlt((alt, { attributes }) => {
      const stem = posix.basename(attributes.src ?? '').replace(/\.\w+$/, '')
      return /\.(png|jpe?g|gif|svg|webp)$/i.test(alt) ||
        alt === stem ||
        /^(image|picture|figure|img)$/i.test(alt)
        ? `Unexpected file name \`${alt}\` as alternative text`
        : undefined
    }),
  },
  {
    id: 'alt-is-caption',
    family: 'unpolished-epub',
    summary: 'An alternative text says something else than the caption',
    why: `${standard}; a listener hears the same words twice, and does not learn what is seen`,
    cure: 'Say in `alt` what is seen, and in the caption what it means',
    find: eachAlt((alt, image) =>
      wordsOf(alt) === wordsOf(captionOf(image))
        ? 'Unexpected alternative text, the same as the caption'
        : undefined,
    ),
  },
  {
    id: 'alt-opening',
    family: 'unpolished-epub',
    summary: 'An alternative text does not begin with “image of”',
    why: `${standard}; a voice has said that it is a picture`,
    cure: 'Begin with what is seen',
    find: eachAlt((alt) =>
      /^(an? )?(image|picture|photo|photograph|graphic|screenshot|figure) (of|showing)\b/i.test(alt)
        ? `Unexpected \`${alt.slice(0, 40)}\`, expected what is seen`
        : undefined,
    ),
  },
  {
    id: 'alt-sentence',
    family: 'unpolished-epub',
    summary: 'An alternative text of several words is a sentence, with its stop',
    why: `${standard} (s-033): a voice pauses at the stop, and does not run into the text after it`,
    cure: 'End it with a full stop',
    find: eachAlt((alt) =>
      alt.split(' ').length > 3 && !/[.!?…。！？]["”’»)]?$/.test(alt)
        ? `Unexpected end of the alternative text \`…${alt.slice(-30)}\`, expected a full stop`
        : undefined,
    ),
  },
  {
    id: 'alt-length',
    family: 'unpolished-epub',
    summary: 'An alternative text is short; what is long is a description',
    why: 'WCAG technique G94; a voice cannot go back in it',
    cure: 'Say the gist in `alt`, and the rest in the text or a long description',
    find: eachAlt((alt) =>
      alt.length > longestAlt
        ? `Unexpected alternative text of ${alt.length} characters`
        : undefined,
    ),
  },
  {
    id: 'alt-repeated',
    family: 'unpolished-epub',
    summary: 'Different pictures have different alternative texts',
    why: `${standard}: two pictures that sound the same are the same to a listener`,
    cure: 'Say what tells them apart',
    find: sameAlts,
  },
  {
    id: 'alt-svg-title',
    family: 'unpolished-epub',
    summary: 'The title in a drawing is the alternative text of its picture',
    why: 'Standard Ebooks s-022: one drawing has one name, wherever it is met',
    cure: 'Give the SVG the same `<title>`, or none',
    find: eachAlt((alt, { attributes }, document, epub) => {
      if (!/\.svg$/i.test(attributes.src ?? '')) return undefined
      const title = titleOfSvg(resolvePath(document.path, attributes.src!), epub)
      return title && title !== alt
        ? `Unexpected title \`${title.slice(0, 60)}\` in the drawing, expected its alternative text`
        : undefined
    }),
  },
]
