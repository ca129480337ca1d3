/** A PDF as a reader sees it: texts with their places, outline, tags, labels. By pdf.js, not by our code. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

interface StructNode {
  role?: string
  alt?: string
  children?: StructNode[]
}

interface OutlineNode {
  title: string
  items: OutlineNode[]
}

export interface PdfFacts {
  readonly pages: readonly {
    readonly label: string
    readonly lines: readonly string[]
    readonly tags: string
  }[]
  readonly outline: readonly string[]
  readonly info: Readonly<Record<string, unknown>>
}

/** Read the facts of a PDF. Places are in points from the top left, rounded to whole ones. */
export async function readPdf(bytes: Uint8Array): Promise<PdfFacts> {
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise
  const labels = await document.getPageLabels()
  const pages: { label: string; lines: string[]; tags: string }[] = []
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    const { items } = await page.getTextContent()
    const tree = (await page.getStructTree()) as StructNode | null
    const height = page.getViewport({ scale: 1 }).height
    pages.push({
      label: labels?.[number - 1] ?? String(number),
      lines: toLines(items as TextItem[], height),
      tags: tree ? tagsOf(tree) : '',
    })
  }
  const outline = listOutline(((await document.getOutline()) ?? []) as OutlineNode[], 0)
  const { info } = await document.getMetadata()
  await document.destroy()
  return { pages, outline, info: info as Record<string, unknown> }
}

interface TextItem {
  str: string
  transform: number[]
  hasEOL: boolean
}

/** One string a line: `x,y text`. */
function toLines(items: readonly TextItem[], height: number): string[] {
  const lines: { x: number; y: number; text: string }[] = []
  for (const item of items) {
    if (item.str === '') continue
    const x = item.transform[4]!
    const y = height - item.transform[5]!
    const last = lines.at(-1)
    if (last && Math.abs(last.y - y) < 2) last.text += item.str
    else lines.push({ x, y, text: item.str })
  }
  return lines
    .filter((line) => line.text.trim())
    .map((line) => `${Math.round(line.x)},${Math.round(line.y)} ${line.text.trim()}`)
}

/** Tags as nested words: `Document(H1 P(Link) Figure[alt])`; wrappers without meaning are left out. */
function tagsOf(node: StructNode): string {
  const children = (node.children ?? []).map(tagsOf).filter(Boolean).join(' ')
  const role = node.role
  const isPlain = role === 'Span' && !node.alt
  if (!role || role === 'Root' || role === 'NonStruct' || role === 'Div' || isPlain) return children
  const alt = node.alt ? `[${node.alt}]` : ''
  return `${role}${alt}${children ? `(${children})` : ''}`
}

const listOutline = (nodes: readonly OutlineNode[], depth: number): string[] =>
  nodes.flatMap((node) => [
    `${'  '.repeat(depth)}${node.title}`,
    ...listOutline(node.items, depth + 1),
  ])
