/** Text as PDF and XML want it. */

/** A PDF text string (ISO 32000-1, 7.9.2.2) in UTF-16BE, written as hexadecimal digits. */
export function textString(text: string): string {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le').swap16()
  return `<${bytes.toString('hex').toUpperCase()}>`
}

/** Escape for XML; characters that XML cannot hold are left out (XML 1.0, 2.2). */
export const xmlText = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must go
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)
