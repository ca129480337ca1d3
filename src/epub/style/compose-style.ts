/** The whole style of an e-book: ours, what single pictures ask for, the author's; then as the profile has it. */
import type { BookSource } from '../../book/book-source.js'
import type { EpubEdition } from '../../book/configuration.js'
import { fontFamilies } from '../../book/font-families.js'
import type { World } from '../../book/world.js'
import type { Facts } from '../find-facts.js'
import type { Profile } from '../profiles/profile.js'
import { mirroredStylePath } from '../xhtml/document.js'
import { authorStyles } from './author-styles.js'
import { findLetters } from './find-letters.js'
import { makeStyle, type Style } from './make-style.js'
import { mirrorRules } from './mirror-rules.js'

/** Let the author's fonts set what ours lack. */
function fallBackTo(families: readonly string[]): string {
  if (families.length === 0) return ''
  const names = families.map((name) => `"${name}"`).join(', ')
  return `html { font-family: "Source Serif 4", "Source Serif Pro", ${names}, Georgia, serif; }\n`
}

/** Emphasis is bold: the fonts of these scripts have no italics. */
const fromRight = `em, i { font-style: normal; font-weight: bold; }
[dir="ltr"] em, [dir="ltr"] i { font-style: italic; font-weight: inherit; }
`

interface Wanted {
  readonly edition: EpubEdition
  readonly profile: Profile
  /** The author's style sheets, relative to the book folder. */
  readonly authored: readonly string[]
  readonly source: BookSource | undefined
  /** What all files hold. */
  readonly facts: Facts
  /** The files whose text is shown. */
  readonly shown: readonly string[]
  /** Rules of pictures and recordings. */
  readonly rules: string
}

/** Compose the style. */
export async function composeStyle(world: World, wanted: Wanted): Promise<Style> {
  const { edition, profile, facts, shown } = wanted
  const { embedFonts } = edition
  const authored = await authorStyles(world, wanted.authored, wanted.source, { embedFonts, shown })
  const own = await makeStyle(world, facts, {
    embedFonts: embedFonts && profile.setsText,
    letters: findLetters(shown, authored.css),
    theme: edition.theme,
  })
  const families = embedFonts ? fontFamilies(authored.css) : []
  const ownRules = own.css + wanted.rules + fallBackTo(families)
  const theirs = authored.css === '' ? '' : `${authored.css}\n`
  const isMirrored = shown.some((file) => file.includes(`href="${mirroredStylePath}"`))
  return {
    css: profile.style(ownRules + theirs, facts.names),
    ...(isMirrored && {
      mirrored: profile.style(mirrorRules(ownRules) + fromRight + theirs, facts.names),
    }),
    fonts: [...own.fonts, ...authored.fonts],
    licenses: [...own.licenses, ...authored.licenses],
  }
}
