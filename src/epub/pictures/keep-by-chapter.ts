/** Formulas that were drawn once are not drawn again: the cache keeps them by chapter, in one piece each. */
import { createHash } from 'node:crypto'
import type { Cache } from '../../book/world.js'

/** Hash a text. */
export const hash = (text: string): string => createHash('sha256').update(text).digest('hex')

/**
 * Draw what is not in the cache, all at once, and keep it.
 *
 * @param name of the way of drawing and its version: nothing of another one comes out of the cache
 * @param groups MathML by chapter
 * @param draw gives what it could draw of the formulas that it is given, in JSON
 * @returns by MathML; what `draw` did not give is absent
 */
export async function keepByChapter<Drawn>(
  cache: Cache,
  name: string,
  groups: readonly (readonly string[])[],
  draw: (formulas: readonly string[]) => Promise<ReadonlyMap<string, Drawn>>,
): Promise<ReadonlyMap<string, Drawn>> {
  const drawn = new Map<string, Drawn>()
  const keys = groups.map((group) => hash(JSON.stringify([name, ...group])))
  const kept = await Promise.all(keys.map((key) => cache.get(key)))
  const missing = new Set<string>()
  groups.forEach((group, index) => {
    const bytes = kept[index]
    if (!bytes) for (const math of group) missing.add(math)
    else for (const [math, one] of thaw<Drawn>(bytes)) drawn.set(math, one)
  })
  const wanted = [...missing].filter((math) => !drawn.has(math))
  if (wanted.length > 0) for (const [math, one] of await draw(wanted)) drawn.set(math, one)
  await Promise.all(
    groups.map((group, index) =>
      kept[index] ? undefined : cache.set(keys[index]!, freeze(group, drawn)),
    ),
  )
  return drawn
}

const freeze = (group: readonly string[], drawn: ReadonlyMap<string, unknown>): Uint8Array =>
  Buffer.from(
    JSON.stringify(
      [...new Set(group)].flatMap((math) => (drawn.has(math) ? [[math, drawn.get(math)]] : [])),
    ),
  )

const thaw = <Drawn>(bytes: Uint8Array): [string, Drawn][] =>
  JSON.parse(Buffer.from(bytes).toString('utf8')) as [string, Drawn][]
