/**
 * A style sheet for text from right to left. Logical properties would say it once for both directions, but reading
 * systems that are still in use do not know them (Adobe's RMSDK, Kindle's older engine); so left and right change
 * places. Reads our own plain CSS, not all of CSS.
 */

/** What runs from left to right in every language, and where an author says left and means it. */
const kept = /^\s*(?:@|pre\b|m[a-z]+\b|\.code-callouts|\.(?:align|float)-|t[dh]\.align-)/

/** Change left and right in the rules of a style sheet. */
export const mirrorRules = (css: string): string =>
  css.replace(/([^{}]*)\{([^{}]*)\}/g, (whole, head: string, body: string) =>
    kept.test(head) ? whole : `${head}{${mirror(body)}}`,
  )

const sides = /(?<![a-z])(left|right)(?![a-z])/g

/** Four lengths in turn: top, right, bottom, left. */
const aroundBox = /\b(margin|padding)\s*:\s*([^\s;]+) ([^\s;]+) ([^\s;]+) ([^\s;]+)(?=\s*(?:;|$))/g

const mirror = (body: string): string =>
  body
    .replace(sides, (side) => (side === 'left' ? 'right' : 'left'))
    .replace(aroundBox, '$1: $2 $5 $4 $3')
