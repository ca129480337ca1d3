/** Where lines may end, and what stays with a listing: trees in, trees out. */
import type { Root } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { toHtml } from 'hast-util-to-html'
import { toString as plainText } from 'hast-util-to-string'
import { describe, expect, test } from 'vitest'
import { guardBreaks } from '../src/print/guard-breaks.js'
import { tieCaptions } from '../src/print/tie-captions.js'

function changed(html: string, change: (tree: Root) => void): string {
  const tree = fromHtml(html, { fragment: true }) as Root
  change(tree)
  return toHtml(tree)
}

describe('where lines may end', () => {
  test.each([
    [
      'numbers of figures stay whole',
      'Listing 9-5 and (7-16).',
      'Listing 9\u20115 and (7\u201116).',
    ],
    ['page ranges stay whole', 'pp. 3431–3440.', 'pp. 3431–\u20603440.'],
    ['words keep their hyphens', 'a 3-legged, well-known 2026-03-01', undefined],
    [
      'long names in code are opened',
      '<code>restaurant::hosting::add_to_waitlist()</code>',
      '<code>restaurant::<wbr>hosting::<wbr>add_<wbr>to_waitlist()</code>',
    ],
    ['short names are not', '<code>Rc&#x3C;T>.clone</code>', undefined],
    [
      'listings are not',
      '<pre><code>restaurant::hosting::add_to_waitlist()</code></pre>',
      undefined,
    ],
    [
      'addresses are opened',
      'See https://example.org/a-long/address now',
      'See https://<wbr>example.<wbr>org/<wbr>a-long/<wbr>address now',
    ],
    [
      'a formula keeps the marks against it',
      'of (<math><mi>x</mi></math>), then <math><mi>n</mi></math>th',
      'of <span class="held">(<math><mi>x</mi></math>),</span> then <math><mi>n</mi></math>th',
    ],
  ])('%s', (_, html, expected) => {
    expect(changed(html, guardBreaks)).toBe(expected ?? html)
  })

  test('no letter is lost or moved', () => {
    const html =
      '<p>In (<code>a.b</code>/<math><mi>y</mi></math>)–<em>see/that_long_name</em> 1-2</p>'
    const tree = fromHtml(html, { fragment: true }) as Root
    const before = plainText(tree)
    guardBreaks(tree)
    expect(plainText(tree).replaceAll('\u2060', '').replaceAll('\u2011', '-')).toBe(before)
  })
})

test('words above or below a listing stay with it, others do not', () => {
  const html =
    '<p><span class="filename">Filename: a.rs</span></p><pre>a</pre><p><em>Listing 1: A</em></p><p><em>Not so.</em></p><pre>b</pre><p>Listing 2 is next.</p>'
  expect(changed(html, tieCaptions)).toBe(
    '<p class="words-above"><span class="filename">Filename: a.rs</span></p><pre>a</pre><p class="words-below"><em>Listing 1: A</em></p><p><em>Not so.</em></p><pre>b</pre><p>Listing 2 is next.</p>',
  )
})
