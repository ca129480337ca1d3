/** The style sheet: readers can change what they must be able to, and no rule is idle. */
import { posix } from 'node:path'
import { valuesOf } from '../metadata.js'
import type { OpenEpub } from '../open-epub.js'
import { words } from '../read-xml.js'
import type { EpubRule, Fault } from '../rule.js'
import { eachDeclaration, styleRulesOf } from '../style-sheet.js'

const standard = 'Standard Ebooks Manual of Style, 4'
function* unusedClasses(epub: OpenEpub): Generator<Fault> {
  const classes = epub.documents.flatMap(({ elements }) =>
    elements.flatMap(({ attributes }) => words(attributes.class)),
  )
  const used = new Set([...classes, ...valuesOf(epub.package, 'media:active-class')])
  for (const { path, selector, body } of styleRulesOf(epub)) {
    if (/^@/.test(selector) || body === '') continue
    const alternatives = selector.replace(/:(?:not|is|where|has)\([^()]*\)/g, '').split(',')
    const isIdle = alternatives.every((one) =>
      [...one.matchAll(/\.([\w-]+)/g)].some(([, name]) => !used.has(name!)),
    )
    if (isIdle)
      yield { path, reason: `Unexpected rule for \`${selector}\`, which nothing in the book has` }
  }
}

function* idleFaces(epub: OpenEpub): Generator<Fault> {
  const faces = styleRulesOf(epub).filter(({ selector }) => selector === '@font-face')
  const rest = styleRulesOf(epub).filter(({ selector }) => selector !== '@font-face')
  const used = rest.map(({ body }) => body).join('\n')
  for (const { path, body } of faces) {
    const family = /font-family:\s*["']?([^"';]+)/.exec(body)?.[1]?.trim()
    if (family && !used.includes(family))
      yield { path, reason: `Unexpected font \`${family}\`, which no rule uses` }
  }
}

/** What holds of style sheets. */
export const styleRules: readonly EpubRule[] = [
  {
    id: 'font-unit',
    family: 'inaccessible-epub',
    summary: 'Sizes of type are relative: `em`, `%`, words',
    why: `WCAG 1.4.4; ${standard}: px and pt fight with the reader’s own size, and \`rem\` is unknown to old readers`,
    cure: 'Use `em`',
    find: eachDeclaration(/^font(-size)?:.*\d(px|pt|rem|cm|mm|in|vw|vh)\b/, 'a size in `em`'),
  },
  {
    id: 'line-unit',
    family: 'inaccessible-epub',
    summary: 'Line heights are relative',
    why: 'WCAG 1.4.12: readers who need wider lines must get them',
    cure: 'Use a number or `em`',
    find: eachDeclaration(/^line-height:.*\d(px|pt|rem|cm|mm|in)\b/, 'a number'),
  },
  {
    id: 'body-colour',
    family: 'inaccessible-epub',
    summary: 'The colours of the page are the reader’s',
    why: 'WCAG 1.4.3; Kindle Publishing Guidelines 10.3.1: black on black at night otherwise',
    cure: 'Take colour and background of `body` out',
    find: eachDeclaration(
      /^(color|background(-color)?):(?!\s*(inherit|transparent|currentcolor|initial))/i,
      'no colour',
      /(^|,\s*)(html|body|:root|\*)\s*(,|$)/,
    ),
  },
  {
    id: 'body-font-size',
    family: 'unpolished-epub',
    summary: 'The type of the page is the reader’s to change',
    why: 'Kindle Publishing Guidelines 10.3.1: body text has the default size; a forced one is ignored or refused',
    cure: 'Take `font-size` of `body` out',
    find: eachDeclaration(
      /^font-size:(?!\s*(1em|100%|inherit|medium))/,
      'no size',
      /(^|,\s*)(html|body|:root|\*)\s*(,|$)/,
    ),
  },
  {
    id: 'important',
    family: 'inaccessible-epub',
    summary: 'Nothing is `!important`',
    why: 'WCAG 1.4.12; Ace: it takes the reader’s settings away',
    cure: 'Make the selector more exact',
    find: eachDeclaration(/!\s*important/i, 'no `!important`'),
  },
  {
    id: 'viewport-unit',
    family: 'unpolished-epub',
    summary: 'Nothing is measured by the window',
    why: 'Standard Ebooks drops `vh` for Kobo: in a paged view it is anything',
    cure: 'Use `em` or `%`',
    find: eachDeclaration(/\d(vh|vw|vmin|vmax)\b/, '`em` or `%`'),
  },
  {
    id: 'fixed-position',
    family: 'careless-epub',
    summary: 'Nothing is taken out of the flow of pages',
    why: 'EPUB 3.3, §6.3.1.2: `position: fixed` is for no reader; EPUBCheck CSS-006',
    cure: 'Let it stand in the flow',
    find: eachDeclaration(/^position:\s*(fixed|sticky)/, 'a place in the flow'),
  },
  {
    id: 'remote-style',
    family: 'careless-epub',
    summary: 'The style sheet loads nothing from elsewhere',
    why: 'EPUB 3.3, §3.6: a book is read where there is no network',
    cure: 'Leave it to Octavo',
    find: (epub) =>
      epub.styles
        .filter(({ css }) => /@import|url\(\s*["']?(https?:)?\/\//i.test(css))
        .map(({ path }) => ({ path, reason: 'Unexpected address in the style sheet' })),
  },
  {
    id: 'unused-style',
    family: 'unpolished-epub',
    summary: 'Every rule of the style sheet has something to style',
    why: `${standard} (c-002): what is left over misleads whoever works on the book next`,
    cure: 'Take the rule out of `styles:`, or leave it: it costs bytes only',
    find: unusedClasses,
  },
  {
    id: 'unused-font',
    family: 'unpolished-epub',
    summary: 'Every font in the package is used',
    why: 'A font weighs as much as all the text',
    cure: 'Leave it to Octavo',
    find: idleFaces,
  },
  {
    id: 'font-fallback',
    family: 'careless-epub',
    summary: 'A font is named with what stands in for it',
    why: 'Readers let people switch the book’s fonts off; code must stay code',
    cure: 'End the list with `serif`, `sans-serif` or `monospace`',
    find: (epub) =>
      styleRulesOf(epub)
        .filter(({ selector }) => selector !== '@font-face')
        .flatMap(({ path, selector, body }) => {
          const list = /(?:^|;)\s*font-family:\s*([^;]+)/.exec(body)?.[1]?.trim()
          const isSafe =
            list === undefined ||
            /(serif|sans-serif|monospace|math|cursive|fantasy|system-ui|inherit|ui-\w+)$/.test(list)
          return isSafe
            ? []
            : [{ path, reason: `Unexpected end of \`font-family: ${list}\` for \`${selector}\`` }]
        }),
  },
  {
    id: 'font-licence',
    family: 'careless-epub',
    summary: 'Fonts come with their licence',
    why: 'SIL Open Font License 1.1, §2: each copy contains the notice and the licence',
    cure: 'Leave it to Octavo; put the licence beside a font of your own',
    find: (epub) => {
      const fonts = epub.items.filter(({ mediaType }) =>
        /^(font\/|application\/(vnd\.ms-opentype|font))/.test(mediaType),
      )
      const hasLicence = epub.items.some(({ path }) =>
        /(OFL|LICEN[CS]E|COPYING)/i.test(posix.basename(path)),
      )
      return fonts.length > 0 && !hasLicence
        ? [
            {
              path: epub.package.path,
              element: fonts[0]!.element,
              reason: 'Unexpected font without its licence',
            },
          ]
        : []
    },
  },
  {
    id: 'specified-fonts',
    family: 'careless-epub',
    summary: 'Apple Books is told about fonts if there are some, and only then',
    why: 'Apple Books Asset Guide 5.3 (`ibooks:specified-fonts`)',
    cure: 'Leave it to Octavo',
    find: (epub) => {
      const hasFonts = styleRulesOf(epub).some(({ selector }) => selector === '@font-face')
      const isSaid = epub.package.elements.some(
        ({ attributes }) => attributes.property === 'ibooks:specified-fonts',
      )
      return hasFonts === isSaid
        ? []
        : [
            {
              path: epub.package.path,
              reason: 'Unexpected word on fonts, expected what is in the style sheet',
            },
          ]
    },
  },
  {
    id: 'table-numerals',
    family: 'unpolished-epub',
    summary: 'Figures in tables have one width',
    why: `${standard} (c-010): columns of numbers line up`,
    cure: 'Add `table { font-variant-numeric: tabular-nums }`',
    find: (epub) => {
      const hasTables = epub.documents.some(({ named }) => named('table').length > 0)
      const isSet = styleRulesOf(epub).some(({ body }) => /tabular-nums|"tnum"/.test(body))
      return hasTables && !isSet
        ? [
            {
              path: epub.styles[0]?.path ?? epub.package.path,
              reason: 'Missing tabular figures for tables',
            },
          ]
        : []
    },
  },
  {
    id: 'code-wrap',
    family: 'inaccessible-epub',
    summary: 'Code wraps',
    why: 'WCAG 1.4.10: what is wider than the screen is cut off in a paged view',
    cure: 'Add `pre { white-space: pre-wrap }`',
    find: (epub) => {
      const hasCode = epub.documents.some(({ named }) => named('pre').length > 0)
      const isSet = styleRulesOf(epub).some(({ body }) =>
        /white-space:\s*(pre-wrap|break-spaces)/.test(body),
      )
      return hasCode && !isSet
        ? [
            {
              path: epub.styles[0]?.path ?? epub.package.path,
              reason: 'Missing `white-space: pre-wrap` for code',
            },
          ]
        : []
    },
  },
  {
    id: 'night-colours',
    family: 'careless-epub',
    summary: 'Colours of code have a twin for the night',
    why: 'WCAG 1.4.3: dark blue on black cannot be read',
    cure: 'Add the colours in `@media (prefers-color-scheme: dark)`',
    find: (epub) => {
      const isColoured = styleRulesOf(epub).some(
        ({ selector, body }) => /token-/.test(selector) && /(^|;)\s*color:/.test(body),
      )
      const hasTwin = epub.styles.some(({ css }) => /prefers-color-scheme:\s*dark/.test(css))
      return isColoured && !hasTwin
        ? [{ path: epub.styles[0]!.path, reason: 'Missing colours of code for the night' }]
        : []
    },
  },
]
