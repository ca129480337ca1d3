/** The book of docs/first-book.md is what the page says it is. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { build } from '../src/build.js'
import { renderText } from '../src/diagnostics/render-text.js'
import { bookFolder, worldOf } from './support/book-folder.js'

const page = readFileSync(fileURLToPath(new URL('../docs/first-book.md', import.meta.url)), 'utf8')
const blocks = (language: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, text]) => text!,
  )
const [one, two] = blocks('markdown') as [string, string]
const configuration = blocks('yaml').join('')

async function messagesOf(files: Readonly<Record<string, string>>): Promise<string> {
  const request = { folder: bookFolder, kinds: ['epub'], write: false, strict: false } as const
  const { files: found } = await build(worldOf(files), request)
  return renderText(found, { colour: false, verbose: true })
}

test('the first chapter alone needs a name of its author, no more', async () => {
  const text = await messagesOf({ 'one.md': one })
  expect(text).not.toMatch(/^(error|warning)/m)
})

test('the finished book brings no message', async () => {
  expect(await messagesOf({ 'one.md': one, 'two.md': two, 'book.yaml': configuration })).toBe('')
})

test('the mistake brings the message that the page shows', async () => {
  const wrong = two.replace('By @eq-far', 'By @eq-fra')
  const text = await messagesOf({ 'one.md': one, 'two.md': wrong, 'book.yaml': configuration })
  const [shown] = blocks('text')
  expect(text).toContain(shown!.replace('../my-book/', ''))
})
