/** Which files the package names, and in which order they are read. */
import type { Asset } from '../../book/book.js'
import { displayPages } from '../../book/display-pages.js'
import type { Overlays } from '../narration/write-overlays.js'
import type { Plan } from '../plan-files.js'
import type { Style } from '../style/make-style.js'
import { mirroredStylePath, stylePath } from '../xhtml/document.js'
import type { ManifestItem } from './package-document.js'

export interface Holdings {
  /** Finished XHTML by path, without the navigation document. */
  readonly documents: ReadonlyMap<string, string>
  readonly coverPath: string
  readonly contentsPath: string
  readonly pictures: readonly Asset[]
  readonly style: Style
  readonly overlays: Overlays
}

/** List every file of the package but the package document itself. */
export function listManifest(holdings: Holdings): ManifestItem[] {
  const xhtml = 'application/xhtml+xml'
  const { files, audio } = holdings.overlays
  const overlayOf = new Map(files.map(({ document, path }) => [document, path]))
  return [
    { path: holdings.contentsPath, mediaType: xhtml, properties: ['nav'] },
    { path: 'toc.ncx', mediaType: 'application/x-dtbncx+xml' },
    { path: stylePath, mediaType: 'text/css' },
    ...(holdings.style.mirrored === undefined
      ? []
      : [{ path: mirroredStylePath, mediaType: 'text/css' }]),
    {
      path: holdings.coverPath,
      mediaType: holdings.coverPath.endsWith('.png') ? 'image/png' : 'image/jpeg',
      properties: ['cover-image'],
    },
    ...[...holdings.documents].map(([path, document]) => ({
      path,
      mediaType: xhtml,
      properties: propertiesOf(document),
      overlay: overlayOf.get(path),
    })),
    ...holdings.pictures.map(({ name, mediaType }) => ({ path: name, mediaType })),
    ...holdings.style.fonts.map(({ path }) => ({ path, mediaType: fontType(path) })),
    ...files.map(({ path }) => ({ path, mediaType: 'application/smil+xml' })),
    ...audio.map(({ path, mediaType }) => ({ path, mediaType })),
    ...holdings.style.licenses.map(({ path }) => ({ path, mediaType: 'text/plain' })),
  ]
}

/** Media types of RFC 8081, which EPUB 3.3 takes (§3.2). */
const fontType = (path: string): string => `font/${/\.(\w+)$/.exec(path)![1]!.toLowerCase()}`

/** What a file holds besides XHTML (EPUB 3.3, D.6.1). Text is escaped, so a tag found is a tag. */
function propertiesOf(document: string): string[] {
  const properties: string[] = []
  if (document.includes('<math')) properties.push('mathml')
  if (document.includes('<svg')) properties.push('svg')
  return properties
}

/** Put the files in reading order: the cover, the pages before the contents, the contents, the rest. */
export function orderFiles(plan: Plan, paths: { cover: string; contents: string }): string[] {
  const first = plan.files.findIndex(({ chapter }) => !displayPages.has(chapter.role))
  const at = first < 0 ? plan.files.length : first
  const chapters = plan.files.map((file) => file.path)
  return [paths.cover, ...chapters.slice(0, at), paths.contents, ...chapters.slice(at)]
}
