/** Make links between manuscript files links inside the book; report those that lead nowhere. */
import { posix } from 'node:path'
import type { Element } from 'hast'
import type { MarkedUpChapter } from '../book/book.js'
import { visit } from '../book/visit.js'
import { didYouMean, nearestName } from '../diagnostics/did-you-mean.js'
import { report } from '../diagnostics/report.js'
import type { Anchors } from './claim-ids.js'

/** Addresses that a printed or electronic book may carry (EPUB 3.3 §3.6 leaves it to us). */
const allowedSchemes = new Set(['http', 'https', 'mailto', 'tel', 'doi', 'isbn', 'urn', 'ftp'])

/** Resolve every `a` of the book. A link that is refused or dead keeps its words. */
export function resolveLinks(chapters: readonly MarkedUpChapter[], anchors: Anchors): void {
  const pathOfName = new Map([...anchors.keys()].map((path) => [path.toLowerCase(), path]))
  for (const chapter of chapters) {
    visit(chapter.hast, 'element', (node: Element) => {
      if (node.tagName !== 'a') return
      if (node.properties.dataResolved !== undefined) {
        delete node.properties.dataResolved
        return
      }
      const href = node.properties.href
      if (typeof href !== 'string') return
      const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(href.trim())?.[1]?.toLowerCase()
      if (scheme === undefined && !href.startsWith('//'))
        resolveInside(chapter, node, href, anchors, pathOfName)
      else if (scheme !== undefined && !allowedSchemes.has(scheme)) refuse(chapter, node, href)
      else node.properties.href = encodeSpaces(href.trim())
    })
  }
}

const encodeSpaces = (href: string) =>
  href.replace(/[\s"<>\\^`{|}]/g, (one) => encodeURIComponent(one))

function refuse(chapter: MarkedUpChapter, node: Element, href: string): void {
  unlink(node)
  report(
    chapter.file,
    'unsafe-link',
    node,
    `Unexpected address \`${href.slice(0, 60)}\`, expected a page, a mail address or a place in the book`,
    {
      subject: href,
      hint: 'The words stay, the link is left out; use https://, mailto: or a file of the manuscript',
    },
  )
}

function resolveInside(
  chapter: MarkedUpChapter,
  node: Element,
  href: string,
  anchors: Anchors,
  names: ReadonlyMap<string, string>,
): void {
  const [rawPath = '', rawFragment = ''] = splitOnce(href.split('?')[0]!)
  const fragment = decode(rawFragment)
  const path = rawPath === '' ? chapter.path : findPath(chapter.path, decode(rawPath), names)
  if (path === undefined) {
    reportFile(chapter, node, href, decode(rawPath), names)
    return
  }
  const fragments = anchors.get(path)
  const id = fragments?.get(fragment) ?? fragments?.get(fragment.toLowerCase())
  if (id !== undefined) {
    node.properties.href = `#${id}`
    return
  }
  const whole = rawPath === '' ? undefined : fragments?.get('')
  if (whole === undefined) unlink(node)
  else node.properties.href = `#${whole}`
  report(
    chapter.file,
    'dead-link',
    node,
    `Unexpected \`#${fragment}\`, expected a heading or label of \`${path || 'this page'}\``,
    {
      subject: href,
      hint:
        didYouMean(fragment, fragments?.keys() ?? []) ??
        (whole === undefined
          ? 'The words stay, the link is left out'
          : 'The link leads to the start of the file until then'),
    },
  )
}

/** The words stay without the link. */
function unlink(node: Element): void {
  delete node.properties.href
  node.tagName = 'span'
}

function splitOnce(href: string): [string, string] {
  const at = href.indexOf('#')
  return at < 0 ? [href, ''] : [href.slice(0, at), href.slice(at + 1)]
}

/** The manuscript file that a path means, as a web server or a forge would find it. */
function findPath(
  from: string,
  to: string,
  names: ReadonlyMap<string, string>,
): string | undefined {
  const base = to.startsWith('/') ? to.slice(1) : posix.join(posix.dirname(from), to)
  const trimmed = posix.normalize(base).replace(/\/$/, '')
  const stem = trimmed.replace(/\.(html?|md|markdown)$/i, '')
  const candidates = [
    trimmed,
    `${stem}.md`,
    `${stem}.markdown`,
    `${trimmed}/README.md`,
    `${trimmed}/index.md`,
  ]
  for (const candidate of candidates) {
    const found = names.get(candidate.toLowerCase())
    if (found !== undefined) return found
  }
  return undefined
}

function reportFile(
  chapter: MarkedUpChapter,
  node: Element,
  href: string,
  path: string,
  names: ReadonlyMap<string, string>,
): void {
  unlink(node)
  const known = [...names.values()].filter((name) => name !== '')
  const here = posix.dirname(chapter.path)
  const near = nearestName(posix.join(here, path), known)
  report(
    chapter.file,
    'dead-link',
    node,
    `Unexpected link to \`${path}\`, expected a file of the book`,
    {
      subject: href,
      hint:
        near === undefined
          ? 'The words stay, the link is left out; link to a file of the book or to https://…'
          : `Did you mean \`${posix.relative(here, near)}\`?`,
    },
  )
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
