/**
 * The kinds of values that `book.yaml` can hold, each with the words for a reader who typed something
 * else and with its JSON Schema. Every scalar arrives as the text that the author typed (YAML's
 * failsafe schema), so that the edition `1.10` stays `1.10` and an ISBN keeps its zeros.
 */
import { z } from 'zod'
import { didYouMean } from '../../diagnostics/did-you-mean.js'
import type { RuleName } from '../../diagnostics/rules.js'

/** Why a text was not taken: a hint for the author, or nothing better than what was expected. */
export interface Refusal {
  readonly refused: true
  readonly hint?: string | undefined
}

/** What the issues of this schema carry for `validate.ts`. */
export interface IssueDetails {
  readonly hint?: string | undefined
  readonly rule?: RuleName
}

/** The description of a JSON Schema, for editors. */
type JsonSchema = Readonly<Record<string, unknown>>

/** Say that a text is not what was expected. */
export const refuse = (hint?: string): Refusal => ({ refused: true, hint })

const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && 'refused' in value

/**
 * Make a schema for a scalar.
 *
 * @param expected completes "Unexpected `x`, expected …"
 * @param read takes the trimmed text; gives its value, or a refusal
 */
export function scalar<T>(
  expected: string,
  json: JsonSchema,
  read: (text: string) => T | Refusal,
  rule: RuleName = 'invalid-configuration',
) {
  return z
    .string({ error: expected })
    .transform((text, context): T => {
      const value = read(text.trim())
      if (!isRefusal(value)) return value
      const params: IssueDetails = { hint: value.hint, rule }
      context.addIssue({ code: 'custom', message: expected, input: text, params })
      return z.NEVER
    })
    .meta(json)
}

/** Any text; a number counts as the text that was typed. */
export const text = (expected = 'a text') =>
  scalar(expected, { type: ['string', 'number'] }, (typed) => (typed === '' ? refuse() : typed))

/** A path inside the book folder. That it leads nowhere else is checked where it is used. */
export const path = (expected: string) =>
  scalar(expected, { type: 'string' }, (typed) => (typed === '' ? refuse() : typed))

/** Words that YAML 1.1 and people use for yes and no. */
const truth: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  on: true,
  false: false,
  no: false,
  off: false,
}

export const flag = () =>
  scalar(
    '`true` or `false`',
    { type: 'boolean' },
    (typed) => truth[typed.toLowerCase()] ?? refuse(),
  )

/** A whole number between two bounds, both included. */
export const whole = (least: number, most: number) =>
  scalar(
    `a whole number from ${least} to ${most}`,
    { type: 'integer', minimum: least, maximum: most },
    (typed) => {
      const value = /^\d+$/.test(typed) ? Number(typed) : Number.NaN
      return value >= least && value <= most ? value : refuse()
    },
  )

/** One of some words. */
export const choice = <const Word extends string>(...words: readonly Word[]) =>
  scalar(
    words.map((word) => `\`${word}\``).join(words.length > 2 ? ', ' : ' or '),
    { type: 'string', enum: words },
    (typed): Word | Refusal =>
      words.find((word) => word === typed) ?? refuse(didYouMean(typed, words)),
  )

/** A list, or its only member without the dash. */
export const list = <Member extends z.ZodType>(expected: string, member: Member) =>
  z
    .union([z.array(member, { error: expected }), member], { error: expected })
    .transform((given): readonly z.output<Member>[] =>
      Array.isArray(given) ? given : [given as z.output<Member>],
    )

/** A mapping whose keys are all known. The message of an unknown key lists the known ones. */
export const mapping = <Shape extends z.ZodRawShape>(expected: string, shape: Shape) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? Object.keys(shape).join(' ') : expected,
  })

/** A mapping with keys of the author's own. */
export const dictionary = <Member extends z.ZodType>(expected: string, member: Member) =>
  z.record(z.string(), member, { error: expected })
