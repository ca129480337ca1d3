/** Roles of WAI-ARIA 1.2 and DPUB-ARIA 1.1, and which element may have which (ARIA in HTML, DPUB-ARIA §4). */

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean))

/** The roles of books. */
export const bookRoles =
  words(`doc-abstract doc-acknowledgments doc-afterword doc-appendix doc-backlink
  doc-biblioentry doc-bibliography doc-biblioref doc-chapter doc-colophon doc-conclusion doc-cover doc-credit
  doc-credits doc-dedication doc-endnote doc-endnotes doc-epigraph doc-epilogue doc-errata doc-example doc-footnote
  doc-foreword doc-glossary doc-glossref doc-index doc-introduction doc-noteref doc-notice doc-pagebreak doc-pagefooter
  doc-pageheader doc-pagelist doc-part doc-preface doc-prologue doc-pullquote doc-qna doc-subtitle doc-tip doc-toc`)

/** The roles of pages. */
export const pageRoles =
  words(`alert alertdialog application article banner blockquote button caption cell checkbox
  code columnheader combobox comment complementary contentinfo definition deletion dialog directory document emphasis
  feed figure form generic graphics-document graphics-object graphics-symbol grid gridcell group heading img image
  insertion link list listbox listitem log main mark marquee math menu menubar menuitem menuitemcheckbox menuitemradio
  meter navigation none note option paragraph presentation progressbar radio radiogroup region row rowgroup rowheader
  scrollbar search searchbox separator slider spinbutton status strong subscript suggestion superscript switch tab table
  tablist tabpanel term textbox time timer toolbar tooltip tree treegrid treeitem`)

const linkRoles = words('doc-backlink doc-biblioref doc-glossref doc-noteref')
const sections =
  words(`doc-abstract doc-acknowledgments doc-afterword doc-appendix doc-bibliography doc-chapter
  doc-colophon doc-conclusion doc-credit doc-credits doc-dedication doc-endnotes doc-epigraph doc-epilogue doc-errata
  doc-example doc-foreword doc-glossary doc-index doc-introduction doc-notice doc-part doc-preface doc-prologue
  doc-pullquote doc-qna doc-toc doc-pagelist doc-tip`)
const none: ReadonlySet<string> = new Set()

/** Elements that take only some roles; all others take any. Roles of pages are listed where they may stand. */
const allowed: Readonly<Record<string, ReadonlySet<string>>> = {
  a: new Set([
    ...linkRoles,
    ...words(
      'button checkbox link menuitem menuitemcheckbox menuitemradio option radio switch tab treeitem generic',
    ),
  ]),
  article: words('article application document feed main none presentation region'),
  aside:
    words(`complementary doc-dedication doc-example doc-footnote doc-glossary doc-pullquote doc-tip feed none note
    presentation region search doc-endnotes`),
  body: words('document generic'),
  button: words('button checkbox combobox link menuitem option radio switch tab'),
  caption: words('caption'),
  col: none,
  dd: words('definition'),
  dl: words('group list none presentation doc-glossary'),
  dt: words('listitem term definition'),
  figcaption: words('group none presentation caption'),
  footer: words('contentinfo doc-footnote group none presentation generic'),
  header: words('banner group none presentation doc-pageheader generic'),
  h1: words('heading none presentation tab doc-subtitle'),
  h2: words('heading none presentation tab doc-subtitle'),
  h3: words('heading none presentation tab doc-subtitle'),
  h4: words('heading none presentation tab doc-subtitle'),
  h5: words('heading none presentation tab doc-subtitle'),
  h6: words('heading none presentation tab doc-subtitle'),
  head: none,
  hr: words('separator none presentation doc-pagebreak'),
  html: none,
  img: words(`img image button checkbox link math menuitem meter option none presentation progressbar radio scrollbar
    separator slider switch tab treeitem doc-cover`),
  li: words(
    'listitem doc-biblioentry doc-endnote menuitem none presentation option tab treeitem separator',
  ),
  link: none,
  main: words('main'),
  math: words('math'),
  meta: none,
  nav: words('navigation doc-index doc-pagelist doc-toc menu menubar none presentation tablist'),
  section: new Set([
    ...sections,
    ...words(`alert alertdialog application banner complementary contentinfo dialog document feed group log main marquee
      navigation none note presentation region search status tabpanel doc-footnote`),
  ]),
  summary: none,
  title: none,
}

/** Roles that are for one kind of element, whatever else it takes. */
const only: Readonly<Record<string, ReadonlySet<string>>> = {
  'doc-cover': words('img svg'),
  'doc-noteref': words('a'),
  'doc-backlink': words('a'),
  'doc-biblioref': words('a'),
  'doc-glossref': words('a'),
}

/** Whether an element may have a role. */
export const mayHaveRole = (name: string, role: string): boolean =>
  (allowed[name]?.has(role) ?? true) && (only[role]?.has(name) ?? true)
