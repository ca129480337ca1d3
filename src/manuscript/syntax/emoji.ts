/** `:tada:`, by GitHub's names. A name beside a letter or digit is part of a word: `10:100:2`. */
import { nameToEmoji } from 'gemoji'
import { appendText } from '../tokenize/nodes.js'
import { plannedText } from '../tokenize/planned-text.js'
import type { Source } from '../tokenize/source.js'
import type { Syntax } from './syntax.js'

const shortcode = /:([a-z0-9_+-]+):(?![\p{L}\p{N}:])/uy

/** Make the parser's part that knows emoji. */
export function emoji(source: Source): Syntax {
  const construct = plannedText(source, 'emojiShortcode', (line, index, previous) => {
    if (/[\p{L}\p{N}:]/u.test(previous)) return undefined
    shortcode.lastIndex = index
    const match = shortcode.exec(line)
    const found =
      match && Object.hasOwn(nameToEmoji, match[1]!) ? nameToEmoji[match[1]!] : undefined
    return found === undefined ? undefined : { length: match![0].length, planned: found }
  })
  return {
    sign: /:[a-z0-9_+-]+:/,
    micromark: { text: { 58: construct } },
    fromMarkdown: {
      enter: {
        emojiShortcode(token) {
          appendText(this, token, String(token.planned))
        },
      },
    },
  }
}
