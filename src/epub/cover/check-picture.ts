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
      `Unexpected kind of picture in the cover \`${path}\`, expected a JPEG or a PNG`,
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
  return { bytes, extension }
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
