import type { Metadata } from '../../book/configuration.js'
import { wordsFor } from '../../book/words.js'
import { epubWordsFor } from '../epub-words.js'
import { xhtmlDocument } from '../xhtml/document.js'
import { escapeValue } from '../xhtml/escape.js'

/** Write the page that shows the cover. `doc-cover` may stand on the picture only (DPUB-ARIA 1.1). */
export function coverPage({ title, language }: Metadata, picture: string): string {
  const words = escapeValue(epubWordsFor(language).coverOf(title))
  return xhtmlDocument({
    title: wordsFor(language).cover,
    language,
    bodyType: 'cover',
    body: `<div class="cover"><img src="${picture}" alt="${words}" role="doc-cover"/></div>`,
  })
}
