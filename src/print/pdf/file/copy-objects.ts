/** Objects of Chromium's file brought into ours. */
import type { PdfFile } from '../pdf-file.js'
import type { PartWriter } from './write-part.js'

/** Copies an object with all that it refers to. */
export interface Copier {
  /** @returns number of the copy in the new file */
  copy(number: number): number
  /** Copy a dictionary that stands in another object. */
  copyText(dictionary: string): string
  /** Say what stands for an object, in place of a copy. */
  replace(number: number, by: number): void
}

/** Make a copier of a file. */
export function createCopier(pdf: PdfFile, writer: PartWriter): Copier {
  const copies = new Map<number, number>()
  const copier: Copier = {
    copy(number) {
      const done = copies.get(number)
      if (done !== undefined) return done
      const dictionary = copier.copyText(pdf.dictionary(number))
      const data = pdf.data(number)
      const made = writer.addCopy(data ? withoutLength(dictionary) : dictionary, data)
      copies.set(number, made)
      return made
    },
    copyText: (dictionary) =>
      dictionary.replace(
        /(\d+) 0 R\b/g,
        (_, number: string) => `${copier.copy(Number(number))} 0 R`,
      ),
    replace: (number, by) => void copies.set(number, by),
  }
  return copier
}

/** The entries of a stream's dictionary; the writer adds the length. */
const withoutLength = (dictionary: string): string =>
  dictionary
    .trim()
    .replace(/^<</, '')
    .replace(/>>$/, '')
    .replace(/\/Length \d+/, '')
