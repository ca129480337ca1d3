/** Where Octavo is installed, and which Octavo it is. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Folder of the package: two above this file, in `src/` as in `dist/`. Absolute. */
export const packageFolder = fileURLToPath(new URL('../..', import.meta.url))

/** The version in package.json. */
export async function packageVersion(): Promise<string> {
  const text = await readFile(join(packageFolder, 'package.json'), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}
