/** Read a text of the book: inside the folder, there, and UTF-8. */
import { posix } from 'node:path'
import type { VFile } from 'vfile'
import type { World } from '../book/world.js'
import { nearestName } from '../diagnostics/did-you-mean.js'
import { type Place, report } from '../diagnostics/report.js'

const decoder = new TextDecoder('utf-8', { fatal: true })

/**
 * Read a text file of the book, without its byte order mark.
 *
 * @param file receives `outside-book`, `missing-file`, `unreadable-file`
 * @param place where `file` names the path; absent where it is the file itself
 * @returns `undefined` where something was reported
 */
export async function readText(
  world: World,
  folder: string,
  path: string,
  file: VFile,
  place?: Place,
): Promise<string | undefined> {
  const full = posix.join(folder, path)
  if (posix.isAbsolute(path) || !(await world.files.isInside(folder, full))) {
    report(
      file,
      'outside-book',
      place,
      `Unexpected \`${path}\`, expected a path inside the book folder`,
      {
        subject: path,
        hint: 'Copy the file into the book folder',
      },
    )
    return undefined
  }
  const bytes = await world.files.read(full)
  if (bytes === undefined) {
    const names = (await world.files.list(posix.dirname(full))) ?? []
    const nearest = nearestName(
      posix.basename(path),
      names.filter((name) => !name.endsWith('/')),
    )
    report(file, 'missing-file', place, `Unexpected \`${path}\`, expected a file that exists`, {
      subject: path,
      hint:
        nearest === undefined
          ? 'Paths start at the folder of the file that names them'
          : `Did you mean \`${posix.join(posix.dirname(path), nearest)}\`?`,
    })
    return undefined
  }
  return decodeText(bytes, path, file, place)
}

/** Decode a text file. Reports `unreadable-file`, at the first byte that is not UTF-8 unless `place` says more. */
export function decodeText(
  bytes: Uint8Array,
  path: string,
  file: VFile,
  place?: Place,
): string | undefined {
  try {
    return decoder.decode(bytes)
  } catch {
    const at = findInvalid(bytes)
    report(
      file,
      'unreadable-file',
      place ?? at.place,
      `Unexpected byte \`0x${at.byte}\` in \`${path}\`, expected UTF-8 text`,
      {
        subject: path,
        hint: 'Save the file as UTF-8 in your editor',
      },
    )
    return undefined
  }
}

/** Find the first byte that is not UTF-8, by halves: the longest beginning that can be decoded. */
function findInvalid(bytes: Uint8Array): { place: { line: number; column: number }; byte: string } {
  let [low, high] = [0, bytes.length]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    // As a stream: a character that is cut at the end is no fault.
    if (isText(bytes.subarray(0, middle))) low = middle
    else high = middle - 1
  }
  low = startOfLast(bytes, low)
  const before = new TextDecoder().decode(bytes.subarray(0, low)).split(/\r\n|\r|\n/)
  return {
    place: { line: before.length, column: before.at(-1)!.length + 1 },
    byte: (bytes[low] ?? 0).toString(16).padStart(2, '0'),
  }
}

/** Step back over a character that began before an offset and was not finished: it is the fault. */
function startOfLast(bytes: Uint8Array, offset: number): number {
  for (let back = 1; back <= 3 && back <= offset; back++) {
    const byte = bytes[offset - back]!
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    if (length > back) return offset - back
    // 10xxxxxx goes on with a character; anything else is one of its own (RFC 3629, §3).
    if ((byte & 0xc0) !== 0x80) return offset
  }
  return offset
}

function isText(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}
