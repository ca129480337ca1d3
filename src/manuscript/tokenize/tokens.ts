/** Names of the tokens that our constructs add to micromark. */
declare module 'micromark-util-types' {
  interface TokenTypeMap {
    abbreviation: 'abbreviation'
    attributes: 'attributes'
    backslashMath: 'backslashMath'
    backslashMathData: 'backslashMathData'
    citation: 'citation'
    citationData: 'citationData'
    componentLine: 'componentLine'
    componentTags: 'componentTags'
    definitionDescription: 'definitionDescription'
    definitionList: 'definitionList'
    definitionTerm: 'definitionTerm'
    emojiShortcode: 'emojiShortcode'
    variable: 'variable'
    exampleItem: 'exampleItem'
    exampleList: 'exampleList'
    fencedBlock: 'fencedBlock'
    fencedBlockFence: 'fencedBlockFence'
    fencedBlockLabel: 'fencedBlockLabel'
    leafBlock: 'leafBlock'
    lineBlock: 'lineBlock'
    mathBlock: 'mathBlock'
    mathBlockFence: 'mathBlockFence'
    mathBlockLine: 'mathBlockLine'
    mathText: 'mathText'
    mathTextData: 'mathTextData'
    mathTextSequence: 'mathTextSequence'
    plannedRest: 'plannedRest'
    plannedTable: 'plannedTable'
    plannedTableLine: 'plannedTableLine'
    script: 'script'
    scriptMarker: 'scriptMarker'
    span: 'span'
    spanMarker: 'spanMarker'
    spanName: 'spanName'
    texEnvironment: 'texEnvironment'
    verseLine: 'verseLine'
    verseMarker: 'verseMarker'
  }
  interface Token {
    /** What a construct found out while it looked ahead, for the tree. */
    planned?: unknown
  }
}

export type {}
