/** Drawings written into the text: one thing to those who hear the book, named by their own title and description. */
import type { Element, Root } from 'hast'
import type { VFile } from 'vfile'
import { SKIP, visit } from '../book/visit.js'
import { report } from '../diagnostics/report.js'

/**
 * Give drawings their role and their name (SVG Accessibility API Mappings 1.0, §5.1). Reports `missing-alt`.
 *
 * @param stem what ids begin with
 */
export function nameDrawings(tree: Root, stem: string, file: VFile): void {
  let count = 0
  visit(tree, 'element', (node: Element) => {
    if (node.tagName !== 'svg') return
    count += 1
    const { properties } = node
    if (properties.ariaHidden === 'true') return SKIP
    properties.role = 'img'
    const parts = ['title', 'desc'].flatMap((name) => {
      const part = node.children.find(
        (child): child is Element => child.type === 'element' && child.tagName === name,
      )
      if (!part) return []
      part.properties.id ??= `${stem}-drawing-${count}-${name}`
      return [String(part.properties.id)]
    })
    if (properties.ariaLabel || properties.ariaLabelledBy) return SKIP
    if (parts.length > 0) properties.ariaLabelledBy = parts
    else {
      report(
        file,
        'missing-alt',
        node,
        'Unexpected drawing without a title, expected words for those who cannot see it',
        { subject: 'svg', hint: 'Put `<title>What it shows</title>` first in the `<svg>`' },
      )
    }
    return SKIP
  })
}
