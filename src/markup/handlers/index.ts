/** Which handler makes which node. */
import type { Handlers } from 'mdast-util-to-hast'
import type { MarkupContext } from '../context.js'
import {
  admonitionHandler,
  definitionListHandler,
  divHandler,
  lineBlockHandler,
  pageBreakHandler,
  spanHandler,
} from './blocks.js'
import { codeHandler } from './code.js'
import { listHandler } from './code-notes.js'
import { figureHandler } from './figure.js'
import { inlineMathHandler, mathHandler } from './math.js'
import { noteHandler } from './note.js'
import {
  crossReferenceHandler,
  headingHandler,
  listItemHandler,
  paragraphHandler,
} from './standard.js'
import { tableHandler } from './table.js'

/** Handlers of one chapter; all others are mdast-util-to-hast's. */
export const makeHandlers = (context: MarkupContext): Handlers => ({
  admonition: admonitionHandler(context),
  code: codeHandler(context),
  crossReference: crossReferenceHandler,
  definitionList: definitionListHandler,
  div: divHandler(context),
  figure: figureHandler(context),
  footnoteReference: noteHandler(context),
  heading: headingHandler,
  inlineMath: inlineMathHandler(context),
  lineBlock: lineBlockHandler,
  list: listHandler(context),
  listItem: listItemHandler(context),
  math: mathHandler(context),
  pageBreak: pageBreakHandler,
  paragraph: paragraphHandler,
  span: spanHandler,
  table: tableHandler(context),
})
