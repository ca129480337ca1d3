/** Read `copyfitting.yaml`: by edition and file, what to do to which block. */
import { join } from 'node:path'
import { VFile } from 'vfile'
import type { Configuration, ManuscriptEntry } from '../../book/configuration.js'
import {
  type Copyfitting,
  type CopyfittingEntry,
  type Fitting,
  fittings,
} from '../../book/copyfitting.js'
import type { World } from '../../book/world.js'
import { didYouMean } from '../../diagnostics/did-you-mean.js'
import { report } from '../../diagnostics/report.js'
import { decodeText } from '../read-text.js'
import { type DataPath, parseYaml, type Source } from './parse-yaml.js'

const fileName = 'copyfitting.yaml'

/**
 * Read the copyfitting of a book.
 *
 * Reports `invalid-yaml`, `invalid-configuration` and `unknown-key` (an edition or file that is none).
 *
 * @returns `undefined` where the folder has no such file
 */
export async function readCopyfitting(
  world: World,
  folder: string,
  configuration: Configuration,
): Promise<Copyfitting | undefined> {
  const bytes = await world.files.read(join(folder, fileName))
  if (bytes === undefined) return undefined
  const file = new VFile({ path: fileName, value: '' })
  file.value = decodeText(bytes, fileName, file) ?? ''
  const source = parseYaml(file)
  const editions = configuration.editions.filter(({ kind }) => kind === 'print')
  const names = editions.map(({ name }) => name)
  const paths = listPaths(configuration.manuscript)
  const entries = members(source, [], 'the names of editions').flatMap(([edition]) => {
    if (!isKnown(source, [edition], edition, names, 'a print edition')) return []
    return members(source, [edition], 'the files of the manuscript').flatMap(([path]) => {
      if (!isKnown(source, [edition, path], path, paths, 'a file of the book')) return []
      return readBlocks(source, edition, path)
    })
  })
  return { file, entries }
}

function readBlocks(source: Source, edition: string, path: string): CopyfittingEntry[] {
  const at = [edition, path]
  return members(source, at, 'the first words of blocks').map(
    ([block, value]): CopyfittingEntry => {
      const words = (Array.isArray(value) ? value : [value]).map(String)
      const known = words.filter((word): word is Fitting => fittings.some((one) => one === word))
      const unknown = words.find((word) => !known.some((one) => one === word))
      const place = source.place([...at, block], 'key')
      if (unknown !== undefined) {
        const reason = `Unexpected \`${unknown}\`, expected ${fittings.map((one) => `\`${one}\``).join(', ')}`
        report(source.file, 'invalid-configuration', source.place([...at, block]), reason, {
          subject: unknown,
          hint: didYouMean(unknown, fittings),
        })
      }
      return { edition, path, block, fittings: known, place }
    },
  )
}

/** Keys and values of a mapping; nothing, and a message, where it is something else. */
function members(source: Source, at: DataPath, expected: string): [string, unknown][] {
  const value = at.reduce<unknown>(
    (inner, step) => (inner as Record<string | number, unknown>)[step],
    source.data,
  )
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return Object.entries(value)
  if (!source.readable) return []
  const reason = `Unexpected \`${String(value).slice(0, 40)}\`, expected a mapping with ${expected}`
  report(source.file, 'invalid-configuration', source.place(at), reason, {
    hint: 'Write `print: {chapters/one.md: {"First words of a paragraph": tighten}}`',
  })
  return []
}

function isKnown(
  { file, place }: Source,
  at: DataPath,
  name: string,
  known: readonly string[],
  expected: string,
): boolean {
  if (known.includes(name)) return true
  report(file, 'unknown-key', place(at, 'key'), `Unexpected \`${name}\`, expected ${expected}`, {
    subject: name,
    hint: didYouMean(name, known) ?? `Known here: ${known.slice(0, 5).join(', ')}`,
  })
  return false
}

const listPaths = (entries: readonly ManuscriptEntry[]): string[] =>
  entries.flatMap(({ file, children }) => [...(file ? [file] : []), ...listPaths(children)])
