// The words of finished books: a PDF by poppler's pdftotext, an EPUB by our own small unzipper.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { inflateRawSync } from 'node:zlib'
import { count, wordsOf } from './words.mjs'

/**
 * Words of all pages. One divided at the end of a line or page reads whole in our PDFs; a hyphen that is left there
 * is the manuscript's.
 *
 * @returns Map of words, or `undefined` where pdftotext is not installed
 */
export function readPdf(path) {
  try {
    const given = ['-enc', 'UTF-8', '-raw', path, '-']
    const text = execFileSync('pdftotext', given, { encoding: 'utf8', maxBuffer: 2 ** 30 })
    return count(wordsOf(withoutHeads(text, path)))
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw error
  }
}

/**
 * Take the running heads off the pages, so that a word which is divided over two of them meets its rest. What
 * they say is in the layout beside the PDF.
 */
function withoutHeads(text, path) {
  const layout = path.replace(/\.pdf$/, '.layout.json')
  if (!existsSync(layout)) return text
  const { pages } = JSON.parse(readFileSync(layout, 'utf8'))
  return text
    .split('\f')
    .map((page, index) => {
      const { runningHead = '', folio = '' } = pages[index] ?? {}
      if (runningHead === '') return page
      const lines = page.split('\n')
      const head = fold(runningHead + folio)
      // Chromium paints the head in one line, or words and folio in one each.
      for (const count of [1, 2])
        if (same(fold(lines.slice(0, count).join('')), head)) return lines.slice(count).join('\n')
      return page
    })
    .join('\n')
}

const fold = (words) =>
  words
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()

/** The folio stands left or right of the words. */
const same = (one, other) => [...one].sort().join('') === [...other].sort().join('')

/** Words of all content documents but the navigation, without formulas. */
export function readEpub(path) {
  const words = new Map()
  for (const [name, bytes] of unzip(readFileSync(path))) {
    if (!/\.x?html$/.test(name) || /(^|\/)(nav|toc)\.x?html$/.test(name)) continue
    const text = bytes
      .toString('utf8')
      .replace(/<head[\s\S]*?<\/head>|<math[\s\S]*?<\/math>|<!--[\s\S]*?-->/g, ' ')
      // A change of the font ends no word: `<b>in</b>side`.
      .replace(
        /<\/?(?:a|abbr|b|bdi|cite|code|dfn|em|i|kbd|mark|q|s|samp|small|span|strong|u|var|wbr)\b[^>]*>/g,
        '',
      )
      .replace(/<[^>]*>/g, ' ')
      .replace(/&#x([0-9a-f]+);/gi, (_, hex) => String.fromCodePoint(Number.parseInt(hex, 16)))
      .replace(/&#(\d+);/g, (_, decimal) => String.fromCodePoint(Number(decimal)))
      .replace(/&\w+;/g, ' ')
    count(wordsOf(text), words)
  }
  return words
}

/** Name and bytes of each file, by the central directory (APPNOTE.TXT 4.3.12). */
export function* unzip(zip) {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const method = zip.readUInt16LE(at + 10)
    const size = zip.readUInt32LE(at + 20)
    const [name, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset))
    const local = zip.readUInt32LE(at + 42)
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const bytes = zip.subarray(start, start + size)
    yield [
      zip.toString('utf8', at + 46, at + 46 + name),
      method === 8 ? inflateRawSync(bytes) : bytes,
    ]
    at += 46 + name + extra + comment
  }
}
