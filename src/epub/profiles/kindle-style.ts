/** A style sheet that Kindle's converter takes. Reads plain CSS, as `pruneRules` does. */
import { pruneRules } from '../style/prune-rules.js'

/**
 * Properties that it refuses or that come out wrong: colours vanish on the dark and sepia pages that readers choose,
 * and floats and boxes of a size overlap (Kindle Publishing Guidelines, §10; asciidoctor-epub3#390).
 */
const refused =
  /^(?:-\w+-.*|animation.*|background.*|box-.*|break-.*|calc|clip.*|columns?(?:-.*)?|(?:min-|max-)?height|color|content|cursor|filter|flex.*|float|gap|grid.*|hyphens|inset.*|(?:align|justify)-(?:content|items|self)|left|mask.*|mix-.*|opacity|order|overflow.*|position|right|top|bottom|text-underline-offset|transform.*|transition.*|z-index|--.*|font-variant-(?:ligatures|numeric)|accent-color)$/

/** Values with something that it does not know. */
const refusedValue =
  /\b(?:var|calc|min|max|clamp|env|attr)\(|\b(?:flex|grid|inline-block|sticky|fixed|anywhere)\b|\d(?:vh|vw|vmin|vmax)\b/

/** A text that runs on where it must, in the words of CSS 2 that Kindle knows. */
const wrapping = 'word-wrap: break-word'

/** The text itself has the reader's font, size, spacing and colour (§10.4.1). */
const bodySelector = /^(?:html|body|\*|:root)$/
const ofTheBody =
  /^(?:font.*|line-height|letter-spacing|word-spacing|text-align|padding.*|widows|orphans)$/

/** What says in weight and slant what colours say elsewhere. */
const ownRules = `pre { white-space: pre-wrap; ${wrapping}; }
.token-keyword, .marked { font-weight: bold; }
.code-callout { border: 0.06em solid; }
.equation .formula { vertical-align: middle; }
.equation-number { margin-left: 1.5em; }
.details { margin: 1em 0; }
`

/**
 * Keep the rules that Kindle takes, and add its own.
 *
 * @param names of what is in the book, as `pruneRules` takes them
 */
export const kindleStyle = (css: string, names: ReadonlySet<string>): string =>
  keepRules(css) + pruneRules(ownRules, names)

function keepRules(css: string): string {
  let out = ''
  for (const { head, body } of rulesOf(css.replace(/\/\*[\s\S]*?\*\//g, ''))) {
    if (/^@font-face/.test(head)) out += `${head} {${body}}\n`
    // Conditions are for screens that a Kindle is not.
    if (head.startsWith('@')) continue
    // A line of code hangs in a block of its own, which Kindle does not know.
    if (/\.line\b/.test(head)) continue
    const declarations = declarationsOf(body, {
      isOfTheBody: head.split(',').every(isBody),
      isCitation: /a\.citation/.test(head),
    })
    if (declarations.length > 0) out += `${head} { ${declarations.join('; ')}; }\n`
  }
  return out
}

const isBody = (selector: string): boolean => bodySelector.test(selector.trim())

function declarationsOf(
  body: string,
  { isOfTheBody, isCitation }: { readonly isOfTheBody: boolean; readonly isCitation: boolean },
): string[] {
  const kept: string[] = []
  for (const declaration of body.split(';')) {
    const at = declaration.indexOf(':')
    const name = declaration.slice(0, at).trim().toLowerCase()
    const value = declaration.slice(at + 1).trim()
    if (at < 0 || value === '') continue
    // Links of a Kindle have no colour of ours to be told by: lines under them stay (WCAG 1.4.1).
    if (isCitation && name === 'text-decoration') continue
    if (name === 'overflow-wrap') kept.push(wrapping)
    if (refused.test(name) || refusedValue.test(value) || name === 'overflow-wrap') continue
    if (isOfTheBody && ofTheBody.test(name)) continue
    if (/^margin/.test(name) && /(?:^|\s)-\d/.test(value)) continue
    kept.push(`${name}: ${inEms(value)}`)
  }
  return [...new Set(kept)]
}

/** Lengths that do not grow with the reader's size of type become such as do. */
const inEms = (value: string): string =>
  value.replace(/(?<![\w#])(\d*\.?\d+)(px|pt)\b/g, (_, number: string, unit: string) => {
    const ems = Number(number) / (unit === 'px' ? 16 : 12)
    return `${Number(ems.toFixed(3))}em`
  })

/** Split at the braces of the outermost level. */
function rulesOf(css: string): { head: string; body: string }[] {
  const rules: { head: string; body: string }[] = []
  let [depth, start, open] = [0, 0, 0]
  for (let at = 0; at < css.length; at++) {
    if (css[at] === '{' && depth++ === 0) open = at
    if (css[at] !== '}' || --depth > 0) continue
    rules.push({ head: css.slice(start, open).trim(), body: css.slice(open + 1, at) })
    start = at + 1
    depth = 0
  }
  return rules
}
