/** The author's own style sheets, and the fonts that they bring. */
import { posix } from 'node:path'
import type { BookSource } from '../../book/book-source.js'
import type { World } from '../../book/world.js'
import type { PackedFile } from '../pack.js'
import { findLetters } from './find-letters.js'
import { subset } from './subset.js'

export interface AuthorStyles {
  readonly css: string
  readonly fonts: readonly PackedFile[]
  /** Licences that lie beside the fonts; they travel with them (SIL OFL 1.1, condition 2). */
  readonly licenses: readonly PackedFile[]
}

/** Fonts that every reading system takes (EPUB 3.3, §3.2: core media types). */
const fontFile = /\.(?:ttf|otf|woff2?)$/i

const licenseFile = /^(?:ofl|licen[cs]e|copying).*\.(?:txt|md)$/i

/**
 * Read the author's own style sheets, to stand after ours. Of what they load only fonts of the book folder
 * are taken: a book reaches nothing outside it, and EPUBCheck refuses addresses that lead nowhere.
 *
 * @param paths relative to the book folder; missing ones were reported when the configuration was read
 * @param fonts whether they are taken, and the finished files whose letters they keep
 */
export async function authorStyles(
  world: World,
  paths: readonly string[],
  source: BookSource | undefined,
  { embedFonts, shown }: { readonly embedFonts: boolean; readonly shown: readonly string[] },
): Promise<AuthorStyles> {
  if (source === undefined) return { css: '', fonts: [], licenses: [] }
  const packed = new Map<string, PackedFile>()
  const read = async (path: string) =>
    (await world.files.isInside(source.folder, `${source.folder}/${path}`))
      ? world.files.read(`${source.folder}/${path}`)
      : undefined
  const texts: string[] = []
  for (const path of paths) {
    const bytes = await read(path)
    texts.push(bytes ? Buffer.from(bytes).toString('utf8') : '')
  }
  const letters = findLetters(shown, texts.map(withoutLoads).join('\n'))
  const sheets: string[] = []
  for (const [index, path] of paths.entries()) {
    const text = texts[index]!
    const faces: string[] = []
    for (const [face] of embedFonts ? withoutComments(text).matchAll(fontFaceRule) : []) {
      const address = urlOf(face)
      if (!fontFile.test(address) || /^[a-z][a-z0-9+.-]*:/i.test(address)) continue
      if (!isAsked(face, letters)) continue
      const file = posix.join(posix.dirname(path), address)
      const font = packed.get(file) ?? packFont(file, await read(file), packed.size)
      if (!font) continue
      packed.set(file, font)
      faces.push(face.replace(/src\s*:[^;}]*/i, `src: url(${font.path})`))
    }
    sheets.push(...faces, withoutLoads(text))
  }
  const css = sheets.filter(Boolean).join('\n')
  const fonts = await Promise.all(
    [...packed.values()].map(async (font) => ({
      ...font,
      bytes: await subset(world, font.bytes, letters, false),
    })),
  )
  const folders = new Set([...packed.keys()].map((file) => posix.dirname(file)))
  const licenses = await findLicenses(world, source.folder, folders)
  return { css, fonts, licenses }
}

const fontFaceRule = /@font-face\s*\{[^}]*\}/gi

/** Tell whether a font that is cut into pieces by ranges of characters has any of the book's in this one. */
function isAsked(rule: string, letters: string): boolean {
  const ranges = /unicode-range\s*:\s*([^;}]+)/i.exec(rule)?.[1]?.match(/[\dA-F]+(?:-[\dA-F]+)?/gi)
  if (!ranges) return true
  const limits = ranges.map((range) => range.split('-').map((end) => Number.parseInt(end, 16)))
  return [...letters].some((letter) => {
    const code = letter.codePointAt(0)!
    return limits.some(([from, to = from]) => code >= from! && code <= to!)
  })
}

const urlOf = (rule: string): string =>
  /url\(\s*["']?([^"')]+?)["']?\s*\)/i.exec(rule)?.[1]?.trim() ?? ''

/** The number keeps fonts apart that have one name in two folders, and all of them from ours. */
function packFont(file: string, bytes: Uint8Array | undefined, number: number) {
  if (!bytes) return undefined
  const name = posix.basename(file).replace(/[^\w.-]/g, '-')
  return { path: `fonts/own-${number + 1}-${name}`, bytes, isStored: /\.woff2?$/i.test(file) }
}

async function findLicenses(
  world: World,
  folder: string,
  folders: ReadonlySet<string>,
): Promise<PackedFile[]> {
  const licenses: PackedFile[] = []
  for (const inside of folders) {
    const names = (await world.files.list(`${folder}/${inside}`)) ?? []
    for (const name of names.filter((one) => licenseFile.test(one))) {
      const bytes = await world.files.read(`${folder}/${inside}/${name}`)
      const stem = name.replace(/\.\w+$/, '').replace(/[^\w.-]/g, '-')
      const path = `fonts/own-${licenses.length + 1}-${stem}.txt`
      if (bytes) licenses.push({ path, bytes, isStored: false })
    }
  }
  return licenses
}

const withoutComments = (css: string): string => css.replace(/\/\*[\s\S]*?\*\//g, '')

/** Take out `@import`, `@charset`, `@font-face` and `url(…)`. */
export const withoutLoads = (css: string): string =>
  withoutComments(css)
    .replace(/@(?:import|charset|namespace)[^;{}]*;?/gi, '')
    .replace(fontFaceRule, '')
    .replace(/[\w-]+\s*:[^;{}]*\b(?:url|image-set)\s*\([^;{}]*;?/gi, '')
    .trim()
