/** The EPUB: the marked-up book as XHTML files, with navigation, package document, style and cover. */

import type { Asset, MarkedUpBook } from '../book/book.js'
import type { BookSource } from '../book/book-source.js'
import type { EpubEdition } from '../book/configuration.js'
import { isRightToLeft } from '../book/direction.js'
import { giveWay } from '../book/give-way.js'
import type { PrintPages } from '../book/print-pages.js'
import type { World } from '../book/world.js'
import type { CoverPicture } from './cover/check-picture.js'
import { coverPage } from './cover/cover-page.js'
import { makeCover } from './cover/make-cover.js'
import { findPlaces } from './drop-places.js'
import { type Facts, findFacts } from './find-facts.js'
import { describeOverlays } from './narration/describe-overlays.js'
import type { Overlay } from './narration/write-overlays.js'
import { type Landmark, listLandmarks, toGuide } from './navigation/list-landmarks.js'
import { navigationDocument } from './navigation/navigation-document.js'
import { ncx } from './navigation/ncx.js'
import { type PackedFile, pack } from './pack.js'
import { describeAccessibility } from './package/accessibility.js'
import { describeBook, namePageSource } from './package/describe-book.js'
import { type Holdings, listManifest, orderFiles } from './package/list-manifest.js'
import { lastModified } from './package/modified.js'
import { packageDocument } from './package/package-document.js'
import { markPages } from './pages/mark-pages.js'
import { preparePictures } from './pictures/prepare-pictures.js'
import { type Plan, planFiles } from './plan-files.js'
import { limitContents, type Profile, profileOf } from './profiles/profile.js'
import { composeStyle } from './style/compose-style.js'
import type { Style } from './style/make-style.js'
import { writeChapter } from './write-chapter.js'
import { mirroredStylePath } from './xhtml/document.js'

/**
 * Names inside the package; `toc.xhtml` is epub-gen-memory's own. The underscore keeps ours apart from
 * chapters, whose ids have none.
 */
const paths = { cover: 'cover_page.xhtml', contents: 'toc.xhtml' }

/**
 * Make the EPUB of a book. The same book gives the same bytes.
 *
 * @param source where the author's cover and style sheets are; without it there are none
 * @param coverComing the cover, where its making began earlier: drawing one waits for a browser
 * @param pages of the print edition; without them there is no page list
 * @throws EnvironmentFault where a cover must be drawn and there is no browser
 */
export async function makeEpub(
  world: World,
  given: MarkedUpBook,
  edition: EpubEdition,
  source?: BookSource,
  coverComing: Promise<CoverPicture> = makeCover(world, given.configuration.metadata, source),
  pages?: PrintPages,
): Promise<Uint8Array> {
  const { metadata } = given.configuration
  // It may fail while the text is written, before anybody waits for it.
  coverComing.catch(() => undefined)
  const profile = await profileOf(edition)
  const narrated = await narrate(given, profile, source)
  const { book: marked, targets } = markPages(narrated.book, pages)
  const preparing = preparePictures(world, marked, edition, profile)
  // It fails where it is waited for.
  preparing.catch(() => undefined)
  // Pictures become smaller in other threads; most often no name changes, and the text is written meanwhile.
  const early = keepsTrees(edition, profile) ? await writeText(marked, profile) : undefined
  const { book, css } = await preparing
  const isSame = early !== undefined && book.chapters === marked.chapters
  const { plan, chapters } = isSame ? early : await writeText(book, profile)
  const overlays = narrated.write(plan)
  const landmarks = listLandmarks(book, plan, paths)
  const contents = withContents(book, profile.contentsDepth)
  const navigation = navigationDocument(contents, plan, landmarks, targets)
  const text = findFacts(chapters.values())
  // The cover's page is the same whatever it shows, but for the picture's name.
  const around = findFacts([navigation, coverPage(metadata, 'cover.jpg')])
  const all = { ...text, names: new Set([...text.names, ...around.names]) }
  const [style, cover] = await Promise.all([
    composeStyle(world, {
      edition,
      profile,
      authored: book.configuration.styles,
      source,
      facts: all,
      shown: [...chapters.values(), navigation],
      rules: css + overlays.css,
    }),
    coverComing,
  ])
  const coverPath = `cover.${cover.extension}`
  const documents = new Map([[paths.cover, coverPage(metadata, coverPath)], ...chapters])
  const holdings: Holdings = {
    documents,
    coverPath,
    contentsPath: paths.contents,
    pictures: picturesOf(book, text),
    style,
    overlays,
  }
  return pack({
    documents,
    navigation,
    ncx: ncx(withContents(book, profile.ncxDepth), plan, landmarks, targets),
    style: style.css,
    packageDocument: describePackage(
      world,
      book,
      text,
      holdings,
      landmarks,
      orderFiles(plan, paths),
      targets.length > 0 ? pages : undefined,
    ),
    others: [
      { path: coverPath, bytes: cover.bytes, isStored: true },
      ...holdings.pictures.map(packPicture),
      ...packStyle(style),
      ...overlays.files.map(packOverlay),
      ...overlays.audio,
    ],
  })
}

/** What belongs to the style beside its first sheet. */
function packStyle({ mirrored, fonts, licenses }: Style): PackedFile[] {
  if (mirrored === undefined) return [...fonts, ...licenses]
  const bytes = Buffer.from(mirrored, 'utf8')
  return [{ path: mirroredStylePath, bytes, isStored: false }, ...fonts, ...licenses]
}

/** Whether pictures, where nothing about them changes but their size, leave the chapters as they are. */
const keepsTrees = ({ math }: EpubEdition, profile: Profile): boolean =>
  !profile.isRaster && (math ?? profile.math) === 'mathml'

/** The chapters as files. */
async function writeText(book: MarkedUpBook, profile: Profile) {
  const plan = planFiles(book)
  const places = findPlaces(book)
  const chapters = new Map<string, string>()
  for (const file of plan.files) {
    await giveWay()
    chapters.set(file.path, writeChapter(file, plan, book, profile, places))
  }
  return { plan, chapters }
}

const withContents = (book: MarkedUpBook, depth: number): MarkedUpBook => ({
  ...book,
  contents: limitContents(book.contents, depth),
})

/** The pictures that the text shows; others stay out. */
const picturesOf = (book: MarkedUpBook, text: Facts): Asset[] =>
  text.pictures.flatMap((name) => book.assets.get(name) ?? [])

/** Tie the text to the recordings, where there are any and the profile's readers play them. */
async function narrate(book: MarkedUpBook, profile: Profile, source: BookSource | undefined) {
  const recordings = source?.recordings ?? []
  if (recordings.length === 0 || !profile.plays)
    return { book, write: () => ({ files: [], audio: [], css: '' }) }
  const [{ narrateBook }, { activeRules, writeOverlays }] = await Promise.all([
    import('./narration/narrate-book.js'),
    import('./narration/write-overlays.js'),
  ])
  const narrated = narrateBook(book, recordings)
  return {
    book: narrated.book,
    write: (plan: Plan) => {
      const overlays = writeOverlays(narrated.voices, plan)
      return { ...overlays, css: overlays.files.length > 0 ? activeRules : '' }
    },
  }
}

const packOverlay = ({ path, smil }: Overlay): PackedFile => ({
  path,
  bytes: Buffer.from(smil),
  isStored: false,
})

/** SVG is text; the other kinds are compressed already. */
const packPicture = ({ name, bytes, mediaType }: Asset): PackedFile => ({
  path: name,
  bytes,
  isStored: mediaType !== 'image/svg+xml',
})

function describePackage(
  world: World,
  book: MarkedUpBook,
  text: Facts,
  holdings: Holdings,
  landmarks: readonly Landmark[],
  spine: readonly string[],
  pages: PrintPages | undefined,
): string {
  const { metadata } = book.configuration
  const { language } = metadata
  const access = describeAccessibility(text, language, {
    hasPages: pages !== undefined,
    isNarrated: holdings.overlays.files.length > 0,
  })
  return packageDocument({
    language,
    isRightToLeft: isRightToLeft(language),
    metadata: [
      ...describeBook(metadata, lastModified(metadata, world.sourceDateEpoch), access),
      ...(pages ? namePageSource(metadata, pages) : []),
      ...describeOverlays(holdings.overlays, metadata),
    ],
    manifest: listManifest(holdings),
    spine,
    guide: toGuide(landmarks),
    hasFonts: holdings.style.fonts.length > 0,
    coverPath: holdings.coverPath,
  })
}
