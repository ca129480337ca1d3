import { valuesOf } from '../metadata.js'
import { type OpenEpub, resolvePath } from '../open-epub.js'
import { type EpubRule, eachDocument, type Fault } from '../rule.js'
import { eachDeclaration } from '../style-sheet.js'

const family = 'kindle-preflight' as const
const cure = 'Leave it to the Kindle profile; take it out of raw HTML and `styles:`'
/** Send to Kindle by mail takes 50 MB; base64 makes a third more of a file. */
const mostBook = 36_000_000
const mostPicture = 2_000_000
/** Languages that KDP lists, by their first two letters. */
const languages = new Set(
  `af ar br ca co cy da de en es et eu fi fo fr fy ga gd gl gu gv he hi is it ja kw la lb lt lv ml mr nb nl nn no pl pt
  rm ro ru se sk sl sv ta te tr vi yi zh`.split(/\s+/),
)

const pictures = ({ items }: OpenEpub) =>
  items.filter(({ mediaType }) => mediaType.startsWith('image/'))

const elements = (names: RegExp, what: string): EpubRule['find'] =>
  eachDocument(function* ({ elements: all }) {
    for (const element of all)
      if (names.test(element.name))
        yield { element, reason: `Unexpected \`<${element.name}>\`, expected ${what}` }
  })

function* linksToBody(epub: OpenEpub): Generator<Fault> {
  const bodies = new Set(
    epub.documents.flatMap(({ path, named }) =>
      named('body').flatMap(({ attributes: { id } }) => (id ? [`${path}#${id}`] : [])),
    ),
  )
  for (const { path, named } of epub.documents)
    for (const element of named('a')) {
      const href = element.attributes.href ?? ''
      if (bodies.has(`${resolvePath(path, href)}#${href.replace(/^[^#]*#?/, '')}`))
        yield { path, element, reason: 'Unexpected link to `<body>`, expected one to the file' }
    }
}

/** What holds of a book for Kindle. */
export const kindleRules: readonly EpubRule[] = [
  {
    id: 'kindle-layout',
    family,
    summary: 'The style sheet has no flexible boxes, grids or variables',
    why: 'quarto-dev/quarto-cli#11948; jgm/pandoc#8379: the converter fails, or the page stays white',
    cure,
    find: eachDeclaration(/(^display:\s*(inline-)?(flex|grid))|var\(|^--/, 'plain CSS'),
  },
  {
    id: 'kindle-margin',
    family,
    summary: 'No margin is negative, and nothing has a fixed place',
    why: 'asciidoctor/asciidoctor-epub3#390; Kindle Publishing Guidelines 17.2',
    cure,
    find: eachDeclaration(
      /^margin[\w-]*:[^;]*(?<![\w.])-\d|^position:\s*(fixed|absolute|sticky)/,
      'a place in the flow',
    ),
  },
  {
    id: 'kindle-drawing',
    family,
    summary: 'Drawings are pictures, not SVG',
    why: 'Kindle Publishing Guidelines 10.4.1: Enhanced Typesetting refuses SVG with text',
    cure,
    find: function* (epub) {
      // Outlines of formulas have no text, and stand there only where the author asks for them.
      for (const fault of elements(/^svg$/, 'a PNG')(epub))
        if (!/\bformula\b/.test(fault.element?.attributes.class ?? '')) yield fault
      for (const { path, mediaType, element } of pictures(epub))
        if (/svg|webp|avif/.test(mediaType))
          yield {
            path: epub.package.path,
            element,
            reason: `Unexpected \`${path}\`, expected PNG or JPEG`,
          }
    },
  },
  {
    id: 'kindle-picture',
    family,
    summary: 'A picture has at most 2 MB',
    why: 'crocodilestick/Calibre-Web-Automated, kindle_epub_fixer: larger ones stop the delivery',
    cure,
    find: function* (epub) {
      for (const { path, entry, element } of pictures(epub))
        if (entry && entry.size > mostPicture)
          yield {
            path: epub.package.path,
            element,
            reason: `Unexpected picture \`${path}\` of ${(entry.size / 1e6).toFixed(1)} MB`,
          }
    },
  },
  {
    id: 'kindle-size',
    family,
    summary: 'The book fits in a mail to the reader',
    why: 'Send to Kindle takes 50 MB, and mail makes a file 1.37 times as large; dmitryshkolnik/mastering-cardano#47',
    cure: 'Make the pictures smaller',
    find: function* (epub) {
      const size = epub.entries.reduce((sum, entry) => sum + entry.size, 0)
      if (size > mostBook)
        yield {
          path: epub.package.path,
          reason: `Unexpected ${Math.round(size / 1e6)} MB, expected at most 36`,
        }
    },
  },
  {
    id: 'kindle-math',
    family,
    summary: 'Formulas have no annotations and none of the elements that Kindle does not take',
    why: 'Kindle Publishing Guidelines 18.1: annotation, semantics, maction, mglyph, mlongdiv, msgroup, mstack',
    cure,
    find: elements(
      /^(annotation|annotation-xml|semantics|maction|mglyph|mlongdiv|msgroup|mstack)$/,
      'presentation MathML',
    ),
  },
  {
    id: 'kindle-comment',
    family,
    summary: 'Files have no comments',
    why: 'harvard-edge/cs249r_book#1052: `--` in a comment ends the conversion (E999)',
    cure,
    find: eachDocument(function* ({ comments }) {
      if (comments.length > 0) yield { reason: 'Unexpected comment in a text file' }
    }),
  },
  {
    id: 'kindle-encoding',
    family,
    summary: 'Every file says that it is UTF-8',
    why: 'innocenat/kindle-epub-fix: without it the converter takes ISO 8859-1',
    cure,
    find: eachDocument(function* ({ source }) {
      if (!/^<\?xml[^>]*encoding=["']utf-8["']/i.test(source))
        yield { reason: 'Missing declaration of UTF-8' }
    }),
  },
  {
    id: 'kindle-language',
    family,
    summary: 'The language is one that KDP lists',
    why: 'innocenat/kindle-epub-fix; Calibre-Web-Automated#382: another stops the delivery',
    cure: 'Set `language:` to a listed one for this edition',
    find: function* (epub) {
      const tag = valuesOf(epub.package, 'dc:language')[0] ?? ''
      if (!languages.has(tag.slice(0, 2).toLowerCase()) || /^[a-z]{3}/i.test(tag))
        yield {
          path: epub.package.path,
          reason: `Unexpected language \`${tag}\`, expected one that KDP lists`,
        }
    },
  },
  {
    id: 'kindle-body-link',
    family,
    summary: 'No link leads to an id on `<body>`',
    why: 'innocenat/kindle-epub-fix: the converter drops the id, and then the book',
    cure,
    find: linksToBody,
  },
  {
    id: 'kindle-empty-alt',
    family,
    summary: 'No alternative text is empty',
    why: 'innocenat/kindle-epub-fix#24: E21018, one reporter',
    cure: 'Write what the picture shows',
    find: eachDocument(function* ({ named }) {
      for (const element of named('img'))
        if (!element.attributes.alt)
          yield { element, reason: 'Unexpected picture without alternative text' }
    }),
  },
  {
    id: 'kindle-script',
    family,
    summary: 'Nothing runs, plays or is filled in',
    why: 'Kindle Publishing Guidelines 17.2: scripts, forms, audio and video are not supported',
    cure,
    find: elements(
      /^(script|form|input|button|audio|video|iframe|object|embed|canvas)$/,
      'text and pictures',
    ),
  },
  {
    id: 'kindle-contents-depth',
    family,
    summary: 'The contents are at most three levels deep',
    why: 'Kindle Publishing Guidelines 5.2: deeper ones are not shown in the menu',
    cure: 'Set `contents: {depth: 2}`',
    find: function* (epub) {
      const depth = (epub.ncx?.named('navPoint') ?? []).reduce((deepest, point) => {
        let level = 0
        for (let one = point.parent; one; one = one.parent) if (one.name === 'navPoint') level += 1
        return Math.max(deepest, level + 1)
      }, 0)
      if (depth > 3)
        yield { path: epub.ncx!.path, reason: `Unexpected contents of ${depth} levels` }
    },
  },
]
