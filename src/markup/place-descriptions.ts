/**
 * Long descriptions: what a picture shows, at length, for those who cannot see it. They stand after the figure,
 * folded (`details`; EPUB Accessibility 1.1 techniques, ACCESS-004), and the picture points to them. Print gives the
 * words to the picture's alternative text (`print/to-print-tree.ts`), and prints them where the author wants it.
 */
import type { Element, ElementContent, Parents } from 'hast'
import type { Label, MarkedUpChapter } from '../book/book.js'
import { visit } from '../book/visit.js'
import { wordsFor } from '../book/words.js'
import { didYouMean } from '../diagnostics/did-you-mean.js'
import { report } from '../diagnostics/report.js'
import { classesOf, element, text } from './handlers/element.js'

/** Put each description after what it describes. Reports `undefined-label`. */
export function placeDescriptions(
  chapters: readonly MarkedUpChapter[],
  labels: ReadonlyMap<string, Label>,
): void {
  for (const chapter of chapters) {
    const found: { node: Element; parent: Parents }[] = []
    visit(chapter.hast, 'element', (node, _index, parent) => {
      const { dataFor, longdesc } = node.properties
      if (parent && (dataFor !== undefined || longdesc !== undefined)) found.push({ node, parent })
    })
    for (const { node, parent } of found) {
      if (node.tagName === 'img') fromAttribute(chapter, node)
      else fromBlock(chapter, node, parent, labels)
    }
  }
}

/** `![…](x.png){longdesc="…"}` */
function fromAttribute(chapter: MarkedUpChapter, picture: Element): void {
  const { longdesc } = picture.properties
  delete picture.properties.longdesc
  const words = String(longdesc ?? '').trim()
  if (words !== '') describe(chapter, picture, picture, [element('p', {}, [text(words)])])
}

/** `::: {.description for=fig-x}` */
function fromBlock(
  chapter: MarkedUpChapter,
  block: Element,
  parent: Parents,
  labels: ReadonlyMap<string, Label>,
): void {
  const label = String(block.properties.dataFor)
  delete block.properties.dataFor
  const figure = findById(chapter, labels.get(label)?.id ?? label)
  if (!figure) {
    const reason = `Unexpected \`for=${label}\` of a description, expected the label of a figure of this file`
    const hint =
      didYouMean(label, labels.keys()) ?? 'It is printed where it stands; label the picture so'
    report(chapter.file, 'undefined-label', block, reason, { subject: label, hint })
    return
  }
  const picture = findPicture(figure) ?? figure
  const isPrinted = classesOf(block).includes('print')
  const index = parent.children.indexOf(block as never)
  if (isPrinted) block.properties.className = [...classesOf(block), 'only-print']
  else parent.children.splice(index, 1)
  describe(chapter, figure, picture, isPrinted ? structuredClone(block.children) : block.children)
}

function describe(
  chapter: MarkedUpChapter,
  described: Element,
  picture: Element,
  words: readonly ElementContent[],
): void {
  const chain = pathTo(chapter, described)
  // A picture is described after its figure, or after the paragraph that it stands in.
  const at = chain.findIndex(
    ({ node }) => node === described || /^(?:figure|p|table)$/.test(node.tagName),
  )
  const place = chain[at]
  if (!place) return
  const count = String(place.node.properties.id ?? `${chapter.id}-picture-${nextNumber(chapter)}`)
  const id = `${count}-description`
  picture.properties.ariaDetails = id
  const summary = element('summary', {}, [text(wordsFor(chapter.language).longDescription)])
  const details = element('details', { id, className: ['description', 'only-epub'] }, [
    summary,
    ...words,
  ])
  place.parent.children.splice(place.parent.children.indexOf(place.node as never) + 1, 0, details)
}

const nextNumber = (chapter: MarkedUpChapter): number => {
  let count = 1
  visit(chapter.hast, 'element', (node) => {
    if (classesOf(node).includes('description')) count += 1
  })
  return count
}

function findById(chapter: MarkedUpChapter, id: string): Element | undefined {
  let found: Element | undefined
  visit(chapter.hast, 'element', (node) => {
    if (node.properties.id === id) found ??= node
  })
  return found
}

function findPicture(figure: Element): Element | undefined {
  let found: Element | undefined
  visit(figure, 'element', (node) => {
    if (/^(?:img|svg)$/.test(node.tagName)) found ??= node
  })
  return found
}

function pathTo(
  chapter: MarkedUpChapter,
  wanted: Element,
): { node: Element; parent: MarkedUpChapter['hast'] | Element }[] {
  const search = (
    parent: MarkedUpChapter['hast'] | Element,
  ): { node: Element; parent: MarkedUpChapter['hast'] | Element }[] | undefined => {
    for (const node of parent.children) {
      if (node.type !== 'element') continue
      if (node === wanted) return [{ node, parent }]
      const below = search(node)
      if (below) return [{ node, parent }, ...below]
    }
    return undefined
  }
  return search(chapter.hast) ?? []
}
