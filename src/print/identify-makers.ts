/** Which programs make the pages: what they made is kept, and is nothing worth when they have changed. */
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import type { World } from '../book/world.js'

/** Name the browser and ourselves: its version, and a hash of all files of this stage. */
export async function identifyMakers({ browser, files }: World): Promise<string> {
  const hash = createHash('sha256')
  const add = async (folder: string): Promise<void> => {
    const names = (await files.list(folder)) ?? []
    const contents = await Promise.all(
      names.map((name) => (name.endsWith('/') ? undefined : files.read(folder + name))),
    )
    for (const [index, name] of names.entries()) {
      hash.update(name).update(contents[index] ?? '')
      if (name.endsWith('/')) await add(folder + name)
    }
  }
  const [version] = await Promise.all([
    browser.version(),
    add(fileURLToPath(new URL('.', import.meta.url))),
  ])
  return `${version} ${hash.digest('hex')}`
}
