/** Leave out of a style sheet what a book has no use for. Reads our own plain CSS, not all of CSS. */

/**
 * Keep the rules whose elements and classes occur in the book.
 *
 * @param names names of elements, and of classes with a dot before them
 */
export function pruneRules(css: string, names: ReadonlySet<string>): string {
  return pruneBlock(css.replace(/\/\*[\s\S]*?\*\//g, ''), names)
}

function pruneBlock(css: string, names: ReadonlySet<string>): string {
  let out = ''
  for (const { head, body } of splitRules(css)) {
    if (/^@(?:media|supports|container)\b/.test(head)) {
      const inside = pruneBlock(body, names)
      if (inside !== '') out += `${head} {\n${inside}}\n`
    } else if (head.startsWith('@')) out += `${head} {${body}}\n`
    else {
      const selectors = head.split(',').filter((selector) => isUsed(selector, names))
      if (selectors.length > 0)
        out += `${selectors.map((one) => one.trim()).join(', ')} { ${tidy(body)} }\n`
    }
  }
  return out
}

const tidy = (body: string): string => body.trim().replace(/\s+/g, ' ')

/** Split at the braces of the outermost level. */
function splitRules(css: string): { head: string; body: string }[] {
  const rules: { head: string; body: string }[] = []
  let [depth, start, open] = [0, 0, 0]
  for (let at = 0; at < css.length; at++) {
    if (css[at] === '{') {
      if (depth === 0) open = at
      depth += 1
    } else if (css[at] === '}') {
      depth -= 1
      if (depth > 0) continue
      rules.push({ head: css.slice(start, open).trim(), body: css.slice(open + 1, at) })
      start = at + 1
    }
  }
  return rules
}

/** Whether each element and class that a selector asks for is in the book. */
function isUsed(selector: string, names: ReadonlySet<string>): boolean {
  const wanted =
    selector.replace(/::?[a-z-]+(?:\([^)]*\))?|\[[^\]]*\]/g, '').match(/\.?[a-zA-Z][\w-]*/g) ?? []
  return wanted.every((name) => names.has(name))
}
