/** Read every picture that the book shows, once; give it a name that is safe in every edition. */
import { posix } from 'node:path'
import type { Element, ElementContent, Parents, RootContent } from 'hast'
import type { Asset, MarkedUpChapter } from '../../book/book.js'
import type { Configuration } from '../../book/configuration.js'
import { visit } from '../../book/visit.js'
import { wordsFor } from '../../book/words.js'
import type { World } from '../../book/world.js'
import { report } from '../../diagnostics/report.js'
import { classesOf, element, text } from '../handlers/element.js'
import { type FoundPicture, findPicture } from './find-picture.js'

interface Use {
  readonly node: Element
  readonly parent: Parents
  readonly chapter: MarkedUpChapter
  readonly source: string
  /** True for the variant that is shown where the reader's page is dark. */
  readonly isDark: boolean
}

/**
 * Collect the pictures of all chapters.
 *
 * `src` becomes the asset's name, `width` and `height` the picture's own where the author gives none. What
 * cannot be shown is replaced by its text alternative in a visible box, and reported.
 */
export async function collectPictures(
  world: World,
  folder: string,
  chapters: readonly MarkedUpChapter[],
  configuration: Configuration,
): Promise<Map<string, Asset>> {
  const uses = chapters.flatMap(usesOf)
  const found = new Map<string, Promise<FoundPicture>>()
  const assets = new Map<string, Asset>()
  const names = new Map<string, Asset>()
  const find = ({ chapter, source }: Use): Promise<FoundPicture> => {
    const key = posix.join(posix.dirname(chapter.path), source)
    const search = found.get(key) ?? findPicture(world, folder, chapter.path, source, configuration)
    found.set(key, search)
    return search
  }
  for (const use of uses) {
    if (!use.isDark) reportMissingAlt(use)
    const picture = await find(use)
    if ('rule' in picture) {
      report(use.chapter.file, picture.rule, use.node, picture.reason, {
        subject: use.source,
        hint: picture.hint,
      })
      if (!use.isDark) replace(use)
      continue
    }
    const asset = names.get(picture.path) ?? nameAsset(picture, assets)
    if (!names.has(picture.path) && picture.removed.length > 0) {
      report(
        use.chapter.file,
        'unsafe-svg',
        use.node,
        `Unexpected ${picture.removed.join(', ')} in \`${use.source}\`, expected a drawing only`,
        {
          subject: use.source,
          hint: 'It was left out of the picture; look whether the picture still shows what it should',
        },
      )
    }
    names.set(picture.path, asset)
    if (use.isDark) use.node.properties.dataDark = asset.name
    else show(use.node, asset)
  }
  return assets
}

function usesOf(chapter: MarkedUpChapter): Use[] {
  const uses: Use[] = []
  visit(chapter.hast, 'element', (node, _index, parent) => {
    if (node.tagName !== 'img' || !parent) return
    const { src: address, dark, page } = node.properties
    delete node.properties.dark
    delete node.properties.page
    const src = page ? `${address}#page=${page}` : address
    uses.push({ node, parent, chapter, source: String(src ?? ''), isDark: false })
    if (dark) uses.push({ node, parent, chapter, source: String(dark), isDark: true })
  })
  return uses
}

/** A word that says what a picture shows; a file's name does not. */
function reportMissingAlt({ node, parent, chapter, source }: Use): void {
  const alt = node.properties.alt
  const hasCaption =
    parent.type === 'element' && parent.tagName === 'figure' && parent.children.some(saysWhat)
  if (typeof alt === 'string' && alt.trim() !== '') return
  // An empty alt in raw HTML is the author's word that the picture is decoration (HTML §4.8.4.4.5).
  if (alt === '' && node.properties.role === 'presentation') return
  node.properties.alt ??= ''
  if (hasCaption) return
  report(
    chapter.file,
    'missing-alt',
    node,
    `Unexpected picture \`${source}\` without a text alternative, expected words for those who cannot see it`,
    {
      subject: source,
      hint: `Write what it shows: \`![A cat on a chair](${source})\``,
    },
  )
}

/** Whether a caption holds more than its number and whose the picture is. */
const saysWhat = (caption: RootContent): boolean =>
  caption.type === 'element' &&
  caption.tagName === 'figcaption' &&
  caption.children.some((child) =>
    child.type === 'element'
      ? !classesOf(child).some((name) => name === 'caption-label' || name === 'credit')
      : child.type === 'text' && child.value.trim() !== '',
  )

/** Names keep the author's stem; equal stems get a number. */
function nameAsset(
  picture: Extract<FoundPicture, { path: string }>,
  assets: Map<string, Asset>,
): Asset {
  const stem = posix.basename(picture.path.replace(/#.*/, '')).replace(/\.[^.]*$/, '')
  const base =
    stem
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^[-\d]+|-+$/g, '') || 'picture'
  let name = `images/${base}.${picture.extension}`
  for (let count = 2; assets.has(name); count++)
    name = `images/${base}-${count}.${picture.extension}`
  const { mediaType, bytes, width, height } = picture
  const asset: Asset = { name, mediaType, bytes, ...(width && height ? { width, height } : {}) }
  assets.set(name, asset)
  return asset
}

function show(node: Element, asset: Asset): void {
  node.properties.src = asset.name
  if (node.properties.width !== undefined || node.properties.height !== undefined) return
  if (!asset.width || !asset.height) return
  node.properties.width = Math.round(asset.width)
  node.properties.height = Math.round(asset.height)
}

function replace({ node, parent, chapter, source }: Use): void {
  const alt = String(node.properties.alt ?? '').trim()
  const words = wordsFor(chapter.language).missingPicture
  const label = `${words}: ${alt || source.slice(0, 100)}`
  const box: ElementContent = element(
    'span',
    { className: ['missing-picture'], role: 'img', ariaLabel: label },
    [text(label)],
  )
  const index = parent.children.indexOf(node)
  if (node.position) box.position = node.position
  parent.children[index] = box
}
