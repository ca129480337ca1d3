/** Messages of protobuf, in bytes and as text, by the schemas in `schemas/`. */
import protobuf from 'protobufjs'
import textFormat from 'protobufjs/ext/textformat.js'
import type { World } from '../../book/world.js'
import { UnreadableNetwork } from '../graph.js'

/** Reads messages of one type as plain objects: lists are always there, enums are names, numbers are numbers. */
export interface Schema<Message> {
  decode(bytes: Uint8Array): Message
  parse(text: string): Message
}

/** Fields to pass over, by the message that holds them: weights, where only their shapes are wanted. */
export type Skipped = Readonly<Record<string, readonly string[]>>

/** Load a schema of ours. @param file in `src/networks/schemas/`, without its ending */
export async function loadSchema<Message>(
  world: World,
  file: string,
  message: string,
  skipped: Skipped = {},
): Promise<Schema<Message>> {
  const bytes = await world.files.read(`${world.packageFolder}/src/networks/schemas/${file}.proto`)
  const { root } = protobuf.parse(new TextDecoder().decode(bytes), { keepCase: true })
  for (const [holder, fields] of Object.entries(skipped)) {
    const type = root.lookupType(holder)
    for (const field of fields) type.remove(type.fields[field]!)
  }
  const type = root.lookupType(message)
  const toPlain = (found: protobuf.Message) =>
    type.toObject(found, { longs: Number, enums: String, arrays: true }) as Message
  return {
    decode: (bytes) => toPlain(attempt(() => type.decode(bytes))),
    parse: (text) => toPlain(attempt(() => textFormat.fromText(type, text))),
  }
}

function attempt<Result>(read: () => Result): Result {
  try {
    return read()
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause)
    throw new UnreadableNetwork(explain(said), { cause })
  }
}

/** What the library says, in words that an author can use. */
function explain(said: string): string {
  const beyond = /^index out of range: (\d+) \+ (\d+) > (\d+)/.exec(said)
  if (beyond) return `the file ends at byte ${beyond[3]}, in the middle of a value`
  return said.replace(/\s+/g, ' ')
}
