/** Roman numerals: folios of the front matter, numbers of parts. */

const numerals: readonly (readonly [number, string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
]

/** Write a number from 1 in small roman numerals. */
export function toRoman(number: number): string {
  let rest = number
  let text = ''
  for (const [value, numeral] of numerals) {
    for (; rest >= value; rest -= value) text += numeral
  }
  return text
}
