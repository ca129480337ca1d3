/** Code and formulas of a chapter, and what they become. Plain data: it crosses threads and is cached. */

export type Snippet =
  | { readonly kind: 'code'; readonly language: string; readonly text: string }
  | { readonly kind: 'math'; readonly tex: string; readonly display: boolean }

/** A run of text in one colour: `[class without "token-", text]`; the class is `''` for plain text. */
export type Token = readonly [role: string, text: string]

export type Prepared =
  | {
      readonly kind: 'code'
      readonly lines: readonly (readonly Token[])[]
      readonly isKnown: boolean
    }
  | { readonly kind: 'math'; readonly mathml: string }
  | { readonly kind: 'fault'; readonly reason: string }

/** Equal snippets share a result. */
export const snippetKey = (snippet: Snippet): string =>
  snippet.kind === 'code'
    ? `c ${snippet.language} ${snippet.text}`
    : `${snippet.display ? 'd' : 'i'} ${snippet.tex}`
