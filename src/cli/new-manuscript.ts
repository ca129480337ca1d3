/** `octavo new`: a small manuscript to start from, copied from `templates/new/`. */
import { join } from 'node:path'
import { EnvironmentFault, type FileSystem, type World } from '../book/world.js'
import type { ExitCode } from './exit-code.js'
import type { Invocation } from './parse-arguments.js'
import { showUsageFault } from './show.js'

/** Where it goes when no folder is named: where `octavo pdf` will look for it. */
const usualFolder = 'manuscript'

/** Copy the template. A folder that holds anything is refused: nothing of an author's is overwritten. */
export async function newManuscript(world: World, invocation: Invocation): Promise<ExitCode> {
  const { files } = world
  const folder = invocation.folder ?? usualFolder
  const there = await files.list(folder)
  const isTaken = there ? there.length > 0 : (await files.size(folder)) !== undefined
  if (isTaken) {
    showUsageFault(
      {
        reason: `\`${folder}\` is there already, and nothing of yours is overwritten`,
        hint: 'Name a folder that does not exist: `octavo new my-book`',
      },
      invocation,
    )
    return 2
  }
  const template = join(world.packageFolder, 'templates', 'new')
  const paths = await listAll(files, template)
  if (paths.length === 0) {
    throw new EnvironmentFault(`The template \`${template}\` is missing`, 'Install Octavo again')
  }
  for (const path of paths) {
    await files.write(join(folder, path), (await files.read(join(template, path)))!)
  }
  // Beside book.yaml, which names it: editors then complete and check the keys.
  const schema = await files.read(join(world.packageFolder, 'docs', 'book.schema.json'))
  if (schema) await files.write(join(folder, '.book.schema.json'), schema)
  showNew(folder, paths, invocation)
  return 0
}

function showNew(folder: string, paths: readonly string[], { json, quiet }: Invocation): void {
  if (json) {
    const written = paths.map((path) => join(folder, path))
    process.stdout.write(`${JSON.stringify({ version: 1, exitCode: 0, written }, null, 2)}\n`)
  } else if (!quiet) {
    const lines = paths.map((path) => `  ${join(folder, path)}\n`).join('')
    // In a clone nobody has a command `octavo` yet; npm says which script runs.
    const command = process.env.npm_lifecycle_event === 'new' ? 'npm run build --' : 'octavo build'
    process.stdout.write(`${lines}\nNow make it a book:\n  ${command} ${folder}\n`)
  }
}

/** Paths of all files under a folder, relative to it. */
async function listAll(files: FileSystem, folder: string): Promise<string[]> {
  const paths: string[] = []
  for (const name of (await files.list(folder)) ?? []) {
    if (!name.endsWith('/')) paths.push(name)
    else paths.push(...(await listAll(files, join(folder, name))).map((path) => join(name, path)))
  }
  return paths
}
