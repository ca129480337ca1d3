/**
 * Roles of the pages that are all title: they stand before the contents, carry neither heading nor folio, and no
 * table of contents lists them (Chicago Manual of Style 17, 1.4 and 1.8).
 */
export const displayPages: ReadonlySet<string> = new Set([
  'half-title',
  'title-page',
  'copyright-page',
  'dedication',
  'epigraph',
])
