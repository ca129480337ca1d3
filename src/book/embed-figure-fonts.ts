/**
 * The book's fonts inside its drawings. An SVG that is shown as a picture is a document of its own: it sees
 * no font of the page, and may load none (SVG Integration, "secure static mode") but from a `data:` URL.
 */
import type { Asset } from './book.js'
import type { Resource } from './world.js'

/** One `@font-face` of the style sheets. */
export interface FontFace {
  readonly family: string
  /** Path from the origin, as in the resources: `fonts/SourceSans3-Regular.ttf`. */
  readonly path: string
  readonly weight: number
  readonly isItalic: boolean
}

/** Read the faces that a style sheet declares with a file of ours. */
export function readFontFaces(css: string): FontFace[] {
  return [...css.matchAll(/@font-face\s*\{([^}]*)\}/g)].flatMap(([, rule]) => {
    const value = (name: string) => new RegExp(`${name}:\\s*([^;}]+)`).exec(rule!)?.[1]?.trim()
    const family = value('font-family')?.replace(/["']/g, '')
    const path = /url\(\s*["']?\/?([^"')]+)/.exec(rule!)?.[1]
    if (!family || !path) return []
    const weight = toWeight(value('font-weight') ?? 'normal')
    return [{ family, path, weight, isItalic: value('font-style') === 'italic' }]
  })
}

/** From this weight on the letters of a face are bold (CSS Fonts 4, §5.2: above 500 the heavier is taken). */
const leastBold = 501

const toWeight = (text: string): number =>
  /^bold/.test(text) ? 700 : Number.parseInt(text, 10) || 400

/**
 * Make the function that serves a drawing with the faces that it names inside. Fonts are encoded once.
 *
 * @param fonts by path from the origin
 */
export function figureFontEmbedder(
  faces: readonly FontFace[],
  fonts: ReadonlyMap<string, Resource>,
): (asset: Asset) => Uint8Array {
  const rules = new Map<FontFace, string>()
  const ruleFor = (face: FontFace): string => {
    const known = rules.get(face)
    if (known !== undefined) return known
    const font = fonts.get(face.path)
    const rule = font ? fontFaceRule(face, font) : ''
    rules.set(face, rule)
    return rule
  }
  return ({ bytes, mediaType }) => {
    if (mediaType !== 'image/svg+xml') return bytes
    const svg = Buffer.from(bytes).toString('utf8')
    if (!/<text[\s>]/.test(svg)) return bytes
    const css = chooseFaces(svg, faces).map(ruleFor).join('')
    if (css === '') return bytes
    const withFonts = svg.replace(/<svg\b[^>]*[^/]>/, (root) => `${root}<style>${css}</style>`)
    return Buffer.from(withFonts, 'utf8')
  }
}

function fontFaceRule({ family, weight, isItalic }: FontFace, font: Resource): string {
  const data = Buffer.from(font.bytes).toString('base64')
  const style = isItalic ? 'italic' : 'normal'
  return `@font-face{font-family:'${family}';font-weight:${weight};font-style:${style};src:url(data:${font.mediaType};base64,${data})}`
}

/** Faces of the families that a drawing names; heavy and slanted ones only where it asks for such. */
function chooseFaces(svg: string, faces: readonly FontFace[]): FontFace[] {
  const weights = [...svg.matchAll(/font(?:-weight)?\s*[:=]\s*["']?([^;"'}]*)/g)].map(
    ([, value]) => (/\bbold/.test(value!) ? 700 : Number(/\b[1-9]00\b/.exec(value!)?.[0] ?? 400)),
  )
  const isBold = weights.some((weight) => weight >= leastBold)
  const isItalic = /\bitalic\b|\boblique\b/.test(svg)
  return faces.filter(
    (face) =>
      namesFamily(svg, face.family) &&
      (isBold || face.weight < leastBold) &&
      (isItalic || !face.isItalic),
  )
}

/** Whether the family stands there as a whole name: `Source Serif 4` is not `Source Serif 4 Display`. */
const namesFamily = (svg: string, family: string): boolean =>
  new RegExp(`(?<![\\w-])${family.replaceAll(/[^\w ]/g, '\\$&')}(?! ?[\\w-])`).test(svg)
