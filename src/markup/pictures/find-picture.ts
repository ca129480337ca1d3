/** Find one picture: in the book folder, inside the text, or on the network where the author allows it. */
import { posix } from 'node:path'
import type { Configuration } from '../../book/configuration.js'
import type { World } from '../../book/world.js'
import { nearestName } from '../../diagnostics/did-you-mean.js'
import type { RuleName } from '../../diagnostics/rules.js'
import { drawPage, isPdf } from './draw-page.js'
import { type Recognised, recognisePicture } from './recognise-picture.js'

/** A picture and where it was, or the message about why there is none. */
export type FoundPicture =
  | (Recognised & { readonly path: string })
  | { readonly rule: RuleName; readonly reason: string; readonly hint: string }

/** Seconds that one picture on the network may take. */
const remoteSeconds = 20

/**
 * Find a picture.
 *
 * @param from path of the chapter; `source` is looked for beside it, then from the book folder
 */
export async function findPicture(
  world: World,
  folder: string,
  from: string,
  source: string,
  configuration: Configuration,
): Promise<FoundPicture> {
  if (source.trim() === '')
    return {
      rule: 'missing-image',
      reason: 'Unexpected picture without an address, expected a file',
      hint: 'Write `![what it shows](figures/name.svg)`',
    }
  if (source.startsWith('data:')) return fromData(source)
  if (/^(https?:)?\/\//i.test(source)) return fromNetwork(world, source, configuration)
  if (/^[a-z][a-z0-9+.-]+:/i.test(source)) return outside(source)
  const decoded = decode(source.split(/[?#]/)[0]!)
  const beside = posix.normalize(posix.join(posix.dirname(from), decoded))
  const candidates = [...new Set([beside, posix.normalize(decoded)])].filter(
    (path) => !path.startsWith('../') && !path.startsWith('/'),
  )
  if (candidates.length === 0) return outside(source)
  for (const path of candidates) {
    const found = await fromFile(world, folder, path, source, configuration)
    if (found) return found
  }
  return {
    rule: 'missing-image',
    reason: `Unexpected picture \`${source}\`, expected a file of the book`,
    hint: await nearest(world, folder, candidates[0]!, decoded),
  }
}

async function fromFile(
  world: World,
  folder: string,
  path: string,
  source: string,
  configuration: Configuration,
): Promise<FoundPicture | undefined> {
  const full = `${folder}/${path}`
  const size = await world.files.size(full)
  if (size === undefined) return undefined
  if (!(await world.files.isInside(folder, full))) return outside(source)
  if (size > configuration.images.maxBytes) return tooLarge(source, size, configuration)
  const bytes = await world.files.read(full)
  if (!bytes) return undefined
  if (!isPdf(bytes)) return recognised(path, source, bytes)
  const drawn = await drawPage(world, bytes, source)
  const fragment = /#.*/.exec(source)?.[0] ?? ''
  if (!('reason' in drawn)) return { ...drawn, path: path + fragment }
  const reason = `Unexpected contents of \`${source}\`: ${drawn.reason}, expected a page of a PDF that can be drawn`
  return { rule: 'broken-image', reason, hint: drawn.hint }
}

function recognised(path: string, source: string, bytes: Uint8Array): FoundPicture {
  const picture = recognisePicture(bytes)
  if (!('reason' in picture)) return { ...picture, path }
  return {
    rule: 'broken-image',
    reason: `Unexpected contents of \`${source.slice(0, 80)}\`: ${picture.reason}, expected a whole PNG, JPEG, SVG, GIF, WebP or PDF`,
    hint: 'Open it in a picture program and save it again as PNG, JPEG or SVG',
  }
}

const readable = (bytes: number) =>
  bytes < 1e5
    ? `${(bytes / 1e3).toFixed(1)} KB`
    : `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`

const tooLarge = (source: string, size: number, configuration: Configuration): FoundPicture => ({
  rule: 'large-image',
  reason: `Unexpected picture \`${source}\` of ${readable(size)}, expected at most ${readable(configuration.images.maxBytes)}`,
  hint: 'Save it with fewer pixels (2,000 across fill a page at 400 dpi), or raise `images: max-size` in book.yaml',
})

const outside = (source: string): FoundPicture => ({
  rule: 'outside-book',
  reason: `Unexpected picture \`${source}\` outside of the book folder, expected a file of the book`,
  hint: 'Copy the picture into the book folder',
})

function fromData(source: string): FoundPicture {
  const match = /^data:image\/[\w.+-]+((?:;[\w=.-]+)*),(.*)$/s.exec(source)
  if (!match)
    return {
      rule: 'broken-image',
      reason: 'Unexpected data in a `data:` picture, expected `data:image/…`',
      hint: 'Save the picture as a file of the book',
    }
  const bytes = match[1]!.includes('base64')
    ? Buffer.from(match[2]!, 'base64')
    : new TextEncoder().encode(decode(match[2]!))
  return recognised(
    `data:${source.length}:${source.slice(-32)}`,
    source.slice(0, 40),
    new Uint8Array(bytes),
  )
}

async function fromNetwork(
  world: World,
  source: string,
  configuration: Configuration,
): Promise<FoundPicture> {
  if (!configuration.images.remote) {
    return {
      rule: 'remote-image',
      reason: `Unexpected picture \`${source.slice(0, 100)}\` on the network, expected a file of the book`,
      hint: 'Download it into the book folder, or allow fetching with `images: {remote: true}` in book.yaml',
    }
  }
  const answer = await world.remote.fetch(source.startsWith('//') ? `https:${source}` : source, {
    maxBytes: configuration.images.maxBytes,
    seconds: remoteSeconds,
  })
  if (answer instanceof Uint8Array) return recognised(source, source, answer)
  return {
    rule: 'remote-image',
    reason: `Unexpected answer for \`${source.slice(0, 100)}\`: ${answer.reason}`,
    hint: 'Download the picture into the book folder',
  }
}

/** Say what to type: the nearest file of that folder, or the same file of the nearest folder. */
async function nearest(
  world: World,
  folder: string,
  path: string,
  source: string,
): Promise<string> {
  const [inside, name] = [posix.dirname(path), posix.basename(path)]
  const names = await world.files.list(`${folder}/${inside}`)
  if (names) {
    const files = names.filter((one) => !one.endsWith('/'))
    const near = nearestName(name, files)
    if (near) return `Did you mean \`${posix.join(posix.dirname(source), near)}\`?`
  } else {
    const siblings = (await world.files.list(`${folder}/${posix.dirname(inside)}`)) ?? []
    const folders = siblings.filter((one) => one.endsWith('/')).map((one) => one.slice(0, -1))
    const near = nearestName(posix.basename(inside), folders)
    const typed = near && posix.join(posix.dirname(source), '..', near, name)
    const isThere =
      near && (await world.files.size(`${folder}/${posix.join(inside, '..', near, name)}`))
    if (isThere) return `Did you mean \`${typed}\`?`
  }
  return `Put the file at \`${path}\`, or correct the path; it is looked for beside the chapter, then from the book folder`
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
