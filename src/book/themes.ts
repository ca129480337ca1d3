/** Designs of the pages that come with Octavo: each but `default` has a folder in `styles/themes/`. */
export const themes = ['default', 'textbook', 'reference', 'novel'] as const
export type Theme = (typeof themes)[number]
