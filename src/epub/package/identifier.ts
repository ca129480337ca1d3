/** The identifier by which readers know a book again after it was rebuilt. */
import { createHash } from 'node:crypto'
import type { Metadata } from '../../book/configuration.js'

/** Name space of Octavo's identifiers: the UUID v5 of `octavo` in the URL name space of RFC 9562 §6.6. */
const namespace = '6ba7b811-9dad-11d1-80b4-00c04fd430c8'

/**
 * Identify a book by what does not change between builds: the author's own identifier, the ISBN, or
 * title, creators and language.
 */
export function identify(metadata: Metadata): string {
  const { identifier, isbn, title, creators, language } = metadata
  const seed =
    identifier ??
    isbn.epub ??
    [title, ...creators.map((creator) => creator.name), language].join('\n')
  return `urn:uuid:${uuidFromName(`octavo:${seed}`)}`
}

/** Make a UUID version 5 (RFC 9562, §5.5). */
function uuidFromName(name: string): string {
  const bytes = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name.normalize('NFC'))
    .digest()
    .subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x50
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
