/** Read dates, languages, sizes and lengths as authors write them. */
import { type Points, parseLength } from '../../book/length.js'
import { type Refusal, refuse } from './values.js'

/** Read `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, the date forms of EPUB 3.3 (section 5.5.4.2, W3C-DTF). */
export function readDate(typed: string): string | Refusal {
  const parts = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?$/.exec(typed)
  if (!parts) return refuse(suggestDate(typed))
  const [, year, month, day] = parts
  if (month && (Number(month) < 1 || Number(month) > 12)) return refuse('Months run from 01 to 12')
  if (month && day) {
    const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
    if (Number(day) < 1 || Number(day) > last)
      return refuse(`Days of this month run from 01 to ${last}`)
  }
  return [year, month, day].filter(Boolean).join('-')
}

/** Understand what was meant, only to say how it is written. */
function suggestDate(typed: string): string | undefined {
  const year = /\b(\d{4})\b/.exec(typed)?.[1]
  if (!year) return undefined
  const months = [
    'jan',
    'feb',
    'mar',
    'apr',
    'may',
    'jun',
    'jul',
    'aug',
    'sep',
    'oct',
    'nov',
    'dec',
  ]
  const named = months.findIndex((month) => new RegExp(`\\b${month}`, 'i').test(typed))
  if (named < 0) return `Write \`${year}\``
  const day = /\b(\d{1,2})(?:st|nd|rd|th)?\b/.exec(typed.replace(year, ''))?.[1]
  const month = String(named + 1).padStart(2, '0')
  return `Write \`${year}-${month}${day ? `-${day.padStart(2, '0')}` : ''}\``
}

/** Languages whose English name an author may have typed for the tag. */
const commonLanguages =
  'ar bg bn ca cs da de el en es et fa fi fr ga he hi hr hu id is it ja ko lt lv nb nl nn pl pt ro ru sk sl sr sv sw ta th tr uk ur vi zh'.split(
    ' ',
  )

/** Read a BCP 47 tag and give it its canonical case. */
export function readLanguage(typed: string): string | Refusal {
  const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })
  const meant = commonLanguages.find((tag) => names.of(tag)?.toLowerCase() === typed.toLowerCase())
  if (meant) return refuse(`Write \`${meant}\``)
  try {
    const tag = Intl.getCanonicalLocales(typed)[0]!
    // Five to eight letters are well-formed, but no such language is registered.
    return /^[a-z]{4,}/.test(tag) ? refuse() : tag
  } catch {
    const dashed = typed.replace(/[_.].*$/, (rest) => rest.replace(/^_/, '-').replace(/\..*$/, ''))
    return dashed !== typed && /^[a-z]{2,3}(-[a-z]{2,4})?$/i.test(dashed)
      ? refuse(`Write \`${dashed}\``)
      : refuse()
  }
}

const bytesPer = {
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
} as const

/** Read a size of a file: `20MB`, `512 KiB`. */
export function readBytes(typed: string): number | Refusal {
  const match = /^(\d+(?:\.\d+)?)\s*([kmg]?i?b)$/i.exec(typed)
  const unit = match?.[2]?.toLowerCase()
  if (!match || !unit || !(unit in bytesPer)) {
    return refuse(/^\d+$/.test(typed) ? `Write \`${typed}MB\`` : undefined)
  }
  return Math.round(Number(match[1]) * bytesPer[unit as keyof typeof bytesPer])
}

/** Read a length with a unit. */
export function readDistance(typed: string): Points | Refusal {
  const length = parseLength(typed)
  if (length) return length
  return refuse(
    /^[\d.]+$/.test(typed)
      ? `Add a unit: \`${typed}mm\`, \`${typed}pt\` or \`${typed}in\``
      : undefined,
  )
}
