/**
 * The node types that Octavo adds to mdast. Each is produced by the file of the same name in
 * `manuscript/syntax/` and rendered by the file of the same name in `markup/handlers/`.
 *
 * Attributes (`{#label .class key=value}`) are kept on `data`: the label as `data.label`, all else as
 * `data.hProperties` (`className`, `id` never), so that mdast-util-to-hast carries them by itself.
 */
import type { Properties } from 'hast'
import type { BlockContent, Data, DefinitionContent, Parent, PhrasingContent } from 'mdast'
// Adds `math` and `inlineMath` to mdast's types.
import type {} from 'mdast-util-math'
import type { Literal } from 'unist'
import type { StatementKind } from './statements.js'

export interface Attributes {
  /** `#label`, without the `#`. */
  readonly label?: string
  readonly classes: readonly string[]
  /** Everything else, in order of appearance; a bare word has the value `''`. */
  readonly pairs: Readonly<Record<string, string>>
}

type Block = BlockContent | DefinitionContent

/** `::: note "Title"`, `> [!NOTE]`, `!!! note`: a box that interrupts the text. */
export interface Admonition extends Parent {
  type: 'admonition'
  /** Lower case: `note`, `tip`, `important`, `warning`, `caution`, or a word of the author's own. */
  kind: string
  title?: PhrasingContent[]
  children: Block[]
  data?: Data & { label?: string }
}

/** `::: {.class #label}`: a fenced div. */
export interface Div extends Parent {
  type: 'div'
  children: Block[]
}

/** `[text]{.class}`: a bracketed span. */
export interface Span extends Parent {
  type: 'span'
  children: PhrasingContent[]
}

/** A picture with its caption; a lone image with words for an alt text, or `:::figure`. */
export interface Figure extends Parent {
  type: 'figure'
  children: Block[]
  /** Caption in phrasing content; absent when there is none. */
  caption?: PhrasingContent[]
}

/** `| line` blocks of pandoc and `:::verse`: lines whose breaks and indents count. */
export interface LineBlock extends Parent {
  type: 'lineBlock'
  children: VerseLine[]
}

export interface VerseLine extends Parent {
  type: 'verseLine'
  /** Leading spaces in the manuscript. */
  indent: number
  children: PhrasingContent[]
}

export interface DefinitionList extends Parent {
  type: 'definitionList'
  children: (DefinitionTerm | DefinitionDescription)[]
}
export interface DefinitionTerm extends Parent {
  type: 'definitionTerm'
  children: PhrasingContent[]
}
export interface DefinitionDescription extends Parent {
  type: 'definitionDescription'
  children: Block[]
}

/** One key of `[see @key, p. 3]`. */
export interface CitationItem {
  readonly key: string
  /** Text before the key: `see`. */
  readonly prefix: string
  /** Text after the key, comma removed: `p. 3`. */
  readonly suffix: string
  /** `-@key`: the author's name is in the sentence already. */
  readonly suppressAuthor: boolean
  /** `@fig-x{page}`: how to say the page of what is referred to; absent where `book.yaml` decides. */
  readonly page?: PageMode | 'only'
}

/** Whether a reference says the page: on every one, where it is not in sight, or never. */
export type PageMode = 'always' | 'auto' | 'never'

/**
 * `[@key; @other, p. 3]` or `@key` in the text. Whether a key is a reference to a label (`@fig-x`) or a
 * citation is known only when the whole book has been read: `structure/` decides.
 */
export interface Citation extends Literal {
  type: 'citation'
  /** The manuscript's own words, printed where nothing better is known. */
  value: string
  items: CitationItem[]
  /** True for `@key` in running text, false inside square brackets. */
  narrative: boolean
}

/** What a citation became: text with links, made by `structure/`. */
export interface CrossReference extends Parent {
  type: 'crossReference'
  children: PhrasingContent[]
}

/** `{{name}}`, until `structure/` fills it in. */
export interface Variable extends Literal {
  type: 'variable'
  name: string
  /** The manuscript's own characters. */
  value: string
}

/** `\newpage`, `:::pagebreak`, `{pagebreak}`. */
export interface PageBreak extends Literal {
  type: 'pageBreak'
  value: ''
}

/** What an author asks of the lines of a block of code. Lines are counted from 0, as they are printed. */
export interface CodeLines {
  /** Number of the first line; `false` where they shall have none; absent where the book decides. */
  readonly numbers?: number | false
  /** Lines that are pointed out, in order. */
  readonly marked?: readonly number[]
  /** Lines that a change put in, and took out. */
  readonly inserted?: readonly number[]
  readonly deleted?: readonly number[]
  /** Marks at the ends of lines; those of one line in their order. */
  readonly callouts?: readonly CodeCallout[]
  /** For each line, its place in the block as it is written; absent where none is hidden. */
  readonly origins?: readonly number[]
  /** The lines that are hidden. */
  readonly hidden?: readonly string[]
}

/** A mark in code that sends to an item of the list after it. */
export interface CodeCallout {
  readonly line: number
  /** As the item is numbered. */
  readonly number: number
  readonly hasItem: boolean
}

/** What an author asks of a column of a table. */
export interface TableColumn {
  /** `decimal`: numbers stand with their decimal signs one below the other. */
  readonly align?: 'left' | 'center' | 'right' | 'decimal'
  /** In percent of the measure. */
  readonly width?: number
}

/** An unknown leaf or container directive keeps its name so that a message can suggest another. */
declare module 'mdast' {
  interface Data {
    /** The author's label, unique in the book. */
    label?: string | undefined
    /** Number given by `structure/`, such as `2.1`. */
    number?: string | undefined
    /** Letter of a figure within a figure, given by `structure/`. */
    letter?: string | undefined
    /** Id in the finished book, given by `structure/`. */
    id?: string | undefined
    /** Attributes that go to the element as they are (mdast-util-to-hast). */
    hProperties?: Properties | undefined
    /** True for `$$…$$` inside a line, where no paragraph of its own could hold it. */
    isDisplay?: boolean | undefined
    /** True for a paragraph that goes on after a formula, and so is not indented. */
    isContinued?: boolean | undefined
    /** What kind of theorem, exercise or the like a div is. */
    statement?: StatementKind | undefined
    /** Id of the exercise that a solution belongs to, where the two stand apart. */
    leadsTo?: string | undefined
    /** Caption of a table or listing. */
    caption?: PhrasingContent[] | undefined
    /** Whose a picture is, after its caption. */
    credit?: PhrasingContent[] | undefined
    /** True for a list whose items are numbered through the book. */
    isExamples?: boolean | undefined
    /** Lines of code that are numbered, pointed out, called out. */
    codeLines?: CodeLines | undefined
    /** True for the list of a listing's callouts, straight after it. */
    isCodeNotes?: boolean | undefined
    /** How many rows of a table are its head, and its foot; one and none where it does not say. */
    headRows?: number | undefined
    footRows?: number | undefined
    /** What is asked of the columns of a table, in their order. */
    columns?: readonly TableColumn[] | undefined
    /** How many columns of a table, from the first, name its rows. */
    headColumns?: number | undefined
  }
  interface RootContentMap {
    admonition: Admonition
    div: Div
    figure: Figure
    lineBlock: LineBlock
    definitionList: DefinitionList
    definitionTerm: DefinitionTerm
    definitionDescription: DefinitionDescription
    pageBreak: PageBreak
    span: Span
    citation: Citation
    crossReference: CrossReference
    verseLine: VerseLine
    variable: Variable
  }
  interface BlockContentMap {
    admonition: Admonition
    div: Div
    figure: Figure
    lineBlock: LineBlock
    definitionList: DefinitionList
    pageBreak: PageBreak
  }
  interface PhrasingContentMap {
    span: Span
    variable: Variable
    citation: Citation
    crossReference: CrossReference
  }
}
