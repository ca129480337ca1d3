/** EPUB 3 Structural Semantics Vocabulary 1.1, and the roles that say the same (EPUB Type to ARIA Role Mapping). */

/** The words of `epub:type`. */
export const epubTypes: ReadonlySet<string> = new Set(
  `abstract acknowledgments afterword answer answers appendix aside assessment assessments backlink backmatter balloon
  biblioentry bibliography biblioref bodymatter bridgehead case-study chapter colophon concluding-sentence conclusion
  contributors copyright-page cover covertitle credit credits dedication division endnote endnotes epigraph epilogue
  errata example feedback figure fill-in-the-blank-problem footnote footnotes foreword frontmatter fulltitle
  general-problem glossary glossdef glossref glossterm halftitle halftitlepage imprimatur imprint index index-editor-note
  index-entry index-entry-list index-group index-headnotes index-legend index-locator index-locator-list
  index-locator-range index-term index-term-categories index-term-category index-xref-preferred index-xref-related
  introduction keyword keywords label landmarks learning-objective learning-objectives learning-outcome
  learning-outcomes learning-resource learning-resources learning-standard learning-standards list list-item loa loi lot
  lov match-problem multiple-choice-problem notice noteref notes ordinal other-credits page-list pagebreak panel
  panel-group part practice practices preamble preface prologue pullquote qna question referrer revision-history
  seriespage sound-area subchapter subtitle table table-cell table-row text-area tip title titlepage toc toc-brief
  topic-sentence true-false-problem volume warning listings`.split(/\s+/),
)

/** Where a type and a role say the same thing, the role that goes with the type. */
export const roleOfType: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    `abstract acknowledgments afterword appendix bibliography biblioref chapter colophon conclusion credit credits
    dedication epigraph epilogue errata example footnote foreword glossary glossref index introduction noteref notice pagebreak part preface
    prologue pullquote qna subtitle tip toc`
      .split(/\s+/)
      .map((type) => [type, `doc-${type}`]),
  ),
  'page-list': 'doc-pagelist',
}
