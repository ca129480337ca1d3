/** The fonts that style sheets bring with them. */

const fontFaceRule = /@font-face\s*\{([^}]*)\}/gi

const familyOf = (rule: string): string | undefined =>
  /font-family\s*:\s*(?:"([^"]+)"|'([^']+)'|([^;"'}]+))/i
    .exec(rule)
    ?.slice(1)
    .find((name) => name !== undefined)
    ?.trim()

/** List the families that a style sheet has a `@font-face` for, each once, in their order. */
export function fontFamilies(css: string): string[] {
  const rules = css.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(fontFaceRule)
  const names = [...rules].map(([, rule]) => familyOf(rule!))
  return [
    ...new Set(names.filter((name) => name !== undefined && /^[\w .-]+$/.test(name))),
  ] as string[]
}
