/** Pictures, figures, drawings, the cover: that a reader can show them, and that a listener can name them. */
import { posix } from 'node:path'
import { imageSize } from 'image-size'
import { type OpenEpub, resolvePath } from '../open-epub.js'
import { childElements, descendants, textOf } from '../read-xml.js'
import { type EpubRule, eachElement, type Fault } from '../rule.js'

/** Apple Books Asset Guide 5.3; Standard Ebooks f-016, f-017. */
const mostPixels = 4_000_000
const mostBytes = 1_500_000
const pictures = ({ items }: OpenEpub) =>
  items.filter(({ mediaType }) => mediaType.startsWith('image/'))

function pixelsOf(item: ReturnType<typeof pictures>[number]) {
  if (item.mediaType === 'image/svg+xml' || !item.entry) return undefined
  try {
    return imageSize(item.entry.read())
  } catch {
    return undefined
  }
}

function* unusedPictures(epub: OpenEpub): Generator<Fault> {
  const used = new Set(
    epub.documents.flatMap((document) =>
      document
        .named('img', 'image', 'source', 'object')
        .map(({ attributes }) =>
          resolvePath(
            document.path,
            attributes.src ?? attributes.href ?? attributes['xlink:href'] ?? attributes.data ?? '',
          ),
        ),
    ),
  )
  const css = epub.styles.map((style) => style.css).join('\n')
  for (const { path, element, properties } of pictures(epub))
    if (
      !used.has(path) &&
      !properties.includes('cover-image') &&
      !css.includes(posix.basename(path))
    )
      yield {
        path: epub.package.path,
        element,
        reason: `Unexpected picture \`${path}\`, which nothing shows`,
      }
}

const signatures: readonly [type: string, test: RegExp][] = [
  ['image/png', /^\x89PNG/],
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/gif', /^GIF8/],
  ['image/webp', /^RIFF[\s\S]{4}WEBP/],
]

function* wrongTypes(epub: OpenEpub): Generator<Fault> {
  const extensions: Readonly<Record<string, RegExp>> = {
    'image/png': /\.png$/i,
    'image/jpeg': /\.jpe?g$/i,
    'image/gif': /\.gif$/i,
    'image/webp': /\.webp$/i,
    'image/svg+xml': /\.svg$/i,
  }
  for (const { path, mediaType, entry, element } of pictures(epub)) {
    if (!entry) continue
    const head = entry.read().toString('latin1', 0, 16)
    const found = signatures.find(([, test]) => test.test(head))?.[0] ?? mediaType
    if (found !== mediaType || !(extensions[mediaType]?.test(path) ?? true))
      yield {
        path: epub.package.path,
        element,
        reason: `Unexpected \`${mediaType}\` for \`${path}\`, which is \`${found}\``,
      }
  }
}

/** What holds of pictures. */
export const pictureRules: readonly EpubRule[] = [
  {
    id: 'figure-id',
    family: 'unpolished-epub',
    summary: 'A figure has an id',
    why: 'Standard Ebooks s-039; lists of figures and links lead to it',
    cure: 'Give it a label: `{#fig-name}`',
    find: eachElement(['figure'], (figure) =>
      figure.attributes.id === undefined &&
      [...descendants(figure)].some(({ name }) => name === 'figcaption')
        ? 'Unexpected figure with a caption and without an id'
        : undefined,
    ),
  },
  {
    id: 'drawing-name',
    family: 'inaccessible-epub',
    summary: 'A drawing in the text is a picture and has a name',
    why: 'WCAG 1.1.1; Ace (svg-img-alt)',
    cure: 'Give the SVG a `<title>`',
    find: eachElement(['svg'], (svg) => {
      if (svg.parent?.name === 'svg' || svg.attributes['aria-hidden'] === 'true') return undefined
      const isNamed =
        svg.attributes['aria-label'] !== undefined ||
        svg.attributes['aria-labelledby'] !== undefined ||
        childElements(svg).some((child) => child.name === 'title' && textOf(child).trim() !== '')
      return isNamed && svg.attributes.role === 'img'
        ? undefined
        : 'Unexpected drawing without a name or the role `img`'
    }),
  },
  {
    id: 'picture-bytes',
    family: 'unpolished-epub',
    summary: 'A picture has at most 1.5 MB',
    why: 'Standard Ebooks f-017; old readers run out of memory, and Amazon bills by the megabyte',
    cure: 'Save a photograph as JPEG, or make it smaller',
    find: function* (epub) {
      for (const { path, entry, element } of pictures(epub))
        if (entry && entry.size > mostBytes)
          yield {
            path: epub.package.path,
            element,
            reason: `Unexpected picture \`${path}\` of ${(entry.size / 1e6).toFixed(1)} MB`,
          }
    },
  },
  {
    id: 'picture-pixels',
    family: 'unpolished-epub',
    summary: 'A picture in the text has at most four million pixels',
    why: 'Apple Books Asset Guide 5.3; Standard Ebooks f-016',
    cure: 'Make it smaller: no screen of a reader shows more',
    find: function* (epub) {
      for (const item of pictures(epub)) {
        // The cover is what shops ask for: 1600 × 2560.
        if (item.properties.includes('cover-image')) continue
        const size = pixelsOf(item)
        if (size && size.width * size.height > mostPixels)
          yield {
            path: epub.package.path,
            element: item.element,
            reason: `Unexpected picture \`${item.path}\` of ${size.width} × ${size.height} pixels`,
          }
      }
    },
  },
  {
    id: 'cover-shape',
    family: 'unpolished-epub',
    summary: 'The cover is about 1.6 times as high as wide, and 1400 pixels wide or more',
    why: 'KDP cover guidelines (1600 × 2560); Apple Books asks for 1400 on the shorter side',
    cure: 'Export the cover with 1600 × 2560 pixels, or leave `cover:` out',
    find: function* (epub) {
      for (const item of epub.items) {
        const size = item.properties.includes('cover-image') ? pixelsOf(item) : undefined
        if (
          size &&
          (size.width < 1400 || size.height / size.width < 1.25 || size.height / size.width > 1.8)
        )
          yield {
            path: epub.package.path,
            element: item.element,
            reason: `Unexpected cover of ${size.width} × ${size.height} pixels, expected 1600 × 2560`,
          }
      }
    },
  },
  {
    id: 'picture-type',
    family: 'careless-epub',
    summary: 'A picture is of the kind that its name and the manifest say',
    why: 'EPUBCheck PKG-022, OPF-029; Amazon refuses the book without saying why',
    cure: 'Leave it to Octavo, which judges pictures by their bytes',
    find: wrongTypes,
  },
  {
    id: 'unused-picture',
    family: 'careless-epub',
    summary: 'Every picture in the package is shown',
    why: 'Standard Ebooks f-018: weight without use',
    cure: 'Leave it to Octavo',
    find: unusedPictures,
  },
]
