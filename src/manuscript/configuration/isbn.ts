/** Read an ISBN (ISBN Users' Manual, 7th edition, section 5 and appendix 1). */
import { type Refusal, refuse } from './values.js'

/**
 * Check an ISBN-13 or ISBN-10 and give its thirteen digits.
 *
 * @returns 13 digits, or a refusal whose hint says how the number should end
 */
export function readIsbn(typed: string): string | Refusal {
  const digits = typed.replace(/^\s*(urn:)?isbn(-1[03])?:?/i, '').replace(/[\s‐‑–-]/g, '')
  if (/^\d{9}[\dX]$/i.test(digits)) return fromIsbn10(digits.toUpperCase())
  if (!/^\d{13}$/.test(digits)) {
    return refuse(`An ISBN has 13 digits, or 10; here are ${digits.length} characters`)
  }
  if (!/^97[89]/.test(digits)) return refuse('An ISBN of 13 digits begins with 978 or 979')
  const check = checkDigit13(digits)
  if (digits.endsWith(check)) return digits
  return refuse(
    `The check digit of ${digits.slice(0, 12)} is ${check}: write \`${digits.slice(0, 12)}${check}\`, or find the digit that was mistyped`,
  )
}

function fromIsbn10(digits: string): string | Refusal {
  const check = checkDigit10(digits)
  if (!digits.endsWith(check)) {
    return refuse(
      `The check digit of ${digits.slice(0, 9)} is ${check}: write \`${digits.slice(0, 9)}${check}\`, or find the digit that was mistyped`,
    )
  }
  const stem = `978${digits.slice(0, 9)}`
  return stem + checkDigit13(stem)
}

/** Weights 1 and 3 in turn, modulus 10. */
function checkDigit13(digits: string): string {
  let sum = 0
  for (let index = 0; index < 12; index += 1) sum += Number(digits[index]) * (index % 2 ? 3 : 1)
  return String((10 - (sum % 10)) % 10)
}

/** Weights 10 to 2, modulus 11; ten is written X. */
function checkDigit10(digits: string): string {
  let sum = 0
  for (let index = 0; index < 9; index += 1) sum += Number(digits[index]) * (10 - index)
  const check = (11 - (sum % 11)) % 11
  return check === 10 ? 'X' : String(check)
}
