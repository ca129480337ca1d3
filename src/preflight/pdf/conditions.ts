/**
 * Conditions of PDF/UA-1 (ISO 14289-1) that a program can test, by their numbers in the Matterhorn Protocol 1.1
 * (PDF Association, 2021). What only a human can judge, whether an alternative text is right, is none of ours.
 */
import type { Dictionary } from './read-objects.js'
import type { Content, TagElement } from './read-tags.js'

/** A condition that a file fails. */
export interface Failure {
  /** `13-004`. */
  readonly condition: string
  readonly what: string
  /** From 1, of the first place; absent where it is the file's. */
  readonly page?: number
  readonly times: number
}

/** What the conditions look at. */
export interface Facts {
  readonly catalog: Dictionary
  readonly xmp: string
  readonly elements: readonly TagElement[]
  readonly contents: readonly Content[]
  /** Objects of the pages, in order. */
  readonly pages: readonly number[]
  /** Link annotations, with the object of their page. */
  readonly links: readonly {
    readonly object: number
    readonly page: number
    readonly hasContents: boolean
  }[]
  readonly fonts: readonly Font[]
}

export interface Font {
  readonly name: string
  readonly isEmbedded: boolean
  readonly isReadable: boolean
}

/** Structure types of ISO 32000-1, 14.8.4. */
const standardTypes = new Set(
  `Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table
  TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula
  Form`.split(/\s+/),
)

/** List the conditions that a file fails. */
export function judgeFacts(facts: Facts): Failure[] {
  return [...judgeFile(facts), ...judgeContents(facts), ...judgeElements(facts)]
}

const whole = (isFailed: boolean, condition: string, what: string): Failure[] =>
  isFailed ? [{ condition, what, times: 1 }] : []

function judgeFile({ catalog, xmp, fonts }: Facts): Failure[] {
  const viewer = catalog.get('ViewerPreferences')
  const showsTitle = viewer instanceof Map && viewer.get('DisplayDocTitle') === true
  const bare = fonts.filter(({ isEmbedded }) => !isEmbedded)
  const mute = fonts.filter(({ isReadable }) => !isReadable)
  const names = (some: readonly Font[]) => some.map(({ name }) => name).join(', ')
  return [
    ...whole(xmp === '', '06-001', 'no XMP metadata'),
    ...whole(
      xmp !== '' && !xmp.includes('pdfuaid:part'),
      '06-002',
      'no claim of PDF/UA in the metadata',
    ),
    ...whole(xmp !== '' && !xmp.includes('dc:title'), '06-003', 'no title in the metadata'),
    ...whole(!showsTitle, '07-001', 'a window that does not show the title'),
    ...whole(!catalog.get('Lang'), '11-001', 'no language'),
    ...whole(bare.length > 0, '31-009', `fonts that are not embedded (${names(bare)})`),
    ...whole(mute.length > 0, '10-001', `fonts that cannot be read back (${names(mute)})`),
  ]
}

function judgeContents({ contents, pages }: Facts): Failure[] {
  const failing = (condition: string, what: string, is: (content: Content) => boolean) => {
    const found = contents.filter(is)
    if (found.length === 0) return []
    const page = pages.indexOf(found[0]!.page) + 1
    return [{ condition, what, page, times: found.length }]
  }
  return [
    ...failing(
      '01-005',
      'content that is neither tagged nor an artefact',
      ({ unmarked }) => unmarked.length > 0,
    ),
    ...failing(
      '01-003',
      'artefacts and tagged content within one another',
      ({ crossed }) => crossed > 0,
    ),
  ]
}

/** What fails an element of some role. */
type ElementCheck = readonly [
  condition: string,
  what: string,
  role: RegExp,
  isFailed: (element: TagElement) => boolean,
]

const rolesIn = ({ kids }: TagElement) => kids.map((kid) => ('role' in kid ? kid.role : ''))
const isSilent = ({ dictionary }: TagElement) =>
  !dictionary.has('Alt') && !dictionary.has('ActualText')
const holdsOther = (allowed: RegExp) => (element: TagElement) =>
  rolesIn(element).some((role) => !allowed.test(role))

const elementChecks: readonly ElementCheck[] = [
  ['02-001', 'structure types that no standard knows', /^/, ({ role }) => !standardTypes.has(role)],
  [
    '09-004',
    'tables that hold something else than rows',
    /^(Table|THead|TBody|TFoot)$/,
    holdsOther(/^(Caption|THead|TBody|TFoot|TR)$/),
  ],
  ['09-005', 'lists that hold something else than items', /^L$/, holdsOther(/^(Caption|LI|L)$/)],
  ['13-004', 'figures without alternative text', /^Figure$/, isSilent],
  ['15-003', 'header cells without a scope', /^TH$/, ({ dictionary }) => !dictionary.has('A')],
  ['17-002', 'formulas without alternative text', /^Formula$/, isSilent],
]

function judgeElements(facts: Facts): Failure[] {
  const { elements, pages } = facts
  const headings = elements.filter(({ role }) => /^H[1-6]$/.test(role))
  const level = (heading: TagElement) => Number(heading.role[1])
  const skips = headings.filter((one, at) => at > 0 && level(one) > level(headings[at - 1]!) + 1)
  const notes = elements.filter(({ role }) => role === 'Note')
  const ids = notes.map(({ dictionary }) => String(dictionary.get('ID') ?? ''))
  return [
    ...elementChecks.flatMap(([condition, what, role, isFailed]) =>
      failures(
        condition,
        what,
        elements.filter((element) => role.test(element.role) && isFailed(element)),
        pages,
      ),
    ),
    ...failures(
      '14-002',
      'headings that do not begin with the first level',
      headings.slice(0, 1).filter((one) => level(one) !== 1),
      pages,
    ),
    ...failures('14-003', 'headings that skip a level', skips, pages),
    ...whole(ids.includes(''), '19-003', 'notes without an id'),
    ...whole(new Set(ids).size < ids.length, '19-004', 'notes with the same id'),
    ...judgeLinks(facts),
  ]
}

function judgeLinks({ elements, links, pages }: Facts): Failure[] {
  const tied = new Set(
    elements
      .filter(({ role }) => role === 'Link')
      .flatMap(({ kids }) => kids.flatMap((kid) => ('annotation' in kid ? [kid.annotation] : []))),
  )
  const failing = (condition: string, what: string, found: Facts['links']): Failure[] =>
    found.length > 0
      ? [{ condition, what, page: pages.indexOf(found[0]!.page) + 1, times: found.length }]
      : []
  return [
    ...failing(
      '28-011',
      'links outside of the tags',
      links.filter(({ object }) => !tied.has(object)),
    ),
    ...failing(
      '28-012',
      'links that do not say where they lead',
      links.filter(({ hasContents }) => !hasContents),
    ),
  ]
}

function failures(
  condition: string,
  what: string,
  found: readonly TagElement[],
  pages: readonly number[],
): Failure[] {
  if (found.length === 0) return []
  const page = pageOf(found[0]!, pages)
  return [{ condition, what, times: found.length, ...(page > 0 && { page }) }]
}

/** Page of the first mark of an element, from 1; 0 where it has none. */
function pageOf({ kids }: TagElement, pages: readonly number[]): number {
  for (const kid of kids) {
    const page =
      'mcid' in kid ? pages.indexOf(kid.page) + 1 : 'role' in kid ? pageOf(kid, pages) : 0
    if (page > 0) return page
  }
  return 0
}
