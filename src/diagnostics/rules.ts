/** Every message that Octavo can give. A name is for ever; `docs/messages.md` has a section for each. */

export type Severity = 'error' | 'warning' | 'info'

interface Rule {
  readonly severity: Severity
  /** One line for `docs/messages.md` and editors. */
  readonly summary: string
}

/** Keep the type of each key while checking each value. */
const define = <Name extends string>(rules: Record<Name, Rule>) => rules
const error = (summary: string): Rule => ({ severity: 'error', summary })
const warning = (summary: string): Rule => ({ severity: 'warning', summary })
const info = (summary: string): Rule => ({ severity: 'info', summary })

export const rules = define({
  // The book folder and book.yaml
  'empty-book': error('The folder holds no Markdown'),
  'missing-file': error('A file that is named does not exist'),
  'unreadable-file': error('A file is not UTF-8 text'),
  'outside-book': error('A path leads out of the book folder'),
  'repeated-file': error('A file stands in the book twice'),
  'invalid-yaml': error('YAML cannot be parsed'),
  'invalid-configuration': error('A value of `book.yaml` is of the wrong kind'),
  'unknown-key': error('A key of `book.yaml` is not known'),
  'invalid-isbn': error('An ISBN has the wrong length or check digit'),
  'unknown-edition': error('No edition of `book.yaml` has the name that was asked for'),
  'unlisted-file': info('A Markdown file of the folder is not in the book'),
  // Markdown
  'circular-include': error('Files include each other in a circle'),
  'unknown-directive': warning('A directive or box has an unknown name'),
  'unclosed-fence': warning('A fenced div or directive is never closed'),
  'unsafe-html': warning('Raw HTML holds something that may not run or load in a book'),
  'unclosed-html': warning('A tag of raw HTML is opened and never closed'),
  'unknown-html': info('Something in angle brackets is no HTML and was kept as text'),
  'invalid-attributes': warning('Braces look like attributes but cannot be read'),
  'unreadable-table': warning('The lines of a drawn table do not meet'),
  'unreadable-data': error('The data of a table cannot be read'),
  'uneven-data': warning('A row of data has more or fewer cells than the first'),
  'unknown-column': warning('A table asks for a column that its data does not have'),
  'unused-abbreviation': info('An abbreviation is explained, and never used'),
  'invalid-math': error('A formula cannot be typeset'),
  'unknown-language': info('Code is in a language that cannot be highlighted'),
  'long-code-line': warning('A line of code is too long for the page and wraps'),
  'unmatched-callout': warning('A callout of code has no item, or an item no callout'),
  'unmatched-lines': warning('Lines of code are named that it does not have'),
  'hidden-code': info('Lines of Rust are hidden, as mdBook hides them'),
  'missing-lines': warning('An include names lines that its file does not have'),
  // Structure
  'missing-title': warning('A file has no heading to be its title'),
  'heading-skip': warning('A heading is more than one level below the one before'),
  'duplicate-label': error('Two things have the same label'),
  'undefined-label': warning('A reference has no target'),
  'undefined-citation': warning('A citation has no entry in the bibliography'),
  'duplicate-source': warning('Two entries of the bibliography have one key, or are one work'),
  'incomplete-source': info('An entry of the bibliography lacks what a reader needs'),
  'published-preprint': info('A preprint is cited that has been published since'),
  'unused-source': info('Entries of the bibliography are cited nowhere'),
  'missing-package': error('A package that the book needs is not installed'),
  'invalid-style': error('A citation style cannot be used'),
  'invalid-bibliography': error('A bibliography cannot be read'),
  'undefined-footnote': warning('A note is called but never written'),
  'unused-footnote': warning('A note is written but never called'),
  'duplicate-footnote': warning('Two notes of a file have the same name'),
  'undefined-link-reference': info('Square brackets look like a link whose address is not given'),
  'unknown-condition': warning('Text is only for, or not for, what no edition is'),
  'link-left-out': info('A link leads to what an edition leaves out'),
  'lost-solution': warning('A solution has no exercise'),
  'undefined-term': warning('A term is not in the glossary'),
  'unused-term': info('A term of the glossary is used nowhere'),
  'undefined-variable': warning('A variable has no value'),
  'undefined-index-entry': warning('An entry of the index sends to one that does not exist'),
  'open-index-range': warning('One end of a passage is marked for the index, and not the other'),
  'similar-index-entries': info('Two entries of the index may be one'),
  'unknown-index': warning('A mark names an index that the book does not have'),
  'dead-link': warning('A link leads to no file or heading of the book'),
  'unsafe-link': warning('A link has an address that a book may not carry'),
  // Pictures
  'missing-image': error('A picture does not exist'),
  'broken-image': error('A picture is damaged or of an unknown kind'),
  'large-image': error('A picture is larger than the limit'),
  'remote-image': warning('A picture is on the network and was not fetched'),
  'unsafe-svg': warning('An SVG held scripts, entities or outside references, which were removed'),
  'missing-alt': warning('A picture has no text alternative'),
  // Print
  'overfull-line': warning('Something is wider than the page and was scaled or broken to fit'),
  'missing-glyph': warning('A character is in none of the fonts'),
  'unsettled-pages': warning('Page numbers did not settle'),
  'narrow-gutter': warning('The inside margin is too narrow for so many pages'),
  'narrow-margin': warning('The outside margin has no room for notes'),
  'untaggable-pdf': warning('The PDF has the tags of the browser instead of our own'),
  'lone-line': warning('A line of a paragraph stands alone at the foot or head of a page'),
  'stranded-heading': warning('A heading stands at the foot of a page without its text'),
  'white-page': info('More than a quarter of a page in mid-chapter is white'),
  'distant-figure': info('A figure stands more than two pages from what refers to it'),
  'late-note': warning('A note stands on a later page than its callout'),
  'misplaced-columns': warning('Two columns are asked for in mid-chapter'),
  'hyphen-stack': info('More than three lines in succession end with a hyphen'),
  'white-river': info('Wide word spaces lie one below the other over four lines or more'),
  'low-resolution': warning('A picture has too few pixels for its printed size'),
  'stiff-paragraph': warning('A paragraph cannot be tightened or loosened by a line'),
  'unused-copyfitting': warning('An entry of `copyfitting.yaml` no longer applies'),
  'greedy-pages': warning('A chapter was too long to choose all its pages together'),
  // EPUB and preflight
  'invalid-audio': error('A recording is damaged or of a kind that e-readers do not play'),
  'invalid-timing': error('A timing of a recording cannot be played'),
  'unmatched-narration': warning('Words of a recording are not in its chapter'),
  'invalid-epub': error('The finished EPUB is not valid'),
  'inaccessible-epub': warning('The EPUB breaks a rule of accessibility'),
  'careless-epub': warning('The EPUB breaks a rule of good e-books'),
  'unpolished-epub': info('Something in the EPUB could be better'),
  'kindle-preflight': warning('Something in the EPUB for Kindle fails at Amazon'),
  'absent-checker': info('A checker of e-books is not installed, and did not look'),
  'inaccessible-pdf': warning('The PDF fails a condition of PDF/UA'),
  'reduced-image': info('A picture was too large for the e-book and was made smaller'),
  'small-cover': warning('The cover has fewer pixels than shops take'),
  'cover-shape': warning('The cover is not of the shape of a book'),
  'large-cover': warning('The file of the cover is larger than shops take'),
  'missing-metadata': info('Something that shops and readers expect is not in `book.yaml`'),
})

export type RuleName = keyof typeof rules
