/** Chance that is the same every time: what a cover looks like follows from its title. */
import { createHash } from 'node:crypto'

export interface Random {
  /** A number from 0 up to, but without, 1. */
  next(): number
  pick<Item>(items: readonly Item[]): Item
  between(low: number, high: number): number
}

/** Begin a row of numbers that follows from a text (mulberry32, public domain, by Tommy Ettinger). */
export function randomFrom(text: string): Random {
  let state = createHash('sha256').update(text.normalize('NFC')).digest().readUInt32LE(0)
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    pick: (items) => items[Math.floor(next() * items.length)]!,
    between: (low, high) => low + next() * (high - low),
  }
}
