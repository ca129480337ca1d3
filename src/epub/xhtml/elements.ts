/** Which elements XHTML knows, and what becomes of those that it does not. */

/** Elements that hold nothing (HTML, §13.1.2). */
export const voidElements: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta source track wbr'.split(' '),
)

/** Elements whose content is no text of the book: dropped whole. */
export const silentElements: ReadonlySet<string> = new Set(
  'script style template noscript iframe object embed applet link meta base title head param'.split(
    ' ',
  ),
)

/** Elements of HTML that an EPUB's content may hold (EPUB 3.3, §6.1; HTML, §4). */
const known: ReadonlySet<string> = new Set(
  (
    'a abbr address area article aside audio b bdi bdo blockquote br caption cite code col colgroup ' +
    'data dd del details dfn div dl dt em fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 header ' +
    'hgroup hr i img ins kbd legend li main map mark meter nav ol p picture pre progress q rp rt ruby s ' +
    'samp section small source span strong sub summary sup table tbody td tfoot th thead time tr track ' +
    'u ul var video wbr math svg'
  ).split(' '),
)

/** What took the place of an obsolete element (HTML, §16.2), and the class that keeps its look. */
const successors: Readonly<Record<string, readonly [tagName: string, className?: string]>> = {
  acronym: ['abbr'],
  big: ['span', 'larger'],
  center: ['div', 'align-center'],
  dir: ['ul'],
  font: ['span'],
  nobr: ['span', 'no-break'],
  strike: ['s'],
  tt: ['code'],
}

const blocks =
  /^(?:p|div|section|article|aside|header|footer|h[1-6]|[uod]l|li|pre|table|figure|blockquote|hr|details)$/

/**
 * Name an element as XHTML knows it.
 *
 * @param hasBlock whether a child is a block, so that an unknown element must be one too
 * @returns the name, and a class to add
 */
export function nameElement(
  tagName: string,
  hasBlock: () => boolean,
): readonly [tagName: string, className?: string] {
  if (known.has(tagName)) return [tagName]
  return successors[tagName] ?? [hasBlock() ? 'div' : 'span']
}

/** Whether an element makes a block of its own. */
export const isBlock = (tagName: string): boolean => blocks.test(tagName)
