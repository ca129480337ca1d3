/** Give pictures that stand side by side such widths that they are of one height. */
import type { Element, Root } from 'hast'
import { visit } from '../book/visit.js'
import { classesOf } from './handlers/element.js'

/** White between two pictures, in hundredths of the measure; `gap` in the style sheets. */
const gap = 4

/**
 * Share each `div.figure-row` among its figures. Each gets `dataShare`, in hundredths of the measure, and a class
 * `share-47` for it; the row gets `dataWide`, the CSS pixels above which its pictures would be larger than they are.
 * To be called when the pictures have their sizes.
 */
export function shareRows(tree: Root): void {
  // A row that is not full has pictures as high as those above it.
  let ratiosAbove = 0
  visit(tree, 'element', (row, index) => {
    if (!classesOf(row).includes('figure-row')) return
    const room = Number(row.properties.dataRoom)
    delete row.properties.dataRoom
    const figures = row.children.filter((child) => child.type === 'element')
    const pictures = figures.map(pictureIn)
    const widths = pictures.map(takeShare)
    const ratios = pictures.map((picture) => (picture ? ratioOf(picture) : 1))
    const sum = ratios.reduce((one, other) => one + other, 0)
    const isFull = figures.length >= room
    const all = isFull ? sum : Math.max(sum, index ? ratiosAbove : (sum * room) / figures.length)
    if (isFull) ratiosAbove = sum
    const free = 100 - gap * (Math.max(room, figures.length) - 1)
    const wide = widestOf(pictures, all, free)
    if (wide !== undefined) row.properties.dataWide = String(wide)
    figures.forEach((figure, at) => {
      const share = widths[at] ?? (free * ratios[at]!) / all
      figure.properties.dataShare = share.toFixed(2)
      const classes = [...classesOf(figure), `share-${Math.max(5, Math.round(share))}`]
      figure.properties.className = classes
    })
  })
}

function pictureIn(figure: Element): Element | undefined {
  let found: Element | undefined
  visit(figure, 'element', (node) => {
    if (/^(?:img|svg)$/.test(node.tagName)) found ??= node
  })
  return found
}

/** The width that the author gave a picture, in hundredths; the figure has it then. */
function takeShare(picture: Element | undefined): number | undefined {
  const share = /^(\d+(?:\.\d+)?)%$/.exec(String(picture?.properties.width ?? ''))?.[1]
  if (share === undefined) return undefined
  delete picture!.properties.width
  return Math.min(100, Number(share))
}

function ratioOf({ properties }: Element): number {
  const ratio = Number(properties.width) / Number(properties.height)
  return ratio > 0 && Number.isFinite(ratio) ? ratio : 1
}

function widestOf(
  pictures: readonly (Element | undefined)[],
  ratios: number,
  free: number,
): number | undefined {
  const heights = pictures.map((picture) => Number(picture?.properties.height))
  const highest = Math.max(...heights)
  return highest > 0 ? Math.round((highest * ratios * 100) / free) : undefined
}
