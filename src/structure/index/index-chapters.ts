/** The indexes of a book as chapters of its back matter. */
import type { VFile } from 'vfile'
import type { Chapter } from '../../book/book.js'
import type { Configuration } from '../../book/configuration.js'
import { wordsFor } from '../../book/words.js'
import { didYouMean } from '../../diagnostics/did-you-mean.js'
import { report } from '../../diagnostics/report.js'
import { emptyFile } from '../empty-file.js'
import { claim, slugOf } from '../name-chapters.js'
import type { IndexMark } from './index-mark.js'
import { makeEntries } from './make-entries.js'
import { byPath, reportIndex } from './report-index.js'
import { setIndex } from './set-index.js'

/**
 * Make the indexes that have entries. A chapter of the author's with the role `index` is the book's own index: the
 * entries follow its words, and no other is made.
 *
 * @returns chapters to be put at the end of the book
 */
export function indexChapters(
  marks: readonly IndexMark[],
  configuration: Configuration,
  chapters: readonly Chapter[],
): Chapter[] {
  if (marks.length === 0) return []
  const { language } = configuration.metadata
  const titles = new Map([
    ['', wordsFor(language).index.title],
    ...Object.entries(configuration.indexes),
  ])
  const byName = new Map<string, IndexMark[]>([...titles.keys()].map((name) => [name, []]))
  for (const mark of marks) {
    const name = titles.has(mark.index) ? mark.index : unknownIndex(mark, titles.keys())
    byName.get(name)!.push(mark)
  }
  const taken = new Set(chapters.map(({ id }) => id))
  return [...titles].flatMap(([name, titleText]) => {
    const own = name === '' ? chapters.find(({ role }) => role === 'index') : undefined
    const entries = makeEntries(byName.get(name)!, language)
    if (entries.length === 0) return []
    const known = byPath(entries)
    reportIndex(entries, known)
    const id = own?.id ?? claim(name === '' ? 'index' : `index-${slugOf(name) || '2'}`, taken)
    const groups = setIndex(entries, known, language, id)
    if (own) {
      own.tree.children.push(groups)
      return []
    }
    const file: VFile = emptyFile(id)
    const title = [{ type: 'text' as const, value: titleText }]
    const tree = { type: 'root' as const, children: [groups] }
    return [
      {
        id,
        kind: 'generated',
        role: 'index',
        matter: 'back',
        depth: 1,
        title,
        titleText,
        file,
        path: '',
        language,
        tree,
      },
    ]
  })
}

function unknownIndex({ index, file, node }: IndexMark, known: Iterable<string>): string {
  const reason = `Unexpected index \`${index}\`, expected one of \`indexes:\` in book.yaml`
  report(file, 'unknown-index', node, reason, {
    subject: index,
    hint:
      didYouMean(index, [...known].filter(Boolean)) ??
      `Give it a title in book.yaml: \`indexes: { ${index}: "Index of …" }\`; until then the entry stands in the book’s own index`,
  })
  return ''
}
