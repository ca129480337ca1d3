/** Faults that can be seen from the arguments and the disk alone. */
import { basename, dirname } from 'node:path'
import type { World } from '../book/world.js'
import { nearestName } from '../diagnostics/did-you-mean.js'
import type { Invocation } from './parse-arguments.js'

/** A fault of the arguments. */
export interface UsageFault {
  readonly reason: string
  readonly hint: string
}

const endings = { pdf: '.pdf', epub: '.epub' } as const

/** Find what is wrong with the arguments, if anything is. */
export async function checkRequest(
  world: World,
  invocation: Invocation,
): Promise<UsageFault | undefined> {
  return checkOut(invocation) ?? (await checkFolder(world, invocation))
}

function checkOut({ order, out }: Invocation): UsageFault | undefined {
  if (out === undefined) return undefined
  const ending = /\.(pdf|epub)$/i.exec(out)?.[0].toLowerCase()
  if (ending === undefined) return undefined
  if (order === 'build') {
    return {
      reason: `\`--out ${out}\` names one file, but \`build\` makes more than one`,
      hint: 'Name a folder, or use `octavo pdf` or `octavo epub`',
    }
  }
  if ((order === 'pdf' || order === 'epub') && endings[order] !== ending) {
    return {
      reason: `\`--out ${out}\` ends in \`${ending}\`, but \`${order}\` makes a \`${endings[order]}\``,
      hint: `Use \`octavo ${ending.slice(1)}\`, or another name`,
    }
  }
  return undefined
}

async function checkFolder(
  { files }: World,
  { order, folder }: Invocation,
): Promise<UsageFault | undefined> {
  if (order === 'new' || folder === undefined || (await files.list(folder))) return undefined
  if ((await files.size(folder)) !== undefined) {
    return {
      reason: `\`${folder}\` is a file, expected the folder of a book`,
      hint: `Give its folder: \`octavo ${order} ${dirname(folder)}\``,
    }
  }
  const siblings = (await files.list(dirname(folder))) ?? []
  const folders = siblings.filter((name) => name.endsWith('/')).map((name) => name.slice(0, -1))
  const near = nearestName(basename(folder), folders)
  return {
    reason: `There is no folder \`${folder}\``,
    hint: near ? `Did you mean \`${near}\`?` : `Make one with \`octavo new ${folder}\``,
  }
}
