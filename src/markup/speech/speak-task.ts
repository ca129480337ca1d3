/** Runs in a worker thread: formulas into words. */
import { createRequire } from 'node:module'
import { quickenEngine } from './quicken-engine.js'

const engine = createRequire(import.meta.url)(
  'speech-rule-engine/js/index.js',
) as typeof import('speech-rule-engine/js/index.js')

/** Formulas of one language. */
export interface SpeakJob {
  /** A language that the engine knows. */
  readonly language: string
  /** The insides of `math` elements. */
  readonly formulas: readonly string[]
}

let isQuick = false

/** Say each formula in words, in order; `''` for one that cannot be said. */
export async function speakTask({ language, formulas }: SpeakJob): Promise<string[]> {
  if (!isQuick) quickenEngine()
  isQuick = true
  // ClearSpeak, as schools hear it; the engine takes MathSpeak where a language has no other.
  const wishes = { domain: 'clearspeak', modality: 'speech', markup: 'none', speech: 'none' }
  await engine.setupEngine({ ...wishes, locale: language })
  await engine.engineReady()
  return formulas.map(speak)
}

function speak(formula: string): string {
  try {
    const words = engine.toSpeech(`<math>${transposed(formula)}</math>`)
    return words.replace(/\s+/g, ' ').trim()
  } catch {
    return ''
  }
}

/** The engine knows a raised T for a transposed matrix, and calls a raised ⊤ "down tack". */
export const transposed = (formula: string) =>
  formula.replace(/<m[io][^>]*>⊤<\/m[io]><\/msup>/g, '<mi>T</mi></msup>')
