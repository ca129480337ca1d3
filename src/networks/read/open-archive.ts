/** Zip archives, of which PyTorch and Keras make their files. */
import { unzipSync } from 'fflate'
import { UnreadableNetwork } from '../graph.js'

/** Open the files of a zip archive whose names fit. @throws UnreadableNetwork where it is damaged */
export function openArchive(bytes: Uint8Array, wanted: RegExp): ReadonlyMap<string, Uint8Array> {
  try {
    return new Map(Object.entries(unzipSync(bytes, { filter: ({ name }) => wanted.test(name) })))
  } catch (cause) {
    throw new UnreadableNetwork('the archive is cut short or damaged', { cause })
  }
}
