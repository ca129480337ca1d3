/** Figures that are pages of PDF files, as plotting programs write them. */
import { createHash } from 'node:crypto'
import type { World } from '../../book/world.js'
import { type Recognised, recognisePicture } from './recognise-picture.js'

/** Raised when the way changes, so that nothing of an older version comes out of the cache. */
const version = 1

/** Whether a file is a PDF, which may begin some bytes on (ISO 32000-1, H.3, note 13). */
export const isPdf = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')

/**
 * Draw a page of a PDF as SVG, or take it from the cache.
 *
 * @param source as the author wrote it; `#page=2` names the page (RFC 8118, §3)
 * @returns the drawing, or in plain words why there is none and what to do
 */
export async function drawPage(
  world: World,
  bytes: Uint8Array,
  source: string,
): Promise<Recognised | { readonly reason: string; readonly hint: string }> {
  const page = Number(/#(?:.*&)?page=(\d+)/.exec(source)?.[1] ?? 1)
  const key = createHash('sha256')
    .update(`pdf page ${version} ${page}\n`)
    .update(bytes)
    .digest('hex')
  const kept = await world.cache.get(key)
  const drawn = kept ?? (await world.drawPdf(bytes, page))
  if (drawn === undefined)
    return {
      reason: 'a PDF, for which `pdftocairo` is not installed',
      hint: 'Install poppler (`apt-get install poppler-utils`, `brew install poppler`), or save the picture as SVG',
    }
  if ('reason' in drawn)
    return { reason: drawn.reason, hint: 'Save it again, or say which page: `{page=1}`' }
  if (!kept) await world.cache.set(key, drawn)
  const picture = recognisePicture(drawn)
  if (!('reason' in picture)) return picture
  return { ...picture, hint: 'Save the picture as SVG' }
}
