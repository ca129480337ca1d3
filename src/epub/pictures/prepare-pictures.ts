/** Make the pictures of an edition: those of the book, and those of what its readers cannot show otherwise. */
import type { Element } from 'hast'
import type { Asset, MarkedUpBook } from '../../book/book.js'
import type { EpubEdition } from '../../book/configuration.js'
import type { World } from '../../book/world.js'
import type { Profile } from '../profiles/profile.js'
import { drawDrawings } from './draw-drawings.js'
import { fitPictures } from './fit-pictures.js'
import { emClass, emRules, visitShown, withPictures, xmlOf } from './replace-elements.js'
import { replaceFormulas } from './replace-formulas.js'

/** A book with the pictures of an edition, and the rules that give these their size. */
interface Prepared {
  readonly book: MarkedUpBook
  readonly css: string
}

/** CSS pixels of one em, where the reader has changed nothing. */
const em = 16

/**
 * Prepare the pictures. The trees of the book that is given stay as they are.
 *
 * @throws EnvironmentFault where pictures must be drawn and there is no browser
 */
export async function preparePictures(
  world: World,
  given: MarkedUpBook,
  edition: EpubEdition,
  profile: Profile,
): Promise<Prepared> {
  const fitted = await fitPictures(world, given, edition.pictureLimits, profile.isRaster)
  const rastered = profile.isRaster ? await toRaster(world, fitted) : { book: fitted, css: '' }
  const way = edition.math ?? profile.math
  if (way === 'mathml') return rastered
  const { book, css } = await replaceFormulas(world, rastered.book, way)
  return { book, css: rastered.css + css }
}

/** Drawings become PNG, and every picture gets its size in em. */
async function toRaster(world: World, book: MarkedUpBook): Promise<Prepared> {
  const inline = new Map<string, Asset>()
  const shown = new Set<string>()
  for (const { hast } of book.chapters) {
    visitShown(hast, (node) => {
      if (node.tagName === 'svg') inline.set(xmlOf(node), drawingOf(node, inline.size))
      else if (node.tagName === 'img') shown.add(String(node.properties.src))
      return node.tagName !== 'svg'
    })
  }
  const drawings = [...book.assets.values()].filter(
    ({ name, mediaType }) => mediaType === 'image/svg+xml' && shown.has(name),
  )
  const drawn = await drawDrawings(world, [...drawings, ...inline.values()])
  const widths = new Set<number>()
  const picture = (asset: Asset, node: Element): Element => {
    // These readers show one picture, day and night.
    const { width, height: _, dataDark: _dark, ...properties } = node.properties
    // A share of the measure stays one.
    if (String(width).endsWith('%'))
      return { ...node, properties: { ...properties, width: width!, src: asset.name } }
    const wanted = Number.parseFloat(String(width ?? asset.width))
    const hundredths = Math.round((wanted / em) * 100)
    const isSized = hasWidth(properties.className) || !(hundredths > 0)
    if (!isSized) widths.add(hundredths)
    const className = [
      ...(Array.isArray(properties.className) ? properties.className : []),
      ...(isSized ? [] : [emClass('wide', hundredths)]),
    ]
    return { ...node, properties: { ...properties, src: asset.name, className } }
  }
  const replace = (node: Element): Element | undefined => {
    if (node.tagName === 'svg') {
      const asset = drawn.get(inline.get(xmlOf(node))!.name)!
      return picture(asset, { ...node, tagName: 'img', properties: toAlt(node), children: [] })
    }
    if (node.tagName !== 'img') return undefined
    const name = String(node.properties.src)
    const asset = drawn.get(name) ?? book.assets.get(name)
    return asset && picture(asset, node)
  }
  const added = [...drawn.values()].map((asset): [string, Asset] => [asset.name, asset])
  return {
    book: withPictures(book, replace, added),
    css: emRules('wide', 'width', [...widths], 'max-width: 100%'),
  }
}

const hasWidth = (classes: unknown): boolean =>
  Array.isArray(classes) && classes.some((name) => /^width-\d/.test(String(name)))

/** What a drawing in the text says of itself, for its picture. */
function toAlt(node: Element): Element['properties'] {
  const title = node.children.find((child) => child.type === 'element' && child.tagName === 'title')
  const first = title?.type === 'element' ? title.children[0] : undefined
  const alt = node.properties.ariaLabel ?? (first?.type === 'text' ? first.value : '')
  const { id, className } = node.properties
  return { alt: String(alt), ...(id ? { id } : {}), ...(className ? { className } : {}) }
}

function drawingOf(node: Element, index: number): Asset {
  const { width, height, viewBox } = node.properties
  const [, , boxWidth, boxHeight] = String(viewBox ?? '')
    .split(/[\s,]+/)
    .map(Number)
  const length = (given: unknown, box: number | undefined) =>
    /^\d+(?:\.\d+)?(?:px)?$/.test(String(given)) ? Number.parseFloat(String(given)) : box
  const [wide, high] = [length(width, boxWidth), length(height, boxHeight)]
  return {
    name: `images/drawing-in-text-${index + 1}`,
    mediaType: 'image/svg+xml',
    bytes: Buffer.from(xmlOf(node)),
    ...(wide && high ? { width: wide, height: high } : {}),
  }
}
