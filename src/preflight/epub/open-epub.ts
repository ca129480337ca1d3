/** The finished EPUB, opened for the rules to look at. */
import { posix } from 'node:path'
import { readXml, type XmlDocument, type XmlElement } from './read-xml.js'
import { readZip, type ZipEntry } from './read-zip.js'

/** A file of the manifest. */
interface ManifestItem {
  readonly id: string
  /** From the root of the archive. */
  readonly path: string
  readonly mediaType: string
  readonly properties: readonly string[]
  readonly element: XmlElement
  readonly entry: ZipEntry | undefined
}

/** An XML file, with what rules ask most. */
export interface OpenDocument extends XmlDocument {
  readonly path: string
  /** The elements of some names, in document order. */
  readonly named: (...names: string[]) => readonly XmlElement[]
  readonly ids: ReadonlyMap<string, XmlElement>
}

export interface OpenEpub {
  readonly entries: readonly ZipEntry[]
  readonly package: OpenDocument
  readonly items: readonly ManifestItem[]
  /** Paths in reading order. */
  readonly spine: readonly string[]
  /** The XHTML files, in reading order, the navigation document among them. */
  readonly documents: readonly OpenDocument[]
  readonly navigation: OpenDocument | undefined
  readonly ncx: OpenDocument | undefined
  /** The media overlays: when which piece of the text is said. */
  readonly overlays: readonly OpenDocument[]
  readonly styles: readonly { readonly path: string; readonly css: string }[]
}

/** Open an EPUB; nothing where it cannot be read, which EPUBCheck says better. */
export function openEpub(bytes: Uint8Array): OpenEpub | undefined {
  const entries = readZip(bytes)
  if (!entries) return undefined
  const byPath = new Map(entries.map((entry) => [entry.path, entry]))
  const open = (path: string) => openDocument(path, byPath.get(path))
  const container = open('META-INF/container.xml')
  const place = container?.named('rootfile')[0]?.attributes['full-path']
  const book = place === undefined ? undefined : open(place)
  if (!book) return undefined
  const items = listItems(book, byPath)
  const byId = new Map(items.map((item) => [item.id, item]))
  const spine = book
    .named('itemref')
    .flatMap(({ attributes }) => byId.get(attributes.idref ?? '')?.path ?? [])
  const texts = items.filter(({ mediaType }) => mediaType === 'application/xhtml+xml')
  const order = (path: string) => (spine.indexOf(path) + spine.length + 1) % (spine.length + 1)
  const documents = texts
    .map(({ path }) => path)
    .sort((a, b) => order(a) - order(b))
    .flatMap((path) => open(path) ?? [])
  const navigation = items.find(({ properties }) => properties.includes('nav'))?.path
  const ncx = items.find(({ mediaType }) => mediaType === 'application/x-dtbncx+xml')
  return {
    entries,
    package: book,
    items,
    spine,
    documents,
    navigation: documents.find(({ path }) => path === navigation),
    ncx: ncx && open(ncx.path),
    overlays: items.flatMap(({ mediaType, path }) =>
      mediaType === 'application/smil+xml' ? (open(path) ?? []) : [],
    ),
    styles: items
      .filter(({ mediaType, entry }) => mediaType === 'text/css' && entry)
      .map(({ path, entry }) => ({ path, css: entry!.read().toString('utf8') })),
  }
}

function openDocument(path: string, entry: ZipEntry | undefined): OpenDocument | undefined {
  const document =
    entry &&
    readXml(
      entry
        .read()
        .toString('utf8')
        .replace(/^\uFEFF/, ''),
    )
  if (!document) return undefined
  const byName = new Map<string, XmlElement[]>()
  const ids = new Map<string, XmlElement>()
  for (const element of document.elements) {
    const same = byName.get(element.name)
    if (same) same.push(element)
    else byName.set(element.name, [element])
    if (element.attributes.id !== undefined) ids.set(element.attributes.id, element)
  }
  return {
    ...document,
    path,
    ids,
    named(...names) {
      const key = names.join(' ')
      const found =
        byName.get(key) ??
        names.flatMap((name) => byName.get(name) ?? []).sort((a, b) => a.at - b.at)
      byName.set(key, found)
      return found
    },
  }
}

function listItems(book: OpenDocument, byPath: ReadonlyMap<string, ZipEntry>): ManifestItem[] {
  return book.named('item').map((element) => {
    const { id = '', href = '', properties = '', 'media-type': mediaType = '' } = element.attributes
    const path = resolvePath(book.path, href)
    return {
      id,
      path,
      mediaType,
      properties: properties.split(/\s+/).filter(Boolean),
      element,
      entry: byPath.get(path),
    }
  })
}

/** Follow a link from a file; the fragment is left out. */
export function resolvePath(from: string, href: string): string {
  const path = href.replace(/[#?].*$/s, '')
  if (path === '') return from
  try {
    return posix.join(posix.dirname(from), decodeURIComponent(path))
  } catch {
    return posix.join(posix.dirname(from), path)
  }
}
