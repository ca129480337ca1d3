/** Know a picture by its bytes, not by its name, and tell whether it is whole. */
import { imageSize } from 'image-size'
import { cleanSvg } from './clean-svg.js'

export interface Recognised {
  readonly mediaType: string
  readonly extension: string
  readonly bytes: Uint8Array
  readonly width?: number
  readonly height?: number
  /** What was taken out of an SVG. */
  readonly removed: readonly string[]
}

const kinds: Readonly<Record<string, { mediaType: string; extension: string }>> = {
  png: { mediaType: 'image/png', extension: 'png' },
  jpg: { mediaType: 'image/jpeg', extension: 'jpg' },
  gif: { mediaType: 'image/gif', extension: 'gif' },
  webp: { mediaType: 'image/webp', extension: 'webp' },
}

/** Kinds that browsers or drawing programs know and e-readers do not (EPUB 3.3 §3.2). */
const foreignKinds = new Set([
  'tiff',
  'bmp',
  'avif',
  'heif',
  'heic',
  'psd',
  'jxl',
  'ico',
  'jp2',
  'tga',
  'dds',
  'icns',
  'ktx',
  'pnm',
  'j2c',
  'jxl-stream',
  'cur',
])

/**
 * Recognise a picture.
 *
 * @returns what it is, or in plain words why it cannot be used
 */
export function recognisePicture(bytes: Uint8Array): Recognised | { readonly reason: string } {
  if (bytes.length === 0) return { reason: 'an empty file' }
  if (looksLikeSvg(bytes)) return recogniseSvg(bytes)
  let size: { type?: string; width?: number; height?: number }
  try {
    size = imageSize(bytes)
  } catch {
    return { reason: 'a file of no known kind' }
  }
  const type = size.type ?? ''
  const kind = kinds[type]
  if (!kind)
    return {
      reason: foreignKinds.has(type)
        ? `a picture of the kind ${type.toUpperCase()}`
        : 'a file of no known kind',
    }
  if (!isWhole(type, bytes))
    return { reason: `a ${kind.extension.toUpperCase()} that breaks off before its end` }
  if (!size.width || !size.height)
    return { reason: `a ${kind.extension.toUpperCase()} without a size` }
  return { ...kind, bytes, width: size.width, height: size.height, removed: [] }
}

function looksLikeSvg(bytes: Uint8Array): boolean {
  const head = new TextDecoder()
    .decode(bytes.subarray(0, 2048))
    .replace(/^\ufeff/, '')
    .trimStart()
  return head.startsWith('<') && /<svg[\s>:]|<\?xml|<!DOCTYPE svg|<!--/i.test(head)
}

function recogniseSvg(bytes: Uint8Array): Recognised | { readonly reason: string } {
  const cleaned = cleanSvg(new TextDecoder().decode(bytes))
  if (!cleaned) return { reason: 'an SVG that is not well-formed' }
  const { text, removed, width, height } = cleaned
  return {
    mediaType: 'image/svg+xml',
    extension: 'svg',
    bytes: new TextEncoder().encode(text),
    removed,
    ...(width && height ? { width, height } : {}),
  }
}

/** Whether a file has the end that its format demands. */
function isWhole(type: string, bytes: Uint8Array): boolean {
  if (type === 'png') return endOfPng(bytes)
  // A JPEG ends with EOI (ITU-T T.81, B.1.1.3); cameras append data behind it.
  if (type === 'jpg') return lastIndexOfPair(bytes, 0xff, 0xd9) > 0
  if (type === 'gif') return bytes.subarray(-16).includes(0x3b)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return type !== 'webp' || view.getUint32(4, true) + 8 <= bytes.length
}

/** Walk the chunks to IEND (PNG 3, §5.3). */
function endOfPng(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at)
    if (view.getUint32(at + 4) === 0x49454e44) return true
    at += 12 + length
  }
  return false
}

function lastIndexOfPair(bytes: Uint8Array, first: number, second: number): number {
  for (let at = bytes.length - 2; at >= 0; at--) {
    if (bytes[at] === first && bytes[at + 1] === second) return at
  }
  return -1
}
