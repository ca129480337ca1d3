/** A tab is shown as spaces, so that carets stand where they should in every terminal. */
const tab = '    '

/** Control characters, among them the escape that a terminal would obey, and direction overrides. */
const harmful =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not reach a terminal
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/g

/** Make text of a manuscript fit for one line of a terminal, which obeys none of it. */
export const printable = (text: string): string =>
  text
    .replaceAll('\t', tab)
    .replaceAll(/[\r\n]+/g, ' ')
    .replace(harmful, '·')
