/**
 * How wide a formula is, without a browser: nothing in MathML wraps, and a phone shows 24 em. Right to a tenth for
 * those of whole books (test/epub.test.ts compares some with Chromium), and rather too wide than too narrow.
 */

/** A formula of MathML as Temml writes it. */
interface Part {
  readonly name: string
  readonly attributes: string
  readonly parts: Part[]
  text: string
}

/**
 * Estimate the width of MathML in em.
 *
 * @param mathml the inside of `math`, well-formed
 */
export const measureMath = (mathml: string, isDisplay: boolean): number =>
  widthOf(readParts(mathml), isDisplay)

function readParts(mathml: string): Part {
  const root: Part = { name: 'mrow', attributes: '', parts: [], text: '' }
  const open = [root]
  for (const [, end, name, attributes, alone, text] of mathml.matchAll(
    /<(\/?)([a-z]+)([^>]*?)(\/?)>|([^<]+)/g,
  )) {
    const around = open.at(-1)!
    if (text !== undefined) around.text += text
    else if (end) open.pop()
    else {
      const part: Part = { name: name!, attributes: attributes!, parts: [], text: '' }
      around.parts.push(part)
      if (!alone) open.push(part)
    }
    if (open.length === 0) break
  }
  return root
}

/** Scripts are set at seven tenths (MathML Core, §2.1.6). */
const script = 0.71

function widthOf(part: Part, isDisplay: boolean): number {
  const { name, parts } = part
  const width = (at: number) => (parts[at] ? widthOf(parts[at], isDisplay) : 0)
  const widest = () => Math.max(0, ...parts.map((_, at) => width(at)))
  switch (name) {
    case 'mi':
    case 'mn':
    case 'mtext':
    case 'mo':
      return measureToken(part)
    case 'mspace':
      return lengthOf(part.attributes)
    case 'mfrac':
      return widest() * (isDisplay ? 1 : script) + 0.15
    case 'msqrt':
    case 'mroot':
      return width(0) + 0.85
    case 'msub':
    case 'msup':
      return width(0) + width(1) * script
    case 'msubsup':
      return width(0) + Math.max(width(1), width(2)) * script
    case 'munder':
    case 'mover':
    case 'munderover':
      return Math.max(width(0), width(1) * script, width(2) * script)
    case 'mtable':
      return measureTable(part, isDisplay)
    default:
      return parts.reduce((sum, _, at) => sum + width(at), 0)
  }
}

/** Columns are as wide as their widest cell, and stand apart as the browser has them: 0.4 em on each side. */
function measureTable({ parts: rows }: Part, isDisplay: boolean): number {
  const columns: number[] = []
  for (const { parts: cells } of rows)
    for (const [at, cell] of cells.entries()) {
      const before = /flush-left/.test(cell.attributes) ? 0 : 0.4
      const apart = /\bapart\b/.test(cell.attributes) ? 0.6 : 0
      const after = /flush-right/.test(cell.attributes) ? 0 : 0.4
      const inside = cell.parts.reduce((sum, one) => sum + widthOf(one, isDisplay), 0)
      columns[at] = Math.max(columns[at] ?? 0, inside + before + apart + after)
    }
  return columns.reduce((sum, one) => sum + one, 0)
}

const entity = /&(?:#\w+|\w+);/g

/** Letters of STIX Two Math on average, and operators with the spaces that MathML gives them. */
function measureToken({ name, attributes, text }: Part): number {
  const letters = [...text.replace(entity, 'x').trim()]
  if (name === 'mo') return letters.reduce((sum, one) => sum + measureOperator(one, attributes), 0)
  if (name === 'mn') return letters.length * 0.5
  if (name === 'mtext') return letters.reduce((sum, one) => sum + (/\s/.test(one) ? 0.25 : 0.46), 0)
  return letters.length * (letters.length > 1 ? 0.48 : 0.56)
}

const operators: readonly (readonly [signs: RegExp, width: number])[] = [
  // Invisible ones, braces and bars that stretch over or under, accents.
  [/[\u2061-\u2064⏟⏞¯^ˆ˜~ˉ→.]/, 0.28],
  [/[,;:!]/, 0.4],
  [/[()[\]{}|∣‖⌊⌋⌈⌉⟨⟩]/, 0.38],
  [/[∑∏∫∬∮⋃⋂]/, 1.15],
  [/[=<>≤≥≈≡≠∼∝←⟵⟶⇒⇔⟹⟺∈∉⊂⊆≪≫]/, 1.3],
  [/[+−×⋅÷±∪∩∘⊙⊗⊕∗/]/, 1.1],
]

function measureOperator(sign: string, attributes: string): number {
  const known = operators.find(([signs]) => signs.test(sign))
  const isAccent = /stretchy="false"/.test(attributes) && /[→ˆ^~˜¯]/.test(sign)
  return isAccent ? 0 : (known?.[1] ?? 0.8)
}

function lengthOf(attributes: string): number {
  const width = /width="(-?[\d.]+)em"/.exec(attributes)
  return width ? Number(width[1]) : 0
}
