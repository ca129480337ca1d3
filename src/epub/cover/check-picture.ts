/** Whether the author's cover is one that shops take. */
import { imageSize } from 'image-size'
import type { VFile } from 'vfile'
import { report } from '../../diagnostics/report.js'

export interface CoverPicture {
  readonly bytes: Uint8Array
  readonly extension: 'jpg' | 'png'
}

/** Shortest side that Google Play and Kobo take; pixels. */
const leastPixels = 640

/** What shops show without enlarging it (Kindle, Apple Books). */
const goodSize = '1600 × 2560 pixels'

/**
 * Check a cover by what its bytes say, not by its name.
 *
 * @param file the configuration, which names the cover; gets the messages
 * @returns the picture, or `undefined` where it cannot be used
 */
export function checkPicture(
  path: string,
  bytes: Uint8Array,
  file: VFile,
): CoverPicture | undefined {
  const extension = kindOf(bytes)
  if (extension === undefined) {
    report(
      file,
      'broken-image',
      undefined,
      `Unexpected ${nameKind(bytes)} in the cover \`${path}\`, expected a JPEG or a PNG`,
      {
        subject: path,
        hint: `Save the cover as a JPEG of ${goodSize}`,
      },
    )
    return undefined
  }
  const size = sizeOf(bytes)
  if (size === undefined || !isWhole(bytes, extension)) {
    report(
      file,
      'broken-image',
      undefined,
      `Unexpected end of the cover \`${path}\`, expected a whole ${extension === 'jpg' ? 'JPEG' : 'PNG'}`,
      {
        subject: path,
        hint: 'Copy or save the picture again',
      },
    )
    return undefined
  }
  if (Math.min(size.width, size.height) < leastPixels) {
    report(
      file,
      'small-cover',
      undefined,
      `Unexpected size ${size.width} × ${size.height} of the cover \`${path}\`, expected at least ${leastPixels} pixels on the shorter side`,
      {
        subject: path,
        hint: `Shops ask for about ${goodSize}`,
      },
    )
  }
  judge(path, size, bytes.length, file)
  return { bytes, extension }
}

/** Sides of covers that shops show whole: from 1:1.2 to 1:2 (Kindle: 1:1.6 is best; Apple and Kobo show others in a frame). */
const ratios = { least: 1.2, most: 2 }

/** Largest file; bytes (Kobo and Google Play refuse more than 5 MB in some markets). */
const mostBytes = 5e6

function judge(
  path: string,
  { width, height }: { width: number; height: number },
  length: number,
  file: VFile,
): void {
  const ratio = height / width
  if (ratio < ratios.least || ratio > ratios.most) {
    const reason = `Unexpected shape of the cover \`${path}\`, 1 : ${ratio.toFixed(2)}, expected about 1 : 1.6`
    const hint = `Crop it, or set it on a ground of ${goodSize}`
    report(file, 'cover-shape', undefined, reason, { subject: path, hint })
  }
  if (length <= mostBytes) return
  const reason = `Unexpected size of the cover \`${path}\`, ${(length / 1e6).toFixed(1)} MB, expected at most ${mostBytes / 1e6} MB`
  const hint = `Save it as a JPEG of ${goodSize}`
  report(file, 'large-cover', undefined, reason, { subject: path, hint })
}

/** Bytes by which other kinds of pictures are known; authors rename rather than convert. */
const signatures: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['GIF', /^GIF8/],
  ['WebP', /^RIFF....WEBP/s],
  ['TIFF', /^(?:II\*\0|MM\0\*)/],
  ['PDF', /^%PDF/],
  ['Photoshop file', /^8BPS/],
  ['AVIF or HEIC', /^....ftyp/s],
  ['SVG', /^\s*(?:<\?xml|<svg|<!DOCTYPE svg)/i],
]

function nameKind(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 64)).toString('latin1')
  return signatures.find(([, pattern]) => pattern.test(head))?.[0] ?? 'kind of picture'
}

function kindOf(bytes: Uint8Array): 'jpg' | 'png' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpg'
  return Buffer.from(bytes.subarray(0, 8)).toString('latin1') === '\x89PNG\r\n\x1a\n'
    ? 'png'
    : undefined
}

function sizeOf(bytes: Uint8Array): { width: number; height: number } | undefined {
  try {
    return imageSize(bytes)
  } catch {
    // The header itself is damaged.
    return undefined
  }
}

/** JPEG ends with the marker EOI, PNG with the chunk IEND; cameras may put something behind it. */
function isWhole(bytes: Uint8Array, extension: 'jpg' | 'png'): boolean {
  const end = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return extension === 'jpg'
    ? end.lastIndexOf('ffd9', undefined, 'hex') > 0
    : end.lastIndexOf('IEND') > 0
}
