#!/usr/bin/env node
// Many small files: `npm run bench -- many [chapters [pictures]]`, 1,000 and 500 by default. The EPUB, cold: time,
// memory over all processes, and the part of the time that each phase takes (`epub` writes and packs).
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { runAndWatch } from '../books/process-tree.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const [chapters = 1000, pictures = 500] = process.argv.slice(2).map(Number).filter(Boolean)
const work = mkdtempSync(join(tmpdir(), 'octavo-many-'))

try {
  await write(join(work, 'book'))
  const out = join(work, 'book.epub')
  const words = ['epub', join(work, 'book'), '--no-cache', '--verbose', '--out', out]
  const octavo = join(root, 'bin/octavo.mjs')
  const { exitCode, milliseconds, peak, stdout, stderr } = await runAndWatch(process.execPath, [
    octavo,
    ...words,
  ])
  if (exitCode !== 0) throw new Error(stderr + stdout.slice(0, 2000))
  console.log(
    `${chapters} chapters, ${pictures} pictures: ${(milliseconds / 1000).toFixed(1)} s (aim ≤ 10), ` +
      `${Math.round(peak / 1e6)} MB (aim ≤ 1,000), EPUB of ${Math.round(statSync(out).size / 1e6)} MB`,
  )
  for (const [, phase, seconds] of `${stdout}${stderr}`.matchAll(
    /^ {2}([a-z ]+?) +([\d.]+) s$/gm,
  )) {
    const share = Math.round((Number(seconds) * 100_000) / milliseconds)
    console.log(`  ${phase.padEnd(14)} ${seconds} s, ${share} %`)
  }
} finally {
  rmSync(work, { recursive: true, force: true })
}

/** Write a book whose chapters have what chapters have; every second one has a photograph of its own. */
async function write(folder) {
  mkdirSync(join(folder, 'chapters'), { recursive: true })
  mkdirSync(join(folder, 'pictures'))
  for (let number = 1; number <= pictures; number++)
    writeFileSync(join(folder, `pictures/${number}.jpg`), await photograph(number))
  const names = Array.from({ length: chapters }, (_, index) => `chapters/${index + 1}.md`)
  for (const [index, name] of names.entries()) writeFileSync(join(folder, name), chapter(index + 1))
  const list = names.map((name) => `  - ${name}\n`).join('')
  writeFileSync(
    join(folder, 'book.yaml'),
    `title: Many Chapters\nauthor: Octavo\nlanguage: en\nchapters:\n${list}`,
  )
}

/** A picture that compresses as badly as a photograph, the same in every run: some 60 kB. */
function photograph(seed) {
  const [width, height] = [480, 320]
  const pixels = Buffer.alloc(width * height * 3)
  let state = seed
  for (let index = 0; index < pixels.length; index++) {
    // The generator of Numerical Recipes, §7.1; its high bits are random enough to look at.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    pixels[index] = (index / width / 12 + (state >>> 26)) & 255
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 80 })
    .toBuffer()
}

function chapter(number) {
  const words =
    'the network learns what it is shown and forgets what it is not so we show it more of'
  const sentence = (seed) =>
    words
      .split(' ')
      .map((_, index, all) => all[(index * 7 + seed) % all.length])
      .join(' ')
  const paragraph = (seed) =>
    Array.from({ length: 5 }, (_, index) => `W${sentence(number + seed + index)}.`).join(' ')
  const picture =
    number % 2 === 0 && number / 2 <= pictures
      ? `![Photograph ${number / 2}](../pictures/${number / 2}.jpg)\n\n`
      : ''
  return `# Chapter ${number} and its title

${paragraph(1)}[^note]

${picture}## A section with *emphasis*

${paragraph(2)} See [the next](${(number % chapters) + 1}.md).

- ${sentence(number)}
- \`code ${number}\` and **strong words**

| Layer | Parameters |
|---|--:|
| Dense | ${number} |

\`\`\`python
def layer_${number}(x):
    return x @ weights + ${number}
\`\`\`

${paragraph(3)}

[^note]: ${sentence(number + 9)}.
`
}
