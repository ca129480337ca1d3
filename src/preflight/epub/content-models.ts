/** What may stand in what (HTML, "content model" of each element), as far as Markdown and raw HTML can get it wrong. */

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean))

/** Elements that hold running text only. */
export const holdsPhrasing =
  words(`abbr b bdi bdo cite code dfn em h1 h2 h3 h4 h5 h6 i kbd label mark p pre q rp rt s
  samp small span strong sub sup time u var`)

/** Elements that are no part of running text. */
export const blocks =
  words(`address article aside blockquote details dialog div dl fieldset figure footer form h1 h2 h3
  h4 h5 h6 header hgroup hr main menu nav ol p pre search section table ul figcaption caption tbody thead tfoot tr td th
  li dt dd summary body head html`)

/** Elements whose children are of a few kinds, and that hold no text of their own. */
export const onlyChildren: Readonly<Record<string, ReadonlySet<string>>> = {
  ul: words('li script template'),
  ol: words('li script template'),
  dl: words('dt dd div script template'),
  table: words('caption colgroup thead tbody tfoot tr script template'),
  thead: words('tr script template'),
  tbody: words('tr script template'),
  tfoot: words('tr script template'),
  tr: words('td th script template'),
  colgroup: words('col template'),
  head: words('title meta link style script base noscript template'),
  html: words('head body'),
}

/** Elements that may only stand in some. */
export const onlyParents: Readonly<Record<string, ReadonlySet<string>>> = {
  li: words('ul ol menu'),
  dt: words('dl div'),
  dd: words('dl div'),
  figcaption: words('figure'),
  caption: words('table'),
  tr: words('table thead tbody tfoot'),
  td: words('tr'),
  th: words('tr'),
  thead: words('table'),
  tbody: words('table'),
  tfoot: words('table'),
  summary: words('details'),
  col: words('colgroup'),
  source: words('audio video picture'),
}

/** Attributes without which an element is nothing. */
export const required: Readonly<Record<string, readonly string[]>> = {
  img: ['src'],
  source: [],
  area: [],
}
