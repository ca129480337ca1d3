import type { BookSource } from '../../book/book-source.js'
import type { Metadata } from '../../book/configuration.js'
import type { World } from '../../book/world.js'
import { type CoverPicture, checkPicture } from './check-picture.js'
import { drawCover } from './draw-cover.js'

/**
 * Get the author's cover, or draw one from the metadata where there is none or it cannot be used.
 *
 * @throws EnvironmentFault where one must be drawn and there is no browser
 */
export async function makeCover(
  world: World,
  metadata: Metadata,
  source: BookSource | undefined,
): Promise<CoverPicture> {
  const { cover } = metadata
  if (cover !== undefined && source !== undefined) {
    const path = `${source.folder}/${cover}`
    // A missing or outlying file was reported when the configuration was read.
    const isOurs = await world.files.isInside(source.folder, path)
    const bytes = isOurs ? await world.files.read(path) : undefined
    const picture = bytes && checkPicture(cover, bytes, source.file)
    if (picture) return picture
  }
  return { bytes: await drawCover(world, metadata), extension: 'jpg' }
}
