/** Values that have a form: ISBNs and dates. */

/** Whether a number is an ISBN-13 or ISBN-10 with the right check digit (ISO 2108, Annex C). */
export function isIsbn(text: string): boolean {
  const digits = text.replace(/[\s-]/g, '')
  if (/^\d{9}[\dX]$/i.test(digits)) {
    const sum = [...digits].reduce(
      (sum, digit, at) => sum + (10 - at) * (/x/i.test(digit) ? 10 : Number(digit)),
      0,
    )
    return sum % 11 === 0
  }
  if (!/^97[89]\d{10}$/.test(digits)) return false
  return (
    [...digits].reduce((sum, digit, at) => sum + Number(digit) * (at % 2 ? 3 : 1), 0) % 10 === 0
  )
}

/** Whether a date is one of ISO 8601 as the W3C takes it, and exists. */
export function isDate(text: string): boolean {
  if (!/^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?$/.test(text))
    return false
  const date = new Date(text)
  return (
    !Number.isNaN(date.getTime()) && (text.length !== 10 || date.toISOString().startsWith(text))
  )
}
