/** The language of an element, and the direction that follows from it. */
import { directionWithin } from '../../book/direction.js'

/** Say the language twice: XML tools read `xml:lang`, HTML tools `lang`; EPUBCheck wants them equal. */
export function addLanguage(attributes: Map<string, string>): void {
  const language = attributes.get('lang')
  if (language !== undefined) attributes.set('xml:lang', language)
}

/**
 * Let words in the other direction say so, for the punctuation at their ends (W3C, "Inline markup and bidirectional text
 * in HTML"), and code in a text from right to left.
 *
 * @param outer direction of what the element stands in
 * @returns the direction inside of it
 */
export function addDirection(
  attributes: Map<string, string>,
  tagName: string,
  outer = 'ltr',
): string {
  const [dir, lang] = [attributes.get('dir'), attributes.get('lang')]
  const direction = directionWithin(outer, tagName, { dir, lang })
  if (direction !== outer) attributes.set('dir', direction)
  return direction
}
