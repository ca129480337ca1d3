/**
 * The container, by epub-gen-memory. Its own templates and HTML clean-up are passed by: they lose MathML,
 * SVG, `alt=""` and table scopes, and write the time of day and random names. What is left of it is the
 * packager, whose templates we fill with finished files. Its zip is compressed in JavaScript, five times
 * slower than Node's.
 */
import { EPub } from 'epub-gen-memory'
import { writeZip, type ZipEntry } from './write-zip.js'

/** A file beside the chapters, such as a picture. */
export interface PackedFile {
  /** Relative to the package document. */
  readonly path: string
  readonly bytes: Uint8Array
  /** True for what is compressed already: compressing it again costs time and gains nothing. */
  readonly isStored: boolean
}

export interface PackageFiles {
  /** Finished XHTML by path, without the navigation document. */
  readonly documents: ReadonlyMap<string, string>
  readonly packageDocument: string
  readonly navigation: string
  readonly ncx: string
  readonly style: string
  readonly others: readonly PackedFile[]
}

/** Folder of the package document in the container; epub-gen-memory's own. */
const folder = 'OEBPS'

/** Pack an EPUB. The same files give the same bytes, wherever and whenever. */
export async function pack(files: PackageFiles): Promise<Uint8Array> {
  return new Packager(files).pack()
}

/** The one class of the edition: epub-gen-memory offers its zip to subclasses only. */
class Packager extends EPub {
  readonly #files: PackageFiles

  constructor(files: PackageFiles) {
    super(toOptions(files), toChapters(files))
    this.#files = files
  }

  async pack(): Promise<Uint8Array> {
    await this.generateTemplateFiles()
    const made = Object.values(this.zip.files).filter((entry) => !entry.dir)
    const others = this.#files.others.map((file) => ({ ...file, name: `${folder}/${file.path}` }))
    const entries: ZipEntry[] = await Promise.all(
      made.map(async (entry) => ({
        name: entry.name,
        bytes: await entry.async('uint8array'),
        isStored: entry.name === 'mimetype',
      })),
    )
    return writeZip([...entries, ...others].sort(inOrder))
  }
}

/** `mimetype` first and stored (OCF, EPUB 3.3 §4.2.3.3), then by name. */
const inOrder = (one: ZipEntry, other: ZipEntry): number =>
  rank(one.name) - rank(other.name) || (one.name < other.name ? -1 : 1)

const rank = (name: string): number =>
  name === 'mimetype' ? 0 : name.startsWith('META-INF/') ? 1 : name.endsWith('.opf') ? 2 : 3

/** The packager passes options and chapters on to the templates; a chapter's own XHTML rides as its `url`. */
const toOptions = (files: PackageFiles) => ({
  title: '-',
  version: 3,
  verbose: false,
  css: files.style,
  chapterXHTML: '<%- url %>',
  contentOPF: '<%- publisher %>',
  tocXHTML: '<%- description %>',
  tocNCX: '<%- tocTitle %>',
  publisher: files.packageDocument,
  description: files.navigation,
  tocTitle: files.ncx,
})

const toChapters = (files: PackageFiles) =>
  [...files.documents].map(([path, xhtml]) => ({
    title: '-',
    content: '',
    filename: path,
    url: xhtml,
  }))
