/** Which attributes an EPUB's XHTML may carry, and what becomes of those that it may not. */
import type { Properties } from 'hast'
import { find, html, type Info, svg } from 'property-information'
import { cleanText, escapeValue } from './escape.js'

/** Markup language of an element; decides how properties are named. */
export type Space = 'html' | 'svg' | 'math'

const names = (list: string): ReadonlySet<string> => new Set(list.split(' '))

/** On every element (HTML, §3.2.6). `style` is not: looks belong to the style sheet. */
const everywhere = names('id class title lang dir role hidden tabindex translate epub:type')

/** On these elements besides (HTML, the "Content attributes" of each). */
const onElement: Readonly<Record<string, ReadonlySet<string>>> = {
  a: names('href hreflang rel type'),
  area: names('alt coords href shape'),
  audio: names('src controls loop muted preload'),
  blockquote: names('cite'),
  col: names('span'),
  colgroup: names('span'),
  data: names('value'),
  del: names('cite datetime'),
  details: names('open'),
  img: names('src alt width height usemap'),
  ins: names('cite datetime'),
  li: names('value'),
  map: names('name'),
  meter: names('value min max low high optimum'),
  ol: names('start reversed type'),
  progress: names('value max'),
  q: names('cite'),
  source: names('src type media'),
  td: names('colspan rowspan headers'),
  th: names('colspan rowspan headers scope abbr'),
  time: names('datetime'),
  track: names('src kind srclang label default'),
  video: names('src controls loop muted preload poster width height'),
}

/** Roles that DPUB-ARIA 1.1 deprecates; EPUBCheck warns of each. */
const deprecatedRoles = names('doc-biblioentry doc-endnote')

/** Numbers and nothing else (HTML, "Rules for parsing non-negative integers"). */
const wholeNumber = /^\d+$/

/** Shares of the measure for which `styles/epub` has a class. */
const widths = [10, 20, 25, 30, 33, 40, 50, 60, 66, 70, 75, 80, 90, 100]

const infos = { html: new Map<string, Info>(), svg: new Map<string, Info>() }

/** Look up a property's attribute; remembered, since `find` normalises the name each time. */
function infoOf(property: string, space: Space): Info {
  const schema = space === 'svg' ? 'svg' : 'html'
  const known = infos[schema].get(property)
  if (known) return known
  const info = find(schema === 'svg' ? svg : html, property)
  infos[schema].set(property, info)
  return info
}

/**
 * List the attributes of an element as XHTML has them, in order of appearance.
 *
 * @returns pairs of name and value, the value not yet escaped; classes that stand for legacy
 *   attributes are in `class`
 */
export function toAttributes(
  tagName: string,
  properties: Properties,
  space: Space,
  extraClass?: string,
): Map<string, string> {
  const attributes = new Map<string, string>()
  const classes: string[] = []
  for (const [property, given] of Object.entries(properties)) {
    if (given === null || given === undefined || given === false) continue
    const info = property === 'epubType' ? undefined : infoOf(property, space)
    const name = info ? info.attribute : 'epub:type'
    const value = toText(given, info)
    if (name === 'class') classes.push(...value.split(/\s+/))
    else if (space !== 'html' ? isForeign(name, space) : isAllowed(tagName, name, value)) {
      attributes.set(name, name === 'id' ? toNcName(value) : value)
    } else if (space === 'html') classes.push(...classFor(tagName, name, value))
  }
  if (extraClass !== undefined) classes.push(extraClass)
  const filled = classes.filter(Boolean)
  if (filled.length > 0) attributes.set('class', [...new Set(filled)].join(' '))
  if (tagName === 'img') roundSize(attributes)
  return attributes
}

function toText(given: NonNullable<Properties[string]>, info: Info | undefined): string {
  if (given === true) return info?.boolean || info?.overloadedBoolean ? info.attribute : 'true'
  if (Array.isArray(given)) return given.join(info?.commaSeparated ? ', ' : ' ')
  return String(given)
}

/** SVG and MathML keep what they have, but for handlers of events and repeated namespaces. */
const isForeign = (name: string, space: Space): boolean =>
  /^(?:xml:(?:lang|space)|epub:type|[a-zA-Z][\w-]*)$/.test(name)
    ? !/^(?:on|xmlns)/i.test(name)
    : space === 'svg' && /^xlink:(?:href|title|show)$/.test(name)

function isAllowed(tagName: string, name: string, value: string): boolean {
  if ((name === 'width' || name === 'height') && !/^\d+(?:\.\d+)?(?:px)?$/.test(value)) return false
  if (name === 'role' && deprecatedRoles.has(value)) return false
  if (name === 'dir' && !/^(?:ltr|rtl|auto)$/.test(value)) return false
  if (everywhere.has(name) || onElement[tagName]?.has(name)) return true
  // Lengths for print; here a class says them.
  if (name === 'data-share' || name === 'data-wide') return false
  return /^(?:aria|data)-[a-z][a-z0-9.-]*$/.test(name)
}

/** A class for an attribute that HTML has given up, where the look matters. */
function classFor(tagName: string, name: string, value: string): string[] {
  const word = value.trim().toLowerCase()
  if (name === 'align' && /^(?:left|right|center|justify)$/.test(word)) {
    return [tagName === 'img' && word !== 'center' ? `float-${word}` : `align-${word}`]
  }
  if (name === 'valign' && /^(?:top|middle|bottom|baseline)$/.test(word)) return [`valign-${word}`]
  if (name === 'nowrap') return ['no-break']
  if (name === 'width' && (tagName === 'img' || tagName === 'video')) {
    const share = /^(\d+(?:\.\d+)?)%$/.exec(word)
    if (share) return [`width-${nearestWidth(Number(share[1]))}`]
  }
  return []
}

const nearestWidth = (share: number): number =>
  widths.reduce((best, width) => (Math.abs(width - share) < Math.abs(best - share) ? width : best))

function roundSize(attributes: Map<string, string>): void {
  for (const name of ['width', 'height']) {
    const value = attributes.get(name)
    if (value === undefined || wholeNumber.test(value)) continue
    attributes.set(name, String(Math.max(1, Math.round(Number.parseFloat(value)))))
  }
}

/** Write attributes for a start tag, each with a space before it. */
export function writeAttributes(attributes: ReadonlyMap<string, string>): string {
  let out = ''
  for (const [name, value] of attributes) out += ` ${name}="${escapeValue(value)}"`
  return out
}

/** Make an id that XML takes (Namespaces in XML, NCName); one that already is stays as it is. */
export function toNcName(id: string): string {
  const clean = cleanText(id).replace(/[^\p{L}\p{N}_.·-]/gu, '-')
  return /^[\p{L}_]/u.test(clean) ? clean : `id-${clean}`
}
