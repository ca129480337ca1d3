/**
 * Marks of code that are drawn, not set: numbers of lines, callouts, signs beside lines that are pointed out or changed.
 * Text would be copied with the code and found by a search, in every viewer; a drawing is not (as the arrows of
 * wrapped lines, in-page/fit.ts).
 */
import type { Element, Properties } from 'hast'

/** Outlines of the digits of Source Code Pro (styles/fonts, SIL OFL 1.1), from the base line, y downwards; an em is 1000. */
const digits = [
  'm300 12q-106 0-167-87q-61-87-61-246q0-161 62-245q62-84 168-84q107 0 168 84q61 84 61 245q0 159-61 246q-61 87-168 87zm0-66q67 0 110-65q43-65 43-202q0-138-42-200q-42-62-109-62q-67 0-109 63q-42 63-42 201q0 137 43 202q43 65 110 65zm0-207q-25 0-43-18q-18-18-18-49q0-31 19-48q19-17 44-17q25 0 44 18q19 18 19 49q0 31-18 49q-18 18-43 18z',
  'm97 0l0-68l184 0l0-470l-143 0l0-53q56-8 95-19q39-11 70-27l61 0l0 570l167 0l0 68z',
  'm73 0l0-49q108-96 183-168q75-72 114-130q39-58 39-111q0-55-34-90q-34-35-105-35q-45 0-83 23q-38 23-69 55l-47-47q43-44 93-70q50-26 117-26q96 0 152 52q56 52 56 137q0 60-37 122q-37 62-103 129q-66 68-153 147q30-2 61-4q31-2 59-2l210 0l0 71z',
  'm287 12q-82 0-138-27q-56-27-91-62l42-54q32 30 77 53q45 23 106 23q65 0 109-32q44-32 44-85q0-57-53-92q-53-35-179-35l0-63q113 0 161-34q48-34 48-84q0-47-35-74q-35-27-94-27q-45 0-85 18q-40 18-72 47l-44-52q40-35 92-57q52-22 113-22q60 0 108 19q48 19 76 55q28 36 28 88q0 58-38 95q-38 37-97 57l0 4q43 9 79 31q36 22 58 55q22 33 22 77q0 56-31 97q-31 41-83 63q-52 22-116 22z',
  'm130-242l238 0l0-198q1-26 3-56q2-30 3-56l-5 0q-15 23-32 47q-17 24-33 47zm238 242l0-176l-329 0l0-55l319-407l88 0l0 396l99 0l0 66l-99 0l0 176z',
  'm286 12q-85 0-139-27q-54-27-91-60l41-54q32 28 74 51q42 23 106 23q45 0 82-18q37-18 59-51q22-33 22-77q0-66-43-103q-43-37-114-37q-40 0-68 10q-28 10-62 29l-44-28l21-307l361 0l0 71l-288 0l-17 189q28-12 55-19q27-7 64-7q61 0 111 22q50 22 79 66q30 44 30 113q0 69-33 118q-33 49-87 74q-54 25-115 25z',
  'm320-328q-38 0-81 20q-43 20-81 66q9 92 52 141q43 49 113 49q57 0 96-38q39-38 39-101q0-65-35-100q-35-35-101-35zm1 340q-69 0-124-34q-55-34-87-102q-32-68-32-170q0-96 22-163q22-67 60-110q38-42 86-62q48-19 100-19q59 0 103 20q44 20 75 49l-46 51q-25-23-58-36q-33-13-69-13q-51 0-94 26q-43 26-71 86q-27 60-29 163q39-38 86-60q47-22 95-22q89 0 144 50q55 50 55 148q0 61-29 107q-29 46-78 72q-48 26-105 26z',
  'm226 0q4-91 18-166q14-75 38-141q25-66 63-129q39-63 94-130l-368 0l0-71l462 0l0 51q-63 72-104 138q-41 66-65 134q-24 68-35 145q-11 77-14 171z',
  'm302 12q-72 0-124-22q-52-22-81-62q-28-40-28-90q0-44 20-76q20-32 52-55q32-23 66-39l0-4q-40-25-68-62q-28-37-28-87q0-49 26-86q26-37 70-57q45-20 102-20q94 0 146 48q52 48 52 122q0 45-28 85q-28 40-68 68l0 4q35 17 64 39q29 22 45 52q17 30 17 76q0 47-27 86q-27 39-78 62q-51 23-124 23zm50-360q80-58 80-128q0-47-33-80q-33-33-96-33q-53 0-86 28q-33 28-33 75q0 38 23 63q23 25 61 43q39 18 86 33zm-48 299q71 0 110-31q39-31 39-80q0-45-26-70q-26-25-72-42q-45-17-101-36q-46 25-77 58q-31 33-31 81q0 53 44 88q44 35 117 35z',
  'm145-445q0 65 35 100q35 35 102 35q38 0 81-20q43-20 82-65q-10-93-51-141q-41-48-112-48q-57 0-96 39q-39 39-39 102zm112 457q-58 0-102-19q-44-19-76-47l46-52q24 23 57 37q33 14 70 14q51 0 94-26q43-26 71-86q28-60 30-162q-39 38-85 60q-46 22-95 22q-88 0-143-49q-55-49-55-147q0-61 30-107q30-46 78-72q49-26 105-26q70 0 125 34q55 34 88 102q33 68 33 171q0 96-22 164q-22 68-59 110q-37 43-85 62q-48 20-100 20z',
]
/** Width of each. */
const advance = 600
/** From the head of a line of code to its base line (the font's typographic metrics), and its height: leading 1.3125. */
const [baseLine, lineHeight] = [885, 1312]
/** Numbers are smaller than the code, callouts than their disc. */
const [numberSize, calloutSize] = [0.85, 0.72]

/** Draw the number of a line, flush right in a column for the longest. @param columns digits of the longest */
export function drawNumber(number: string, columns: number): Element {
  const width = columns * advance
  const path = outline(number, width - number.length * advance, 0)
  const scaled = `translate(0 ${baseLine}) scale(${numberSize})`
  return drawing(
    { className: ['line-number'], ariaHidden: 'true' },
    [Math.round(width * numberSize), lineHeight],
    [shape({ d: path, transform: scaled })],
  )
}

/** Draw a callout: its number in a disc. @param label what it is in words */
export function drawCallout(number: string, label: string): Element {
  const size = number.length > 1 ? calloutSize * 0.8 : calloutSize
  const width = number.length * advance * size
  // Digits of the font are 650 high.
  const place = `translate(${500 - width / 2} ${500 + (650 * size) / 2}) scale(${size})`
  return drawing(
    { className: ['callout-disc'], role: 'img', ariaLabel: label },
    [1000, 1000],
    [
      {
        type: 'element',
        tagName: 'circle',
        properties: { cx: '500', cy: '500', r: '500' },
        children: [],
      },
      shape({ className: ['callout-number'], d: outline(number, 0, 0), transform: place }),
    ],
  )
}

/** What stands beside a line. */
const signs = {
  marked: 'M0 420l420 240l-420 240z',
  inserted: 'M0 610h190v-190h100v190h190v100h-190v190h-100v-190h-190z',
  deleted: 'M0 610h480v100h-480z',
}

/** Draw the sign of a line that is pointed out, put in or taken out. @param label what it is in words */
export const drawSign = (kind: keyof typeof signs, label: string): Element =>
  drawing(
    { className: ['line-mark'], role: 'img', ariaLabel: label },
    [480, lineHeight],
    [shape({ d: signs[kind] })],
  )

/** Set a number as outlines, from a point on the base line. */
function outline(number: string, x: number, y: number): string {
  return [...number]
    .map((digit, index) => `M${x + index * advance} ${y}${digits[Number(digit)]!}`)
    .join('')
}

const shape = (properties: Properties): Element => ({
  type: 'element',
  tagName: 'path',
  properties,
  children: [],
})

const drawing = (
  properties: Properties,
  [width, height]: readonly [number, number],
  children: Element[],
): Element => ({
  type: 'element',
  tagName: 'svg',
  properties: { ...properties, viewBox: `0 0 ${width} ${height}` },
  children,
})
