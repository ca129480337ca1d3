/** The preflight of an EPUB: our rules after each build, all the checkers for `octavo check`. */
import type { World } from '../book/world.js'
import { type Judged, judgeEpub } from './judge-epub.js'

/**
 * Look at a finished EPUB before readers do. The checkers are loaded only where they run.
 *
 * @param judged its `file` gets what cannot be traced to a place of the manuscript
 */
export async function preflightEpub(
  world: World,
  bytes: Uint8Array,
  judged: Judged,
): Promise<void> {
  judgeEpub(bytes, judged)
  if (!judged.isThorough) return
  const { checkEpub } = await import('./check-epub.js')
  await checkEpub(bytes, judged.file, world.checkers)
}
