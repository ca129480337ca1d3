/** Runs in a worker thread: code and formulas of many chapters. */
import { highlight } from './highlight.js'
import type { Prepared, Snippet } from './snippet.js'

export interface PrepareJob {
  readonly snippets: readonly Snippet[]
  readonly macros: Readonly<Record<string, string>>
}

/** Prepare each snippet, in order. */
export async function prepareTask({ snippets, macros }: PrepareJob): Promise<Prepared[]> {
  const results: Prepared[] = []
  for (const snippet of snippets) {
    if (snippet.kind === 'code') results.push(await highlight(snippet.language, snippet.text))
    else {
      // Loaded for books with formulas only.
      const { typesetMath } = await import('./typeset-math.js')
      results.push(typesetMath(snippet.tex, snippet.display, macros))
    }
  }
  return results
}
