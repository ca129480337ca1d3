/**
 * Words for the formulas of a book, in the language of their chapter: made once for each different formula,
 * in threads, and kept. Loaded only by books that have formulas.
 */
import { createHash } from 'node:crypto'
import type { World } from '../../book/world.js'
import type { SpeakJob } from './speak-task.js'

/** A formula that has no words yet. */
export interface Formula {
  /** BCP 47 tag of the text around it. */
  readonly language: string
  /** The inside of its `math`. */
  readonly mathml: string
}

/** Changes whenever the same formula would be said otherwise: Speech Rule Engine 4.1, our settings. */
const version = 'speech-1'

/** Languages that the engine speaks (its folder `lib/mathmaps`). */
const spoken = new Set('af ca da de en es fr hi it ko nb nn sv'.split(' '))

/** Characters of MathML that are worth a second thread, which takes 0.4 s to load the engine. */
const worthTwo = 200_000

/** Characters of MathML that are worth a thread at all. */
const worthOne = 20_000

/** Find the engine's name of a language; `undefined` where it does not speak it. */
function nameOf(language: string): string | undefined {
  const [primary = ''] = language.toLowerCase().split('-')
  const name = primary === 'no' ? 'nb' : primary
  return spoken.has(name) ? name : undefined
}

const keyOf = (name: string, mathml: string) => `${name} ${mathml}`

/**
 * Say formulas in words.
 *
 * @returns finds the words of a formula; `undefined` in a language that the engine does not speak
 */
export async function speakFormulas(
  world: World,
  formulas: readonly Formula[],
): Promise<(formula: Formula) => string | undefined> {
  const wanted = new Map<string, Set<string>>()
  for (const { language, mathml } of formulas) {
    const name = nameOf(language)
    if (name !== undefined) wanted.set(name, (wanted.get(name) ?? new Set()).add(mathml))
  }
  const words = new Map<string, string>()
  for (const [name, set] of wanted) await speakAll(world, name, [...set], words)
  return ({ language, mathml }) => words.get(keyOf(nameOf(language) ?? '', mathml)) || undefined
}

/** Formulas that are kept in one piece of the cache: a change makes those of one piece again. */
const buckets = 16

async function speakAll(
  world: World,
  language: string,
  formulas: readonly string[],
  words: Map<string, string>,
): Promise<void> {
  const keys = await Promise.all(
    Array.from({ length: buckets }, async (_, bucket) => {
      const own = formulas.filter((formula) => bucketOf(formula) === bucket)
      const key = createHash('sha256')
        .update(JSON.stringify([version, language, own]))
        .digest('hex')
      const cached = own.length > 0 ? await world.cache.get(key) : undefined
      const known = cached ? (JSON.parse(new TextDecoder().decode(cached)) as string[]) : undefined
      own.forEach((formula, index) => {
        if (known) words.set(keyOf(language, formula), known[index] ?? '')
      })
      return { key, own, isKnown: known !== undefined || own.length === 0 }
    }),
  )
  const missing = keys.filter(({ isKnown }) => !isKnown)
  const unsaid = missing.flatMap(({ own }) => own)
  if (unsaid.length === 0) return
  const said = await speakInThreads(world, language, unsaid)
  unsaid.forEach((formula, index) => {
    words.set(keyOf(language, formula), said[index]!)
  })
  for (const { key, own } of missing) {
    const all = own.map((formula) => words.get(keyOf(language, formula)))
    await world.cache.set(key, new TextEncoder().encode(JSON.stringify(all)))
  }
}

const bucketOf = (formula: string): number =>
  createHash('sha256').update(formula).digest()[0]! % buckets

async function speakInThreads(
  world: World,
  language: string,
  formulas: readonly string[],
): Promise<string[]> {
  const total = formulas.reduce((sum, { length }) => sum + length, 0)
  const run = async (part: readonly string[]): Promise<string[]> => {
    const job: SpeakJob = { language, formulas: part }
    if (total < worthOne) {
      const { speakTask } = await import('./speak-task.js')
      return speakTask(job)
    }
    const task = new URL('./speak-task.js', import.meta.url)
    return world.workers.run<string[]>(task, 'speakTask', job)
  }
  if (total < worthTwo) return run(formulas)
  let half = 0
  for (let sum = 0; sum < total / 2; half++) sum += formulas[half]!.length
  const parts = await Promise.all([run(formulas.slice(0, half)), run(formulas.slice(half))])
  return parts.flat()
}
