/** Turn the files of a manuscript into the chapters of a book, in reading order. */
import type { Heading, Root, RootContent } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import type { ManuscriptFile } from '../book/book.js'
import type { Configuration, ManuscriptEntry, Matter } from '../book/configuration.js'
import { report } from '../diagnostics/report.js'
import { emptyFile } from './empty-file.js'
import { matterFromTitle, roleFromTitle } from './matter-from-title.js'
import type { RawChapter } from './raw-chapter.js'

/**
 * Walk the entries of `book.yaml` and give each a chapter.
 *
 * A file that opens a chapter and has several headings of the first rank is several chapters: that is how
 * a book in one file is written. What stands before the first heading stays with the first chapter.
 *
 * @param files in the order of `configuration.manuscript`, flattened; missing ones left out
 */
export function assemble(
  files: readonly ManuscriptFile[],
  configuration: Configuration,
): RawChapter[] {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const chapters: RawChapter[] = []
  const walk = (entries: readonly ManuscriptEntry[], depth: number) => {
    for (const entry of entries) {
      chapters.push(
        ...chaptersOfEntry(entry, entry.file ? byPath.get(entry.file) : undefined, depth),
      )
      walk(entry.children, entry.isPart ? 1 : depth + 1)
    }
  }
  walk(configuration.manuscript, 1)
  return settleMatter(chapters, configuration)
}

function chaptersOfEntry(
  entry: ManuscriptEntry,
  source: ManuscriptFile | undefined,
  depth: number,
): RawChapter[] {
  const common = {
    matter: entry.matter,
    depth: entry.isPart ? 0 : depth,
    isPart: entry.isPart,
    ...(entry.role !== undefined && { role: entry.role }),
  }
  if (!source) {
    if (!entry.isPart) return []
    const file = emptyFile(entry.title ?? 'part')
    const tree: Root = { type: 'root', children: [] }
    return [{ ...common, ...titled(entry.title ?? ''), file, path: '', tree, frontMatter: {} }]
  }
  const pieces =
    entry.children.length === 0 && depth === 1 ? splitAtTitles(source.tree) : [source.tree]
  return pieces.map((tree, index) => ({
    ...common,
    ...takeTitle(tree, index === 0 ? entry.title : undefined, source),
    file: source.file,
    path: source.path,
    frontMatter: source.frontMatter,
  }))
}

const titled = (text: string) => ({
  title: text ? [{ type: 'text' as const, value: text }] : [],
  titleText: text,
  heading: undefined,
})

/** Take the heading that is the chapter's title out of the text, and give the text that is left. */
function takeTitle(tree: Root, configured: string | undefined, source: ManuscriptFile) {
  const index = tree.children.findIndex((node) => node.type === 'heading')
  const heading = tree.children[index] as Heading | undefined
  const opensFile = heading !== undefined && onlyInvisible(tree.children.slice(0, index))
  const fromFrontMatter = source.frontMatter.title
  const given = configured ?? (typeof fromFrontMatter === 'string' ? fromFrontMatter : undefined)
  // A title in book.yaml stands beside the file's own heading only where the two differ.
  if (heading && opensFile && (given === undefined || plainText(heading).trim() === given.trim())) {
    const rest = [...tree.children.slice(0, index), ...tree.children.slice(index + 1)]
    return {
      tree: { ...tree, children: rest },
      title: heading.children,
      titleText: plainText(heading).trim(),
      heading,
    }
  }
  if (given !== undefined) return { tree, ...titled(given) }
  if (heading && heading.depth === 1) {
    // Text before the title, such as an epigraph, follows it.
    const rest = tree.children.filter((node) => node !== heading)
    return {
      tree: { ...tree, children: rest },
      title: heading.children,
      titleText: plainText(heading).trim(),
      heading,
    }
  }
  const name = titleFromPath(source.path)
  const isUnread = source.file.messages.some((message) => message.ruleId === 'unreadable-file')
  if (!source.frontMatter.role && !isUnread) {
    report(
      source.file,
      'missing-title',
      tree.children[0],
      `Unexpected start without a heading, expected the title of the chapter`,
      {
        hint: titleHint(tree, name),
      },
    )
  }
  return { tree, ...titled(name) }
}

/** `#Title` is a paragraph: CommonMark (§4.2) wants a space after the marks. */
function titleHint(tree: Root, name: string): string {
  const first = tree.children[0]
  const typed = first?.type === 'paragraph' ? /^#([^\s#].*)/.exec(plainText(first))?.[1] : undefined
  return typed
    ? `Put a space after the mark: \`# ${typed}\``
    : `Start the file with \`# Your title\`, or give \`title:\` in book.yaml; until then it is called “${name}”`
}

const invisible = new Set(['definition', 'footnoteDefinition', 'yaml', 'pageBreak'])

/** What prints nothing may stand before the title: definitions, anchors such as `<a id="old-name"></a>`. */
const onlyInvisible = (nodes: readonly RootContent[]): boolean =>
  nodes.every(
    (node) =>
      invisible.has(node.type) ||
      (node.type === 'html' &&
        node.value.replace(/<[^>]*>/g, '').trim() === '' &&
        !/<(img|hr|svg)\b/i.test(node.value)) ||
      (node.type === 'paragraph' && onlyInvisible(node.children)) ||
      (node.type === 'text' && node.value.trim() === ''),
  )

function titleFromPath(path: string): string {
  const stem = path
    .split('/')
    .at(-1)!
    .replace(/\.[^.]+$/, '')
  const words = stem
    .replace(/^\d+[-_. ]*/, '')
    .replace(/[-_]+/g, ' ')
    .trim()
  return words ? words[0]!.toUpperCase() + words.slice(1) : stem
}

/** Cut a tree before each heading of rank 1 but the first; definitions go with every piece. */
function splitAtTitles(tree: Root): Root[] {
  const titles = tree.children.filter((node) => node.type === 'heading' && node.depth === 1)
  if (titles.length < 2) return [tree]
  const definitions = tree.children.filter(
    (node) => node.type === 'definition' || node.type === 'footnoteDefinition',
  )
  const isDefinition = new Set<RootContent>(definitions)
  const pieces: RootContent[][] = [[]]
  for (const node of tree.children) {
    if (node !== titles[0] && titles.includes(node)) pieces.push([])
    if (!isDefinition.has(node)) pieces.at(-1)!.push(node)
  }
  return pieces.map((children) => ({ ...tree, children: [...children, ...definitions] }))
}

/**
 * Where the author gave a flat list, titles such as "Preface" and "Glossary" say what is front and back
 * matter (The Chicago Manual of Style 18, §1.4). Only the first and last chapters can be it.
 */
function settleMatter(chapters: RawChapter[], configuration: Configuration): RawChapter[] {
  const isFlat = configuration.manuscript.every((entry) => entry.matter === 'body')
  const settled = chapters.map((chapter) => ({ ...chapter, role: roleOf(chapter) }))
  if (!isFlat) return settled
  const top = settled.filter((chapter) => chapter.depth <= 1)
  const isTitled = (chapter: RawChapter) =>
    chapter.titleText.trim().toLowerCase() === configuration.metadata.title.trim().toLowerCase()
  const front = leading(
    top,
    (chapter, before) =>
      isTitled(chapter) || matterFromTitle(chapter.titleText, before) === 'front',
  )
  const back = leading(
    [...top].reverse(),
    (chapter) => matterFromTitle(chapter.titleText, 0) === 'back',
  )
  let matter: Matter = 'body'
  return settled.map((chapter) => {
    if (chapter.depth <= 1)
      matter = front.has(chapter) ? 'front' : back.has(chapter) ? 'back' : 'body'
    return { ...chapter, matter }
  })
}

function leading<Item>(
  items: readonly Item[],
  holds: (item: Item, before: number) => boolean,
): Set<Item> {
  const found = new Set<Item>()
  for (const item of items) {
    if (!holds(item, found.size)) break
    found.add(item)
  }
  return found.size === items.length ? new Set() : found
}

function roleOf(chapter: RawChapter): string {
  const given = chapter.frontMatter.role ?? chapter.role
  if (typeof given === 'string') return given
  if (chapter.isPart) return 'part'
  if (chapter.depth > 1) return 'subchapter'
  return roleFromTitle(chapter.titleText) ?? (chapter.matter === 'back' ? 'appendix' : 'chapter')
}
