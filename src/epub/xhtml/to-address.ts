/** Addresses outside the book, as EPUBCheck takes them. */

/** Schemes that a reader can open from a book. */
const schemes = /^(?:https?|mailto|tel|ftp|doi|urn|geo|xmpp|sms|ircs?):/i

/**
 * Write an address by RFC 3986, escaping what it does not allow; what is escaped already stays.
 *
 * @returns `undefined` where it is no address that a book may lead to
 */
export function toAddress(href: string): string | undefined {
  const text = href.trim()
  if (!schemes.test(text)) return undefined
  const [before, ...fragments] = text.split('#')
  const address =
    escapePart(before!) + (fragments.length > 0 ? `#${escapePart(fragments.join('%23'))}` : '')
  if (/^(?:https?|ftp):/i.test(address)) return URL.canParse(address) ? address : undefined
  return address
}

/** RFC 3986 §2.2–2.3, without brackets, which belong to an IPv6 host only. */
function escapePart(part: string): string {
  const host = /^[a-z]+:\/\/(?:[^/?]*@)?\[[\da-f:.]+\]/i.exec(part)?.[0] ?? ''
  const rest = part
    .slice(host.length)
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(/%(?![\da-f]{2})/gi, '%25')
    .replace(/[^\w\-.~:/?@!$&'()*+,;=%]/gu, (character) => encodeURIComponent(character))
  return host + rest
}
