/**
 * Figures of several pictures, each with a caption of its own (Quarto, "Subfigures"):
 * `::: {#fig-x layout-ncol=2}` around labelled pictures, whose last paragraph is the caption of the whole.
 */
import type { BlockContent, Image, Paragraph, Root } from 'mdast'
import type { Figure } from '../../book/mdast.js'
import { visit } from '../../book/visit.js'

/** Makes a figure of a picture that is alone in its paragraph. */
export type MakeFigure = (paragraph: Paragraph, image: Image) => Figure

/** Make the pictures of each such figure figures within it. */
export function makeSubfigures(tree: Root, makeFigure: MakeFigure): void {
  visit(tree, 'figure', (figure) => {
    const pictures = figure.children.flatMap((child) => picturesIn(child) ?? [])
    if (!hasLayout(figure) && !pictures.some((image) => image.data?.label !== undefined)) return
    figure.children = figure.children.flatMap((child): BlockContent[] => {
      const images = picturesIn(child)
      if (!images) return [child as BlockContent]
      return images.map((image) => {
        const { position = child.position } = image
        return makeFigure({ type: 'paragraph', children: [image], position }, image)
      })
    })
  })
}

/** The pictures of a paragraph that holds nothing else. */
function picturesIn(block: Figure['children'][number]): Image[] | undefined {
  if (block.type !== 'paragraph') return undefined
  const shown = block.children.filter(
    (child) => child.type !== 'break' && !(child.type === 'text' && child.value.trim() === ''),
  )
  const images = shown.filter((child) => child.type === 'image')
  return images.length > 0 && images.length === shown.length ? images : undefined
}

const hasLayout = ({ data }: Figure): boolean =>
  Object.keys(data?.hProperties ?? {}).some((key) => /^layout(?:-ncol|-nrow)?$/.test(key))
