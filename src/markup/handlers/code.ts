/** Code blocks: coloured lines, and a figure around those with a caption. */
import type { Element } from 'hast'
import type { Code } from 'mdast'
import type { State } from 'mdast-util-to-hast'
import { wordsFor } from '../../book/words.js'
import { didYouMean } from '../../diagnostics/did-you-mean.js'
import { report } from '../../diagnostics/report.js'
import type { MarkupContext } from '../context.js'
import { putAside } from '../finished.js'
import { snippetKey } from '../prepare/snippet.js'
import { captionOf } from './caption.js'
import { firstNumber, linesOf } from './code-lines.js'
import { element, text } from './element.js'
import { isSession, readSession } from './session.js'

/** Longest code that names its language in a message, in lines of a report. */
const reported = new WeakMap<object, Set<string>>()

/** `<pre class="code"><code class="language-x">`, in a `figure.listing` where it has a caption or number. */
export const codeHandler =
  (context: MarkupContext) =>
  (state: State, node: Code): Element => {
    const language = (node.lang ?? '').toLowerCase()
    const prepared = context.snippets.get(
      snippetKey({ kind: 'code', language: node.lang ?? '', text: node.value }),
    )
    if (prepared?.kind === 'code' && !prepared.isKnown) reportLanguage(context, node)
    reportLongLines(context, node)
    const classes = language ? [`language-${language.replace(/[^\w+#-]/g, '')}`] : []
    const code = element(
      'code',
      classes.length > 0 ? { className: classes } : {},
      linesOf(context, node, prepared),
    )
    const own = node.data?.hProperties?.className
    const pre = element(
      'pre',
      {
        className: [
          'code',
          ...kindsOf(context, node),
          ...(Array.isArray(own) ? own.map(String) : []),
        ],
        tabIndex: 0,
      },
      [code],
    )
    state.patch(node, pre)
    const placed = putAside(context, pre)
    state.patch(node, placed)
    const caption = captionOf(
      state,
      node,
      node.data?.caption,
      wordsFor(context.chapter.language).listing,
    )
    const fileName = node.data?.hProperties?.filename ?? node.data?.hProperties?.dataFilename
    const named =
      typeof fileName === 'string' && fileName
        ? element('p', { className: ['file-name'] }, [text(fileName)])
        : undefined
    if (!caption && !named && !node.data?.id) return placed
    const id = node.data?.id ? { id: node.data.id } : {}
    const figure = element('figure', { ...id, className: ['listing'] }, [
      caption || named
        ? element('figcaption', {}, [
            ...(caption ?? []),
            ...(named ? [element('span', { className: ['file-name'] }, named.children)] : []),
          ])
        : undefined,
      placed,
    ])
    state.patch(node, figure)
    return figure
  }

/** What styles must know of the whole block: the room for its numbers, its callouts, that it is a session. */
function kindsOf(context: MarkupContext, node: Code): string[] {
  const first = firstNumber(context, node)
  const { callouts, marked, inserted, deleted } = node.data?.codeLines ?? {}
  return [
    ...(first === undefined ? [] : ['numbered', `numbers-${digitsOf(first, node)}`]),
    ...(marked || inserted || deleted ? ['has-marked'] : []),
    ...(callouts ? ['has-callouts'] : []),
    ...(isSession(node.lang ?? '') && readSession(node.value) ? ['session'] : []),
  ]
}

/** Digits of the last number; two at least, so that listings of one book stand alike. */
const digitsOf = (first: number, node: Code): number =>
  Math.max(2, String(first + node.value.split('\n').length - 1).length)

/** What a slip of the finger most likely meant. */
const commonLanguages =
  'bash c clojure console cpp csharp css dart diff docker elixir erlang fortran go graphql haskell html java javascript json julia kotlin latex lua makefile markdown matlab objective-c perl php powershell python r ruby rust scala shell sql swift toml typescript xml yaml zig'.split(
    ' ',
  )

function reportLanguage(context: MarkupContext, node: Code): void {
  const seen = reported.get(context) ?? new Set<string>()
  reported.set(context, seen)
  const name = node.lang ?? ''
  if (seen.has(name)) return
  seen.add(name)
  report(
    context.chapter.file,
    'unknown-language',
    node,
    `Unexpected language \`${name}\`, expected one that can be coloured`,
    {
      subject: name,
      hint:
        didYouMean(name, commonLanguages) ??
        'The code is printed without colours; write `text` to say that this is meant',
    },
  )
}

/** Full-width characters take two columns (UAX #11), as they do in the mono fonts. */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}]/gu

function reportLongLines(context: MarkupContext, node: Code): void {
  const first = firstNumber(context, node)
  // Numbers, and the white after them, take their room from the code.
  const gutter = first === undefined ? 0 : digitsOf(first, node) + 1
  const limit = context.configuration.code.maxColumns - gutter
  const long: { line: number; columns: number }[] = []
  node.value.split('\n').forEach((line, index) => {
    if (line.length * 2 <= limit) return
    const columns = line.length + (line.match(wide)?.length ?? 0)
    if (columns > limit) long.push({ line: index, columns })
  })
  const [longest] = long
  if (!longest) return
  const line = node.data?.codeLines?.origins?.[longest.line] ?? longest.line
  const worst = Math.max(...long.map((one) => one.columns))
  const start = node.position?.start
  const place = start ? { line: start.line + 1 + line, column: start.column } : undefined
  const count = long.length === 1 ? 'line' : `${long.length} lines`
  report(
    context.chapter.file,
    'long-code-line',
    place,
    `Unexpected ${count} of up to ${worst} columns, expected at most ${limit}`,
    {
      hint: `They wrap with a mark; break them by hand at ${limit} columns for a cleaner page`,
    },
  )
}
