/**
 * What Temml says of a formula's look by styles and by classes of its own style sheet, said by elements that every reader
 * stretches, by attributes of MathML, or by the few classes of `styles/formulas.css`. Styles in attributes have no place
 * in a book, and `menclose` is not drawn by Chromium (MathML Core has none).
 */

/** Temml's classes that our style sheet has a word for. */
const classes: Readonly<Record<string, readonly string[]>> = {
  'tml-left': ['left'],
  'tml-right': ['right'],
  'tml-jot': ['rows-apart'],
  'tml-cancel': ['strike'],
  upstrike: ['strike-up'],
  downstrike: ['strike-down'],
  sout: ['strike-through'],
  'tml-xcancel': ['strike-cross'],
  ...Object.fromEntries([1, 2, 3, 4].map((size) => [`tml-hat-${size}`, [`wide-hat-${size}`]])),
  ...Object.fromEntries([2, 3, 4].map((size) => [`tml-tilde-${size}`, [`wide-tilde-${size}`]])),
}

/** Declarations that our style sheet has a word for; sizes of type are its own. */
const styles: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/(?:^|;)padding-left:0(?:em|pt)/, 'flush-left'],
  [/(?:^|;)padding-left:1em/, 'apart'],
  [/(?:^|;)padding-right:0(?:em|pt)/, 'flush-right'],
  [/(?:^|;)border-top:/, 'line-above'],
  [/(?:^|;)border-bottom:/, 'line-below'],
  [/(?:^|;)border-left:/, 'line-left'],
  [/(?:^|;)border-right:/, 'line-right'],
  [/(?:^|;)border:/, 'boxed'],
  [/(?:^|;)math-depth:0/, 'full-size'],
]

/** Enclosures that other elements draw as well, by their notation: what opens and what closes them. */
const enclosures: Readonly<Record<string, readonly [start: string, end: string]>> = {
  top: ['<mover><mrow>', '</mrow><mo stretchy="true">‾</mo></mover>'],
  bottom: ['<munder><mrow>', '</mrow><mo stretchy="true">_</mo></munder>'],
  box: ['<mrow class="boxed">', '</mrow>'],
}

/** Keep the look of MathML without its styles. */
export function keepLook(mathml: string): string {
  const ends = { menclose: [] as string[], mrow: [] as string[] }
  return mathml.replace(
    /<(\/?)(\w+)((?:\s[^<>]*)?)>/g,
    (whole, slash: string, name: string, attributes: string) => {
      const open = name === 'menclose' || name === 'mrow' ? ends[name] : undefined
      if (slash) return open?.pop() ?? whole
      const [start, end] = openElement(name, attributes)
      open?.push(end)
      return start
    },
  )
}

/** Give what opens an element, and what closes it. */
function openElement(name: string, attributes: string): readonly [start: string, end: string] {
  if (name === 'menclose') {
    const enclosure = enclosures[/notation="([^"]*)"/.exec(attributes)?.[1] ?? '']
    if (enclosure) return enclosure
  }
  // MathML 3 has these attributes on another element (§3.3.4); MathML Core, on all.
  const isStyled = name === 'mrow' && /(?:displaystyle|scriptlevel)="/.test(attributes)
  const real = isStyled ? 'mstyle' : name
  return [`<${real}${attributes === '' ? '' : plain(attributes)}>`, `</${real}>`]
}

function plain(attributes: string): string {
  const given = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(attributes)?.[1] ?? ''
  const style = given('style')
  const names = [
    ...given('class')
      .split(' ')
      .flatMap((name) => classes[name] ?? []),
    ...styles.flatMap(([pattern, name]) => (pattern.test(style) ? [name] : [])),
  ]
  const colour = /(?:^|;)color:(#[\da-f]{3,6})/i.exec(style)?.[1]
  return (
    attributes.replace(/ (?:class|style|id|href)="[^"]*"/g, '') +
    (colour ? ` mathcolor="${colour}"` : '') +
    (names.length > 0 ? ` class="${names.join(' ')}"` : '')
  )
}
