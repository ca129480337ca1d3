/** Kind and length of a recording, read off its bytes: the three kinds that every reader of EPUB 3.3 plays (§3.2). */

export interface AudioFacts {
  readonly mediaType: string
  readonly extension: string
  readonly seconds: number
}

/** Measure a recording. @returns `undefined` where it is of another kind, or damaged */
export function measureAudio(bytes: Uint8Array): AudioFacts | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (file.toString('latin1', 4, 8) === 'ftyp')
    return withLength('audio/mp4', 'm4a', lengthOfMp4(file, 0, file.length))
  if (file.toString('latin1', 0, 4) === 'OggS')
    return withLength('audio/ogg; codecs=opus', 'opus', lengthOfOpus(file))
  return withLength('audio/mpeg', 'mp3', lengthOfMp3(file))
}

const withLength = (
  mediaType: string,
  extension: string,
  seconds: number | undefined,
): AudioFacts | undefined =>
  seconds === undefined || !(seconds > 0) ? undefined : { mediaType, extension, seconds }

/** `mvhd` in `moov` says the length in units of its own (ISO/IEC 14496-12, 8.2.2). */
function lengthOfMp4(file: Buffer, from: number, to: number): number | undefined {
  for (let at = from; at + 8 <= to; ) {
    const size = file.readUInt32BE(at)
    const kind = file.toString('latin1', at + 4, at + 8)
    if (kind === 'moov') return lengthOfMp4(file, at + 8, Math.min(to, at + size))
    if (kind === 'mvhd' && at + 32 <= to) {
      const isLong = file[at + 8] === 1
      const scale = file.readUInt32BE(at + (isLong ? 28 : 20))
      const units = isLong ? Number(file.readBigUInt64BE(at + 32)) : file.readUInt32BE(at + 24)
      return units / scale
    }
    // A size of 1 stands for a longer one behind it, 0 for the rest of the file (4.2.2).
    const step = size === 1 && at + 16 <= to ? Number(file.readBigUInt64BE(at + 8)) : size
    if (step < 8) return undefined
    at += step
  }
  return undefined
}

/** Opus counts 48,000 samples a second; the last page says how many there are (RFC 7845, §4). */
function lengthOfOpus(file: Buffer): number | undefined {
  const head = file.indexOf('OpusHead')
  const last = file.lastIndexOf('OggS')
  if (head < 0 || head + 12 > file.length || last + 14 > file.length) return undefined
  return (Number(file.readBigUInt64LE(last + 6)) - file.readUInt16LE(head + 10)) / 48_000
}

/** Kilobits a second of layer III by the number in the header: MPEG 1, and MPEG 2 and 2.5 (ISO/IEC 11172-3, 13818-3). */
const rates = {
  first: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  second: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
}
const frequencies = [44_100, 48_000, 32_000]

/** Frames are counted one by one: what a header says of the whole is not always there, nor true. */
function lengthOfMp3(file: Buffer): number | undefined {
  let at = 0
  // ID3v2: its length is written in sevens of bits.
  if (file.toString('latin1', 0, 3) === 'ID3' && file.length > 10)
    at = 10 + [6, 7, 8, 9].reduce((sum, index) => sum * 128 + file[index]!, 0)
  let seconds = 0
  while (at + 4 <= file.length) {
    const frame = readFrame(file, at)
    if (!frame) break
    // The first frame may hold facts on the others, and no sound.
    const facts = file.toString('latin1', at, Math.min(file.length, at + 48))
    if (seconds > 0 || !/Xing|Info|VBRI/.test(facts)) seconds += frame.seconds
    at += frame.bytes
  }
  return seconds > 0 ? seconds : undefined
}

function readFrame(file: Buffer, at: number): { bytes: number; seconds: number } | undefined {
  const header = file.readUInt32BE(at)
  const isLayerThree = header >>> 21 === 0x7ff && ((header >> 17) & 3) === 1
  const version = (header >> 19) & 3
  const rate = (version === 3 ? rates.first : rates.second)[(header >> 12) & 15]
  const base = frequencies[(header >> 10) & 3]
  if (!isLayerThree || version === 1 || !rate || !base) return undefined
  const frequency = base / (version === 3 ? 1 : version === 2 ? 2 : 4)
  const samples = version === 3 ? 1152 : 576
  const bytes = Math.floor(((samples / 8) * rate * 1000) / frequency) + ((header >> 9) & 1)
  return { bytes, seconds: samples / frequency }
}
