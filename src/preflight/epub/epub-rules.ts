/** All rules of the EPUB preflight, in the order of `docs/preflight.md`. */
import type { EpubRule } from './rule.js'
import { accessibilityRules } from './rules/accessibility.js'
import { alternativeRules } from './rules/alternatives.js'
import { kindleRules } from './rules/kindle.js'
import { languageRules } from './rules/languages.js'
import { linkAndNoteRules } from './rules/links-and-notes.js'
import { markUpRules } from './rules/mark-up.js'
import { metadataRules } from './rules/metadata.js'
import { navigationRules } from './rules/navigation.js'
import { pageRules } from './rules/pages-and-old-readers.js'
import { pictureRules } from './rules/pictures.js'
import { structureRules } from './rules/structure.js'
import { styleRules } from './rules/style.js'
import { tableAndMathRules } from './rules/tables-and-math.js'
import { textRules } from './rules/text.js'
import { xhtmlRules } from './rules/xhtml.js'

interface RuleGroup {
  readonly title: string
  readonly rules: readonly EpubRule[]
}

/** The rules, by what they are about. */
export const ruleGroups: readonly RuleGroup[] = [
  { title: 'XHTML', rules: xhtmlRules },
  { title: 'Structure', rules: structureRules },
  { title: 'Mark-up', rules: markUpRules },
  { title: 'Languages', rules: languageRules },
  { title: 'Text', rules: textRules },
  { title: 'Alternative texts', rules: alternativeRules },
  { title: 'Pictures', rules: pictureRules },
  { title: 'Tables and formulas', rules: tableAndMathRules },
  { title: 'Links and notes', rules: linkAndNoteRules },
  { title: 'Navigation', rules: navigationRules },
  { title: 'Pages and old readers', rules: pageRules },
  { title: 'Metadata', rules: metadataRules },
  { title: 'Accessibility metadata', rules: accessibilityRules },
  { title: 'Style', rules: styleRules },
  { title: 'Kindle', rules: kindleRules },
]

/**
 * The rules that a book must keep.
 *
 * @param isForKindle those for Kindle too
 * @param isThorough those too whose breach is a remark
 */
export const rulesFor = (isForKindle: boolean, isThorough: boolean): readonly EpubRule[] =>
  ruleGroups
    .flatMap(({ rules }) => rules)
    .filter(
      ({ family }) =>
        (isForKindle || family !== 'kindle-preflight') &&
        (isThorough || family !== 'unpolished-epub'),
    )
