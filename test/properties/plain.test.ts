/** Plain blocks are parsed apart: the tree must be the one that the parser for all of Markdown makes. */
import fc from 'fast-check'
import { VFile } from 'vfile'
import { expect, test } from 'vitest'
import { parseWhole } from '../../src/manuscript/parse-whole.js'
import { parseApart } from '../../src/manuscript/plain/parse-apart.js'
import { boxNames } from '../../src/manuscript/syntax/box-kinds.js'
import { toSource } from '../../src/manuscript/tokenize/source.js'

const split = (text: string) => text.split('¦')

/** What text is made of, with all that might be markup, and what might be cut in two. */
const pieces = split(
  'word¦a¦B¦1¦`¦``¦`x`¦*¦**¦***¦_¦__¦[¦](u)¦](http://x.y/z)¦](a "t")¦][r]¦][]¦[r]¦[zz]¦]¦(¦)¦!¦![¦<¦<b>¦&¦&amp;¦~¦^¦$¦@¦' +
    '{¦}¦:¦::¦:smile:¦:kbd[¦http://a.b¦www.x.y¦-¦--¦"¦”¦…¦é¦中¦。¦😀¦\\¦.¦,¦#¦|¦==¦\n¦\n¦ ¦ ¦ ¦ ¦ *b* ¦ _c_ ¦**d**¦snake_case_x',
)

const blocks = split(
  '# H¦## H *x* `y`¦### H #¦#no¦```\ncode\n```¦```rust,x\nfn a() {}\n\nlet\n```¦```\nunclosed¦~~~ js\nx\n~~~¦- item\n- two¦' +
    '- item\n\n  para¦- item\n\n  ```\n  code\n\n  more\n  ```¦1. a\n\n   ```bash\n   x\n   ```¦> quote\nlazy¦    indented¦' +
    '<div>\nx\n</div>¦<div>\n```\nx\n```¦<!-- c -->¦<!-- c\n\nd -->¦<pre>\n\nx\n</pre>¦<span>x</span>¦[r]: /url¦[^n]: note\n\n    more¦' +
    '| a | b |\n|---|---|\n| 1 | 2 |¦a | b\n--|--\n1 | 2¦Title\n===¦Title\n---¦---¦$$\nx\n\ny\n$$¦$$ x $$¦$$ a\n\nb $$¦' +
    '::: note\ntext\n:::¦term\n: def¦(@) ex¦+--+\n|a |\n+--+¦<Listing caption="x">¦</Listing>¦*[HTML]: x¦Plain text that goes\non¦' +
    '"Quoted"¦(paren)¦1984 was¦1) x¦* x¦*em* start¦`c` start¦[r] start¦[r]: start¦line  \nbreak¦tab\there¦\\begin{x}\n\na\n\\end{x}¦' +
    'A  B\n-- --\n1  2¦  ```\n  x\n```¦   ~~~\n a\n   ~~~¦<script>\n\nx¦!!! note\n    x\n\n    y',
)

const text = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 14 })
const block = fc.oneof(
  text.map((words) => words.join('')),
  fc.constantFrom(...blocks),
)
const gap = fc.constantFrom('\n\n', '\n\n', '\n', '\n\n\n', ' \n\n')
const manuscript = fc
  .array(fc.tuple(block, gap), { minLength: 2, maxLength: 14 })
  .map((parts) => parts.flat().join(''))

/** Texts are long enough to be worth it, and define a label at their end. */
const filler = `\n\n${'Words of no account. '.repeat(60).trim()}\n\n[r]: /later\n`

test('plain blocks, parsed apart, give the same tree', () => {
  const names = boxNames([])
  const counted = { apart: 0, whole: 0 }
  fc.assert(
    fc.property(manuscript, (words) => {
      const source = toSource(words + filler)
      const parse = (part: typeof source) => parseWhole(part, names, new VFile(''))
      const apart = parseApart(source, parse)
      counted[apart ? 'apart' : 'whole']++
      if (apart) expect(apart).toEqual(parse(source))
    }),
    { numRuns: 400 },
  )
  // Else nothing would have been compared.
  expect(counted.apart).toBeGreaterThan(100)
})
