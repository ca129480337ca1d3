/** Text and attribute values as XML 1.0 takes them. */

/** Anything that must change before it may stand in XML text. Tested first: most text needs nothing. */
const special = /[&<>"\p{Cs}\p{Noncharacter_Code_Point}]|(?![\t\n])\p{Cc}/u

/**
 * Characters that XML 1.0 §2.2 forbids (C0 controls, U+FFFE, U+FFFF), and those that HTML §13.1.6
 * forbids besides (C1 controls, noncharacters). They print nothing.
 */
const forbidden = /(?![\t\n])[\p{Cc}\p{Noncharacter_Code_Point}]/gu

/** Remove what XML forbids, put U+FFFD for half characters, end lines with a line feed. */
export function cleanText(text: string): string {
  if (!special.test(text)) return text
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(forbidden, '')
}

/** Write text between tags. */
export function escapeText(text: string): string {
  if (!special.test(text)) return text
  return cleanText(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}

/** Write an attribute's value for between double quotes. */
export function escapeValue(text: string): string {
  if (!special.test(text)) return text
  return escapeText(text).replace(/"/g, '&quot;')
}
