/** Where links of the book lead in the EPUB. */
import type { Plan } from './plan-files.js'
import { toNcName } from './xhtml/attributes.js'
import { toAddress } from './xhtml/to-address.js'

/**
 * Turn a link of the marked-up book into one of the EPUB.
 *
 * @param from path of the file that holds the link
 * @returns `undefined` where the target is not in the EPUB or may not be opened from it
 */
export function toLink(href: string, from: string, plan: Plan): string | undefined {
  if (!href.startsWith('#')) return toAddress(href)
  const id = targetOf(href.slice(1), plan)
  if (id === undefined) return undefined
  const path = plan.pathOf.get(id)!
  const fragment = `#${encodeURIComponent(id)}`
  return path === from ? fragment : path + fragment
}

/** Address of a place of the book, for the navigation; `undefined` where it has no place in the EPUB. */
export function placeOf(id: string, plan: Plan): string | undefined {
  const found = targetOf(id, plan)
  if (found === undefined) return undefined
  const path = plan.pathOf.get(found)!
  // The opening section of a file is the file: readers then land on its first line, not below it.
  return path === `${found}.xhtml` ? path : `${path}#${encodeURIComponent(found)}`
}

function targetOf(fragment: string, plan: Plan): string | undefined {
  const id = toNcName(fragment)
  if (plan.pathOf.has(id)) return id
  try {
    const decoded = toNcName(decodeURIComponent(fragment))
    return plan.pathOf.has(decoded) ? decoded : undefined
  } catch {
    // A stray percent sign: no id of ours.
    return undefined
  }
}
