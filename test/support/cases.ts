/** A folder of `test/fixtures/` is a case: input in, `expected.*` out. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'

/** Folder of all fixtures. Absolute. */
export const fixtures = fileURLToPath(new URL('../fixtures', import.meta.url))

/**
 * List the cases of a group, such as `structure/numbering`.
 *
 * @returns their paths below `fixtures`, sorted; never empty, for a test without cases proves nothing
 */
export function cases(group: string): string[] {
  const names = readdirSync(join(fixtures, group), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${group}/${entry.name}`)
    .sort()
  if (names.length === 0) throw new Error(`No cases in test/fixtures/${group}`)
  return names
}

/**
 * Make the body of a test: run a function on a case and compare with its expected file. `-u` accepts.
 *
 * @param run gets the absolute path of the case; an object that it gives is written as JSON
 */
export function matchesExpected(run: (folder: string) => unknown, expected = 'expected.txt') {
  return async (name: string): Promise<void> => {
    const folder = join(fixtures, name)
    const result = await run(folder)
    const text = typeof result === 'string' ? result : `${JSON.stringify(result, null, 2)}\n`
    await expect(text).toMatchFileSnapshot(join(folder, expected))
  }
}
