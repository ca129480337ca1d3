/** The EPUB for everybody: nothing is changed. */
import type { Profile } from './profile.js'

export const plain: Profile = {
  contentsDepth: Number.POSITIVE_INFINITY,
  ncxDepth: Number.POSITIVE_INFINITY,
  setsText: true,
  math: 'mathml',
  isRaster: false,
  plays: true,
  adapt: (tree) => tree,
  style: (css) => css,
}
