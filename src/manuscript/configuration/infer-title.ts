/** Find a title for a book whose author gave none. */
import { basename, resolve } from 'node:path'
import type { Nodes } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { toString as toText } from 'mdast-util-to-string'
import { visit } from '../../book/visit.js'

/** The first heading stands near the top; a long file need not be read to its end. */
const farEnough = 20_000

/**
 * Give the first heading of a text, or the folder's name where there is none.
 *
 * @param text Markdown of the first file; front matter may give a `title:`
 * @param folder path of the book folder
 */
export function inferTitle(text: string | undefined, folder: string): string {
  return (text && headingOf(text.slice(0, farEnough))) || folderTitle(folder)
}

function headingOf(text: string): string | undefined {
  const frontMatter = /^﻿?---\r?\n([\s\S]*?)\r?\n(?:---|\.\.\.)\r?\n/.exec(text)
  const title = frontMatter && /^title:\s*(['"]?)(.+?)\1\s*$/m.exec(frontMatter[1]!)?.[2]
  if (title) return title
  let heading: string | undefined
  visit(fromMarkdown(text.slice(frontMatter?.[0].length ?? 0)) as Nodes, 'heading', (node) => {
    heading ??= toText(node).replace(/\s*\{[^{}]*\}\s*$/, '')
  })
  return heading
}

/** `my-first_book` becomes `My first book`. */
function folderTitle(folder: string): string {
  const words = basename(resolve(folder))
    .replaceAll(/[-_\s]+/g, ' ')
    .trim()
  return words === '' ? 'Untitled' : words[0]!.toUpperCase() + words.slice(1)
}
