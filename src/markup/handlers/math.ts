/** Formulas as MathML. */
import type { Element } from 'hast'
import type { Math as DisplayMath, InlineMath } from 'mdast-util-math'
import type { State } from 'mdast-util-to-hast'
import { report } from '../../diagnostics/report.js'
import type { MarkupContext } from '../context.js'
import { putAside } from '../finished.js'
import { snippetKey } from '../prepare/snippet.js'
import { element, text } from './element.js'

export const inlineMathHandler =
  (context: MarkupContext) =>
  (state: State, node: InlineMath): Element => {
    const math =
      formula(context, node, node.data?.isDisplay === true) ??
      element('code', { className: ['math-source'] }, [text(node.value)])
    const placed = putAside(context, math)
    state.patch(node, placed)
    return placed
  }

/** `div.equation`, with its number where it has a label. */
export const mathHandler =
  (context: MarkupContext) =>
  (state: State, node: DisplayMath): Element => {
    const math = formula(context, node, true)
    const source =
      math ??
      element('pre', { className: ['code', 'math-source'] }, [
        element('code', {}, [text(node.value)]),
      ])
    const number = node.data?.number
    const equation = element(
      'div',
      { ...(node.data?.id ? { id: node.data.id } : {}), className: ['equation'] },
      [
        source,
        number
          ? element('span', { className: ['equation-number'] }, [text(`(${number})`)])
          : undefined,
      ],
    )
    state.patch(node, source)
    state.patch(node, equation)
    const placed = putAside(context, equation)
    state.patch(node, placed)
    return placed
  }

/** The formula, or nothing where its TeX is wrong: then the author's source is printed, and reported. */
function formula(
  context: MarkupContext,
  node: InlineMath | DisplayMath,
  display: boolean,
): Element | undefined {
  const prepared = context.snippets.get(snippetKey({ kind: 'math', tex: node.value, display }))
  if (prepared?.kind === 'math') {
    const { mathml } = prepared
    const own = node.data?.hProperties?.alt
    const isTold = typeof own === 'string' && own.trim() !== ''
    const math = element('math', {
      ...(display ? { display: 'block' } : {}),
      alttext: (isTold ? own : node.value).replace(/\s+/g, ' ').trim(),
    })
    // Finished MathML: well-formed, made by Temml from escaped text, never parsed again.
    math.children = [{ type: 'raw', value: mathml } as never]
    if (!isTold)
      context.formulas.push({ element: math, language: context.chapter.language, mathml })
    return math
  }
  const reason = prepared?.kind === 'fault' ? prepared.reason : 'nothing came of it'
  report(context.chapter.file, 'invalid-math', node, `Unexpected TeX in a formula: ${reason}`, {
    subject: node.value,
    hint: /end of input|expected ['"]?[}$]|\bleft\b|\bright\b/i.test(reason)
      ? 'Close every `{`, `\\left` and `\\begin` of the formula'
      : 'Temml’s list of functions is at temml.org/docs/en/supported; macros of your own go under `math: macros:` in book.yaml',
  })
  return undefined
}
