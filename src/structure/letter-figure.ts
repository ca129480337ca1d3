/** Figures within a figure: "2.1a", "2.1b", in the letters of the language. */
import type { Data } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import type { Figure } from '../book/mdast.js'
import { claim } from './name-chapters.js'
import { addLabel, anchorsOf, type State, toName } from './numbering-state.js'
import type { RawChapter } from './raw-chapter.js'

/**
 * Letters in their order, where they are not those of Latin: Arabic as it numbers lists (abjad), Russian without those
 * that GOST 2.105-95, 4.1.8, leaves out.
 */
const alphabets: Readonly<Record<string, string>> = {
  ar: 'أبجدهوزحطيكلمنسعفصقرشت',
  el: 'αβγδεζηθικλμνξοπρστυφχψω',
  ru: 'абвгдежиклмнпрстуфхцшщэюя',
}

const latin = 'abcdefghijklmnopqrstuvwxyz'

/**
 * Give a figure the number of the one around it, with its letter. Sets `data.letter`, `number` and `id`.
 *
 * @param whole that holds it, and has been numbered
 */
export function letterFigure(
  state: State,
  chapter: RawChapter,
  chapterId: string,
  part: Figure,
  whole: Figure,
): void {
  const { number: before = '', id: wholeId }: Data = whole.data ?? {}
  const at = whole.children.filter((child) => child.type === 'figure').indexOf(part)
  const { lang, language } = chapter.frontMatter
  const letter = letterAt(at, String(lang ?? language ?? state.configuration.metadata.language))
  const number = before + letter
  const label = part.data?.label
  const id = claim(toName(label ?? `${wholeId ?? `${chapterId}-figure`}-${at + 1}`), state.taken)
  part.data = { ...part.data, id, letter, number }
  if (!label) return
  anchorsOf(state, chapter.path).set(label, id)
  const title = plainText({ type: 'paragraph', children: part.caption ?? [] })
  addLabel(
    state,
    chapter,
    label,
    { id, kind: 'figure', number, isPart: true, title, chapterId },
    part,
  )
}

/** After the last letter they are doubled. */
function letterAt(index: number, language: string): string {
  const letters = [...(alphabets[language.toLowerCase().split('-')[0]!] ?? latin)]
  return letters[index % letters.length]!.repeat(Math.floor(index / letters.length) + 1)
}
