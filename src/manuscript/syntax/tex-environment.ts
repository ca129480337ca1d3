/**
 * Formulas as LaTeX writes them: `\begin{equation}` … `\end{equation}`, without dollars, as pandoc takes them
 * (Manual, `raw_tex`). What MathML cannot set, such as `\begin{figure}`, stays text.
 */
import type { Math as MathNode } from 'mdast-util-math'
import type { Point } from 'micromark-util-types'
import { applyAttributes } from '../tokenize/nodes.js'
import { lineEnd, plannedBlock, type Step } from '../tokenize/planned-block.js'
import { linesFrom, type Source } from '../tokenize/source.js'
import type { Syntax } from './syntax.js'

/** Environments that hold a formula of their own (amsmath, User's Guide, §3). */
const opening =
  /^\\begin\{((?:equation|align|alignat|gather|multline|eqnarray|displaymath|math)\*?)\}/

/** Make the parser's part that knows environments of LaTeX. */
export function texEnvironment(source: Source): Syntax {
  return {
    sign: /\\begin\{/,
    micromark: {
      flow: { 92: plannedBlock('texEnvironment', (point) => planEnvironment(source, point), true) },
    },
    fromMarkdown: {
      enter: {
        texEnvironment(token) {
          const node: MathNode = { type: 'math', value: '' }
          this.enter(node, token)
          this.buffer()
        },
      },
      exit: {
        texEnvironment(token) {
          const value = this.resume()
          readEnvironment(this.stack.at(-1) as MathNode, value)
          this.exit(token)
        },
      },
    },
  }
}

function planEnvironment(source: Source, point: Point): Step[] | undefined {
  const lineAt = linesFrom(source, point)
  const name = opening.exec(lineAt(point.line)!.text)?.[1]
  if (name === undefined) return undefined
  const closing = `\\end{${name}}`
  const steps: Step[] = [{ do: 'enter', type: 'texEnvironment' }]
  for (let number = point.line; ; number++) {
    const text = lineAt(number)?.text.trim()
    // A blank line ends a formula in LaTeX too, with an error; nor do these stand in one another.
    if (!text || (number > point.line && opening.test(text))) return undefined
    if (number > point.line) steps.push({ do: 'endLine' })
    steps.push({ do: 'take', type: 'mathBlockLine', to: lineEnd })
    if (text.endsWith(closing)) break
    if (text.includes(closing)) return undefined
  }
  return [...steps, { do: 'exit', type: 'texEnvironment' }]
}

/** Environments that only say that a formula stands apart; inside one, MathML has other names for the rest. */
const plain = /^(?:equation|displaymath|math)\*?$/
const inner: Readonly<Record<string, string>> = {
  align: 'aligned',
  eqnarray: 'aligned',
  gather: 'gathered',
  multline: 'gathered',
}

/** Take the label out, and name the environment that stands inside a formula. */
function readEnvironment(node: MathNode, value: string): void {
  const text = value.trim()
  const name = opening.exec(text)![1]!
  const body = text.slice(`\\begin{${name}}`.length, -`\\end{${name}}`.length)
  const label = /\\label\{([^{}]+)\}/.exec(body)?.[1]
  if (label !== undefined) applyAttributes(node, { label, classes: [], pairs: {} })
  const formula = body.replaceAll(/\s*\\label\{[^{}]+\}/g, '').trim()
  const within = inner[name.replace('*', '')]
  const environment = within ?? name.replace('*', '').replace('alignat', 'alignedat')
  node.value = plain.test(name)
    ? formula
    : `\\begin{${environment}}\n${formula}\n\\end{${environment}}`
}
