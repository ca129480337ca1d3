/** Put a message on a manuscript file. The one way in which a stage says that something is wrong. */
import type { Node, Point, Position } from 'unist'
import type { VFile } from 'vfile'
import { VFileMessage } from 'vfile-message'
import { type RuleName, rules } from './rules.js'

/** Where a message points: a node, a stretch, a point, or the whole file. */
export type Place = Node | Position | Point | undefined

interface Details {
  /** What this is about, in backticks inside `reason` as well; kept for `--json`. */
  readonly subject?: string | undefined
  /** What to type to cure it. */
  readonly hint?: string | undefined
}

/**
 * Report a fault or a remark.
 *
 * @param file the file that the author must open; its `messages` grow by one
 * @param rule a permanent name of `rules.ts`, which decides the severity
 * @param place where in the file; without one the message is about the file as a whole
 * @param reason "Unexpected *this*, expected *that*": values in backticks, no full stop
 * @returns the message, already on the file
 */
export function report(
  file: VFile,
  rule: RuleName,
  place: Place,
  reason: string,
  details: Details = {},
): VFileMessage {
  const message = new VFileMessage(reason, {
    place: toPlace(place),
    source: 'octavo',
    ruleId: rule,
  })
  const { severity } = rules[rule]
  message.fatal = severity === 'error' ? true : severity === 'warning' ? false : undefined
  message.file = file.path
  message.name = `${file.path}:${message.line ?? 1}:${message.column ?? 1}`
  message.url = `docs/messages.md#${rule}`
  if (details.hint !== undefined) message.note = details.hint
  if (details.subject !== undefined) message.actual = details.subject
  file.messages.push(message)
  return message
}

function toPlace(place: Place): Point | Position | undefined {
  if (!place) return undefined
  if ('type' in place) return place.position
  return place
}
