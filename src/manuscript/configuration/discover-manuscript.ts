/** Make a book of a folder whose author listed no files. */
import type { ManuscriptEntry, Matter } from '../../book/configuration.js'
import type { ManuscriptListing } from './list-manuscript.js'

/** Folders whose name says where their files stand in the book. */
const shelves: readonly { readonly matter: Matter; readonly folder: RegExp }[] = [
  { matter: 'front', folder: /^front([-_ ]?matter)?\//i },
  { matter: 'back', folder: /^(back([-_ ]?matter)?|appendi(x|ces))\//i },
]

/**
 * Take every Markdown file in natural order, `front/` first and `back/` last; README and the like
 * only where there is nothing else.
 */
export function discoverManuscript({ files, others }: ManuscriptListing): ManuscriptEntry[] {
  const entries = (files.length > 0 ? files : others).map(
    (file): ManuscriptEntry => ({ file, matter: matterOf(file), isPart: false, children: [] }),
  )
  return (['front', 'body', 'back'] as const).flatMap((matter) =>
    entries.filter((entry) => entry.matter === matter),
  )
}

const matterOf = (file: string): Matter =>
  shelves.find(({ folder }) => folder.test(file))?.matter ?? 'body'
