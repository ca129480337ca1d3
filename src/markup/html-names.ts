/** Which elements of raw HTML a book takes. */

const words = (text: string) => text.trim().split(/\s+/)

/** Elements that print and that EPUB 3 allows, with old ones that are translated. */
export const htmlNames: ReadonlySet<string> = new Set(
  words(`
  a abbr address article aside b bdi bdo blockquote br caption cite code col colgroup data dd del details dfn div
  dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li main mark ol p picture pre q
  rp rt ruby s samp section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr
  big center font tt strike acronym nobr`),
)

/** Elements of inline SVG 1.1, scripts and animation left out. */
export const svgNames: ReadonlySet<string> = new Set(
  words(`
  svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan textPath image
  linearGradient radialGradient stop clipPath mask pattern marker filter feGaussianBlur feOffset feBlend feMerge
  feMergeNode feColorMatrix feFlood feComposite switch`),
)

/** Presentation MathML (MathML Core). */
export const mathNames: ReadonlySet<string> = new Set(
  words(`
  math mi mn mo ms mtext mspace mrow mfrac msqrt mroot mstyle merror mpadded mphantom msub msup msubsup munder mover
  munderover mmultiscripts mprescripts mtable mtr mtd semantics annotation`),
)

/** Removed with all they hold. */
export const removedNames: ReadonlySet<string> = new Set([
  'script',
  'style',
  'noscript',
  'template',
])

/** What plays or embeds something: replaced by a link to it. */
export const embeddedNames: ReadonlySet<string> = new Set([
  'iframe',
  'embed',
  'object',
  'video',
  'audio',
  'source',
  'track',
  'applet',
  'canvas',
])

/** Parts of a page of their own, or forms: with attributes they are dropped, alone they are meant as text. */
export const documentNames: ReadonlySet<string> = new Set([
  'html',
  'head',
  'body',
  'title',
  'meta',
  'link',
  'base',
  'form',
  'input',
  'button',
  'select',
  'option',
  'textarea',
  'label',
  'fieldset',
  'legend',
  'frame',
  'frameset',
  'nav',
  'menu',
  'dialog',
  'slot',
  'marquee',
  'optgroup',
  'output',
  'progress',
  'meter',
])

/** Elements without an end tag. */
export const voidNames: ReadonlySet<string> = new Set([
  'br',
  'hr',
  'img',
  'wbr',
  'col',
  'input',
  'source',
  'track',
  'embed',
  'meta',
  'link',
  'base',
])

const lowerSvg = new Set([...svgNames].map((name) => name.toLowerCase()))

/** True for an element that a book may hold. */
export const isAllowed = (name: string): boolean =>
  htmlNames.has(name) || lowerSvg.has(name) || mathNames.has(name)
