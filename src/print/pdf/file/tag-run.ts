/** One run of pages, as Chromium printed it: every page read, matched, marked, and brought into the new file. */

import type { CollectedPage } from '../../in-page/collect-pages.js'
import type { Origin } from '../../page-boxes.js'
import { markContent } from '../content/mark-content.js'
import type { PdfFont } from '../content/read-font.js'
import { readStreams } from '../content/read-streams.js'
import { UnknownOperator } from '../content/read-text-object.js'
import { writeToUnicode } from '../content/repair-glyph.js'
import type { LineFault, Mismatch } from '../match/compare-texts.js'
import { matchPage } from '../match/match-page.js'
import { findWordsOverleaf } from '../match/words-overleaf.js'
import type { PdfFile } from '../pdf-file.js'
import { pageObjects } from '../read-pages.js'
import type { Structure } from '../structure/build-structure.js'
import { type Copier, createCopier } from './copy-objects.js'
import type { PartWriter } from './write-part.js'

/** What surrounds the printed page in the new file. */
export interface PageFrame {
  /** Its upper left corner, in points. */
  readonly origin: Origin
  /** Content that goes before: crop marks. */
  readonly marks: string
}

/** What the object of a page names. */
export interface PageParts {
  readonly object: number
  readonly contents: number
  /** `<<…>>`. */
  readonly resources: string
}

interface TaggedRun {
  readonly pages: readonly PageParts[]
  readonly mismatches: readonly Mismatch[]
  readonly lineFaults: readonly LineFault[]
  /** True where a font has no glyph for a character. */
  readonly lacksGlyphs: boolean
}

/** A stream that was marked; forms are written when the fonts are known. */
interface Marked {
  readonly copy: number
  readonly form: number | undefined
  readonly content: string
}

/**
 * Tag a run of pages.
 *
 * @param pages what was collected of them, with the places of their nodes in the structure
 * @throws UnknownOperator where it holds what Skia was never seen to write
 */
export function tagRun(
  writer: PartWriter,
  pdf: PdfFile,
  pages: readonly { page: CollectedPage; places: Structure['places'][number]; frame: PageFrame }[],
): TaggedRun {
  const printed = pageObjects(pdf)
  if (printed.length !== pages.length)
    throw new UnknownOperator(`${printed.length} pages for ${pages.length}`)
  const copier = createCopier(pdf, writer)
  const state = { fonts: new Map<number, PdfFont>(), forms: new Set<number>() }
  const overleaf = findWordsOverleaf(pages.map(({ page }) => page))
  const mismatches: Mismatch[] = []
  const lineFaults: LineFault[] = []
  let lacksGlyphs = false
  const tagged = printed.map((number, index) => {
    const { page, places, frame } = pages[index]!
    const dictionary = pdf.dictionary(number)
    const streams = readStreams(pdf, dictionary, state)
    const items = streams.map((stream) => stream.items)
    lacksGlyphs ||= items.some((some) => some.some(({ text }) => text?.codes.includes('0000')))
    const matched = matchPage(page, places, items, overleaf[index]!)
    mismatches.push(...matched.mismatches)
    lineFaults.push(...matched.lineFaults)
    const object = writer.reserve()
    const [own, ...forms] = matched.streams.map((stream, at): Marked => {
      const form = streams[at]!.form
      if (form === undefined)
        return { form, copy: writer.reserve(), content: markContent(stream, { page: object }) }
      const copy = writer.reserve()
      copier.replace(form, copy)
      return { form, copy, content: markContent(stream, { page: object, form: copy }) }
    })
    // Chromium rounds the height of a page, and counts from its foot.
    const { x, y } = frame.origin
    const content = own!.content.replace(/^(\S+ 0 0 \S+ )\S+ \S+( cm)/, `$1${x} ${y}$2`)
    writer.setStream(own!.copy, '', Buffer.from(frame.marks + content, 'latin1'))
    return { object, contents: own!.copy, dictionary, forms }
  })
  replaceMappings(writer, pdf, copier, state.fonts)
  for (const { forms } of tagged) for (const form of forms) writeForm(writer, pdf, copier, form)
  return {
    mismatches,
    lineFaults,
    lacksGlyphs,
    pages: tagged.map(
      ({ object, contents, dictionary }): PageParts => ({
        object,
        contents,
        resources: copier.copyText(entryOf(dictionary, '/Resources ')),
      }),
    ),
  }
}

function replaceMappings(
  writer: PartWriter,
  pdf: PdfFile,
  copier: Copier,
  fonts: ReadonlyMap<number, PdfFont>,
): void {
  for (const font of fonts.values()) {
    const mapping = Number(/\/ToUnicode (\d+) 0 R/.exec(pdf.dictionary(font.object))?.[1] ?? 0)
    if (!mapping || font.repaired.size === 0) continue
    const cmap = Buffer.from(writeToUnicode(font), 'latin1')
    copier.replace(mapping, writer.addStream('', cmap))
  }
}

function writeForm(
  writer: PartWriter,
  pdf: PdfFile,
  copier: Copier,
  { copy, form, content }: Marked,
): void {
  const entries = copier
    .copyText(pdf.dictionary(form!))
    .trim()
    .slice(2, -2)
    .replace(/\/(Length \d+|Filter \/FlateDecode)/g, '')
  const dictionary = `${entries} /StructParents ${copy}`
  writer.setStream(copy, dictionary, Buffer.from(content, 'latin1'))
}

/** Take the value of an entry that is a dictionary. */
function entryOf(dictionary: string, name: string): string {
  const start = dictionary.indexOf(name) + name.length
  let depth = 0
  for (const { 0: bracket, index } of dictionary.slice(start).matchAll(/<<|>>/g)) {
    depth += bracket === '<<' ? 1 : -1
    if (depth === 0) return dictionary.slice(start, start + index + 2)
  }
  throw new UnknownOperator(name)
}
