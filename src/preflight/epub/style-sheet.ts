/** The style sheets of an EPUB as a list of rules. */
import type { OpenEpub } from './open-epub.js'
import type { Fault } from './rule.js'

/** A rule of a style sheet, flat: what is inside `@media` too. */
export interface StyleRule {
  readonly selector: string
  readonly body: string
  readonly path: string
}

const parsed = new WeakMap<OpenEpub, readonly StyleRule[]>()

/** List the rules of all style sheets, comments left out. */
export function styleRulesOf(epub: OpenEpub): readonly StyleRule[] {
  const known = parsed.get(epub)
  if (known) return known
  const rules = epub.styles.flatMap(({ path, css }) =>
    [...css.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/([^{};]+)\{([^{}]*)\}/g)].map((found) => ({
      path,
      selector: found[1]!.trim(),
      body: found[2]!.trim(),
    })),
  )
  parsed.set(epub, rules)
  return rules
}

/** Find the declarations that match. */
export const eachDeclaration =
  (pattern: RegExp, expected: string, selects: RegExp = /^/) =>
  (epub: OpenEpub): Fault[] =>
    styleRulesOf(epub)
      .filter(({ selector }) => selects.test(selector))
      .flatMap(({ path, selector, body }) => {
        const found = body
          .split(';')
          .map((one) => one.trim())
          .find((one) => pattern.test(one))
        return found === undefined
          ? []
          : [{ path, reason: `Unexpected \`${found}\` for \`${selector}\`, expected ${expected}` }]
      })
