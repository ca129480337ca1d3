/** Pictures no larger than an e-reader can show: made smaller once, and kept by their content. */
import { createHash } from 'node:crypto'
import type { Element } from 'hast'
import type { VFile } from 'vfile'
import type { Asset, MarkedUpBook } from '../../book/book.js'
import type { EpubEdition } from '../../book/configuration.js'
import { visit } from '../../book/visit.js'
import type { World } from '../../book/world.js'
import { report } from '../../diagnostics/report.js'
import { replaceElements } from './replace-elements.js'

type Limits = EpubEdition['pictureLimits']

/** Raised when the way changes, so that nothing of an older version comes out of the cache. */
const version = 2

/** Quality of a JPEG: differences are not seen at 300 pixels per inch. */
const quality = 85

/** Each further try has this share of the sides of the one before. */
const step = 0.8
const tries = 8

/** Kinds that all readers know; SVG is text, and a GIF may move. */
const photographs = /^image\/(?:jpeg|png|webp|avif)$/

/**
 * Make pictures fit the limits of an edition. What is small enough goes in byte by byte.
 *
 * Reports `reduced-image` at the first place that shows a picture.
 *
 * @param toKnown whether kinds that only newer readers know become JPEG or PNG
 */
export async function fitPictures(
  world: World,
  book: MarkedUpBook,
  limits: Limits,
  toKnown: boolean,
): Promise<MarkedUpBook> {
  const changed = new Map<string, Asset>()
  let shown: Map<string, Shown> | undefined
  await Promise.all(
    [...book.assets].map(async ([name, asset]) => {
      const isLarge = exceeds(asset, limits)
      const isForeign = toKnown && /^image\/(?:webp|avif)$/.test(asset.mediaType)
      if (!isLarge && !isForeign) return
      const fitted = await reduce(world, asset, limits)
      changed.set(name, fitted)
      shown ??= findShown(book)
      if (isLarge) tell(shown.get(asset.name), asset, fitted, limits)
    }),
  )
  return changed.size === 0 ? book : withPictures(book, changed)
}

/** The kind of a picture may have changed, and its name with it; else the chapters are the same as before. */
function withPictures(book: MarkedUpBook, changed: ReadonlyMap<string, Asset>): MarkedUpBook {
  const pairs = [...book.assets].map(([name, asset]): [string, Asset] => {
    const now = changed.get(name) ?? asset
    return [now.name, now]
  })
  const assets = new Map(pairs)
  if ([...changed].every(([name, now]) => name === now.name)) return { ...book, assets }
  const rename = (node: Element): Element | undefined => {
    if (node.tagName !== 'img') return undefined
    const { src, dataDark } = node.properties
    const [now, dark] = [changed.get(String(src)), changed.get(String(dataDark))]
    if (!now && !dark) return undefined
    const names = { ...(now && { src: now.name }), ...(dark && { dataDark: dark.name }) }
    return { ...node, properties: { ...node.properties, ...names } }
  }
  return {
    ...book,
    assets,
    chapters: book.chapters.map((chapter) => ({
      ...chapter,
      hast: replaceElements(chapter.hast, rename),
    })),
  }
}

function exceeds({ mediaType, bytes, ...size }: Asset, limits: Limits): boolean {
  if (!photographs.test(mediaType)) return false
  if (bytes.length > limits.bytes) return true
  return (size.width ?? 0) * (size.height ?? 0) > limits.pixels
}

async function reduce(world: World, asset: Asset, limits: Limits): Promise<Asset> {
  const { pixels, bytes: budget } = limits
  const key = createHash('sha256')
    .update(`picture ${version} ${pixels} ${budget}\n`)
    .update(asset.bytes)
    .digest('hex')
  const kept = await world.cache.get(key)
  const bytes = kept ?? (await shrink(asset.bytes, limits))
  if (!kept) await world.cache.set(key, bytes)
  const [ending, mediaType] =
    bytes[0] === 0xff ? (['jpg', 'image/jpeg'] as const) : (['png', 'image/png'] as const)
  // Another kind gets another name; the whole old one stays in it, for there may be an `a.png` and an `a.webp`.
  const name =
    asset.mediaType === mediaType ? asset.name : `${asset.name.replace('.', '-')}.${ending}`
  return { ...asset, name, bytes, mediaType }
}

/** A drawing stays sharp as PNG; all else becomes a JPEG, unless one sees through it. */
async function shrink(bytes: Uint8Array, limits: Limits): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp')
  const open = () => sharp(bytes, { limitInputPixels: false }).autoOrient()
  const { width = 1, height = 1, format, hasAlpha } = await open().metadata()
  const fit = Math.min(1, Math.sqrt(limits.pixels / (width * height)))
  let best: Uint8Array = bytes
  for (let attempt = 0; attempt < tries; attempt++) {
    const scale = fit * step ** attempt
    const resized = open().resize(Math.max(1, Math.floor(width * scale)))
    const isDrawn = format === 'png' || hasAlpha === true
    // With all its colours first: counting a palette takes four times as long, and is for what is still too large.
    for (const palette of isDrawn ? [false, true] : []) {
      const png = await resized.clone().png({ palette, compressionLevel: 9 }).toBuffer()
      if (png.length <= limits.bytes) return png
    }
    best = await resized.flatten({ background: '#fff' }).jpeg({ quality, mozjpeg: true }).toBuffer()
    if (best.length <= limits.bytes) return best
  }
  return best
}

const rule = 'reduced-image'

/** Where a picture stands first. */
interface Shown {
  readonly file: VFile
  readonly element: Element
}

function findShown(book: MarkedUpBook): Map<string, Shown> {
  const shown = new Map<string, Shown>()
  for (const { hast, file } of book.chapters) {
    visit(hast, 'element', (element) => {
      const source = element.properties.src
      if (typeof source === 'string' && !shown.has(source)) shown.set(source, { file, element })
    })
  }
  return shown
}

/** Tell the author, once for all profiles. */
function tell(shown: Shown | undefined, before: Asset, after: Asset, limits: Limits): void {
  if (!shown) return
  const { file, element } = shown
  if (file.messages.some(({ ruleId, reason }) => ruleId === rule && reason.includes(before.name)))
    return
  const size = `${before.width ?? '?'} × ${before.height ?? '?'} pixels, ${toMegabytes(before.bytes.length)}`
  report(
    file,
    rule,
    element,
    `Unexpected size of \`${before.name}\` (${size}), expected at most ${limits.pixels / 1e6} megapixels and ${toMegabytes(limits.bytes)}; the e-book has it with ${toMegabytes(after.bytes.length)}`,
    {
      subject: before.name,
      hint: 'Nothing is to be done; `picture-size:` and `picture-megapixels:` of the edition set the limits',
    },
  )
}

const toMegabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`
