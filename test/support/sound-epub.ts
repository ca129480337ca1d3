/** A small book that no checker finds fault with, made by a whole build, and ways to spoil it. */
import { join } from 'node:path'
import JSZip from 'jszip'
import { expect } from 'vitest'
import { build } from '../../src/build.js'
import { bookFolder, worldAt } from './book-folder.js'
import { fixtures } from './cases.js'

let made: Promise<Uint8Array> | undefined

/** Build `test/fixtures/preflight/sound-book`, once. */
export const soundEpub = (): Promise<Uint8Array> => {
  made ??= make()
  return made
}

async function make(): Promise<Uint8Array> {
  const world = await worldAt(join(fixtures, 'preflight/sound-book'))
  const request = { folder: bookFolder, kinds: ['epub' as const], write: true, strict: false }
  const { files, written } = await build(world, { ...request, out: '/out/book.epub' })
  expect(files.flatMap(({ messages }) => messages).map(String)).toEqual([])
  return world.disk.get(written[0]!.path)!
}

/** A change of one file: what stands in it, and what takes its place; or a file more, or one less. */
export type Fault =
  | readonly [path: string, from: string | RegExp, to: string]
  | { readonly remove: string }
  | { readonly add: string; readonly bytes: string | Uint8Array }

/** Make the changes to an EPUB; each must find its place. */
export async function spoil(epub: Uint8Array, faults: readonly Fault[]): Promise<Uint8Array> {
  const zip = await JSZip.loadAsync(epub)
  for (const fault of faults) {
    if ('remove' in fault) zip.remove(`OEBPS/${fault.remove}`)
    else if ('add' in fault) zip.file(`OEBPS/${fault.add}`, fault.bytes)
    else {
      const [path, from, to] = fault
      const text = await zip.file(`OEBPS/${path}`)!.async('string')
      const changed = text.replace(from, to)
      expect(changed, `the change of ${path} must find its place`).not.toBe(text)
      zip.file(`OEBPS/${path}`, changed)
    }
  }
  return zip.generateAsync({ type: 'uint8array' })
}
