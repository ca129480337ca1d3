/** Emphasis beside Chinese, Japanese and Korean, which CommonMark's rules, made for spaces, leave as asterisks. */
import { cjkFriendlyExtension } from 'micromark-extension-cjk-friendly'
import type { Syntax } from './syntax.js'

/** The parser's part that knows emphasis in these scripts; elsewhere it decides as CommonMark does. */
export const cjk: Syntax = {
  // Hangul, East Asian wide signs, and all from the radicals on: characters of two halves are among them.
  sign: /[\u1100-\u11ff\u20a9\u2329\u232a\u2630-\u2637\u268a-\u268f\u2e80-\uffff]/,
  micromark: cjkFriendlyExtension(),
  fromMarkdown: {},
}
