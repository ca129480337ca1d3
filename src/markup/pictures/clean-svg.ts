/** Make an SVG file safe and valid: no DOCTYPE, entities, scripts, animation by script, or outside references. */
import {
  DOMParser,
  type Document,
  XMLSerializer,
  type Element as XmlElement,
  type Node as XmlNode,
} from '@xmldom/xmldom'

export interface CleanedSvg {
  readonly text: string
  /** What was taken out, in words for a message; empty for a clean picture. */
  readonly removed: readonly string[]
  /** CSS pixels, from `width`/`height` or the view box. */
  readonly width?: number
  readonly height?: number
}

/** Expansion past this factor is an entity bomb ("billion laughs"). */
const maxExpansion = 10

const removedElements = new Set([
  'script',
  'foreignobject',
  'iframe',
  'embed',
  'object',
  'handler',
  'listener',
  'set',
  'animate',
  'animatetransform',
  'animatemotion',
])

/**
 * Clean one SVG.
 *
 * @returns `undefined` where it is not well-formed XML with an `svg` root
 */
export function cleanSvg(source: string): CleanedSvg | undefined {
  const removed = new Set<string>()
  const expanded = expandEntities(source, removed)
  if (expanded === undefined) return undefined
  const document = parse(expanded)
  const root = document?.documentElement
  if (root?.localName !== 'svg') return undefined
  if (!root.getAttribute('xmlns')) root.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  cleanElement(root, removed)
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root)}\n`
  return { text, removed: [...removed], ...sizeOf(root) }
}

function parse(text: string): Document | undefined {
  try {
    return new DOMParser({
      onError: (level) => {
        if (level !== 'warning') throw new SyntaxError(level)
      },
    }).parseFromString(text, 'image/svg+xml')
  } catch {
    return undefined
  }
}

/** Drawing programs declare entities for namespaces; put their values in and drop the DOCTYPE. */
function expandEntities(source: string, removed: Set<string>): string | undefined {
  const doctype = /<!DOCTYPE[^[>]*(?:\[([\s\S]*?)\]\s*)?>/.exec(source)
  if (!doctype) return source.replace(/^\ufeff/, '')
  const values = new Map<string, string>()
  for (const match of (doctype[1] ?? '').matchAll(
    /<!ENTITY\s+([\w.-]+)\s+(?:"([^"]*)"|'([^']*)')\s*>/g,
  )) {
    values.set(match[1]!, match[2] ?? match[3] ?? '')
  }
  // What stands elsewhere is not fetched: nothing stands in its place.
  for (const [, name] of (doctype[1] ?? '').matchAll(
    /<!ENTITY\s+(%|[\w.-]+)(?:(?<=%)\s+[\w.-]+)?\s+(?:SYSTEM|PUBLIC)\b/g,
  )) {
    removed.add('an outside entity')
    if (name !== '%' && !values.has(name!)) values.set(name!, '')
  }
  let text = source.replace(doctype[0], '').replace(/^\ufeff/, '')
  const limit = source.length * maxExpansion
  for (let round = 0; round < 4; round++) {
    const before = text
    text = text.replace(/&([\w.-]+);/g, (whole, name: string) => values.get(name) ?? whole)
    if (text.length > limit) return undefined
    if (text === before) break
  }
  return text
}

function cleanElement(element: XmlElement, removed: Set<string>): void {
  for (const attribute of Array.from(element.attributes)) {
    const name = attribute.name.toLowerCase()
    if (name.startsWith('on')) {
      removed.add(`\`${attribute.name}\``)
      element.removeAttributeNode(attribute)
    } else if (
      (name === 'href' || name === 'xlink:href' || name === 'src') &&
      !/^(#|data:image\/(png|jpeg|gif);)/i.test(attribute.value.trim())
    ) {
      if (element.localName !== 'a')
        removed.add(`a reference to \`${attribute.value.slice(0, 40)}\``)
      element.removeAttributeNode(attribute)
    } else if (/url\(\s*['"]?(?!#)/i.test(attribute.value)) {
      removed.add('a reference out of the picture')
      element.removeAttributeNode(attribute)
    }
  }
  for (const child of Array.from(element.childNodes)) cleanChild(element, child, removed)
}

function cleanChild(parent: XmlElement, child: XmlNode, removed: Set<string>): void {
  // Processing instructions may name style sheets; comments are nobody's business.
  if (child.nodeType === 7 || child.nodeType === 8) parent.removeChild(child)
  if (child.nodeType !== 1) return
  const element = child as XmlElement
  const name = (element.localName ?? '').toLowerCase()
  if (removedElements.has(name)) {
    removed.add(`\`${element.localName}\``)
    parent.removeChild(element)
    return
  }
  // A path without data draws nothing and is invalid (SVG 1.1 §8.3.1).
  if (name === 'path' && !element.getAttribute('d')) {
    parent.removeChild(element)
    return
  }
  if (name === 'style' && /@import|url\(\s*['"]?(?!#|data:)/i.test(element.textContent ?? '')) {
    removed.add('a style sheet from outside')
    element.textContent = (element.textContent ?? '')
      .replace(/@import[^;]*;?/gi, '')
      .replace(/url\([^)]*\)/gi, 'none')
  }
  cleanElement(element, removed)
  // A picture in it that was outside shows nothing, and is invalid without its address (SVG 1.1, §5.7).
  const isShown = element.hasAttribute('href') || element.hasAttribute('xlink:href')
  if (name === 'image' && !isShown) parent.removeChild(element)
}

function sizeOf(root: XmlElement): { width?: number; height?: number } {
  const box = (root.getAttribute('viewBox') ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number)
  const width = pixels(root.getAttribute('width')) ?? (box.length === 4 ? box[2] : undefined)
  const height = pixels(root.getAttribute('height')) ?? (box.length === 4 ? box[3] : undefined)
  return width && height && Number.isFinite(width) && Number.isFinite(height)
    ? { width, height }
    : {}
}

/** CSS pixels in one of each unit (CSS Values 4, §6.2). */
const pixelsPer: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  pt: 4 / 3,
  pc: 16,
  mm: 96 / 25.4,
  cm: 96 / 2.54,
  in: 96,
}

function pixels(length: string | null): number | undefined {
  const match = /^\s*(\d*\.?\d+)\s*([a-z]*)\s*$/i.exec(length ?? '')
  const unit = match ? pixelsPer[match[2]!.toLowerCase()] : undefined
  return match && unit ? Number(match[1]) * unit : undefined
}
