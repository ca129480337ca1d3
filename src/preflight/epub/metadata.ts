/** The metadata of the package document as a list of statements, and the vocabularies that they use. */
import type { OpenDocument } from './open-epub.js'
import { textOf, type XmlElement } from './read-xml.js'

/** What the package document says with one element. */
export interface Statement {
  /** `dc:title`, `role`, `schema:accessMode`. */
  readonly property: string
  readonly value: string
  readonly scheme: string | undefined
  readonly element: XmlElement
  /** What refines it. */
  readonly refinements: readonly Statement[]
}

const known = new WeakMap<OpenDocument, readonly Statement[]>()

/** List what is said of the book itself, each statement with its refinements. */
export function statementsOf(book: OpenDocument): readonly Statement[] {
  const before = known.get(book)
  if (before) return before
  const all = book.elements.filter(
    ({ name, attributes }) =>
      name.startsWith('dc:') || (name === 'meta' && attributes.property !== undefined),
  )
  const toStatement = (element: XmlElement): Statement => ({
    property: element.attributes.property ?? element.name,
    value: textOf(element).trim(),
    scheme: element.attributes.scheme,
    element,
    refinements:
      element.attributes.id === undefined
        ? []
        : all
            .filter(({ attributes }) => attributes.refines === `#${element.attributes.id}`)
            .map(toStatement),
  })
  const found = all.filter(({ attributes }) => attributes.refines === undefined).map(toStatement)
  known.set(book, found)
  return found
}

/** The values of a property. */
export const valuesOf = (book: OpenDocument, property: string): string[] =>
  statementsOf(book)
    .filter((one) => one.property === property)
    .map(({ value }) => value)

/** Properties of the package vocabulary (EPUB 3.3, D.3), without a prefix. */
export const metaProperties: ReadonlySet<string> = new Set(
  `alternate-script authority belongs-to-collection collection-type display-seq file-as group-position identifier-type
  meta-auth role source-of term title-type pageBreakSource`.split(/\s+/),
)

/** Values of schema.org's accessibility properties (Accessibility Properties for Discoverability Vocabulary, 2024). */
export const accessibilityVocabulary: Readonly<Record<string, ReadonlySet<string>>> = {
  'schema:accessMode': new Set(
    'auditory chartOnVisual chemOnVisual colorDependent diagramOnVisual mathOnVisual musicOnVisual tactile textOnVisual textual visual'.split(
      ' ',
    ),
  ),
  'schema:accessModeSufficient': new Set('auditory tactile textual visual'.split(' ')),
  'schema:accessibilityHazard': new Set(
    `flashing noFlashingHazard unknownFlashingHazard motionSimulation noMotionSimulationHazard
    unknownMotionSimulationHazard sound noSoundHazard unknownSoundHazard unknown none`.split(/\s+/),
  ),
  'schema:accessibilityFeature': new Set(
    `annotations ARIA bookmarks index pageBreakMarkers printPageNumbers pageNavigation readingOrder structuralNavigation
    tableOfContents taggedPDF alternativeText audioDescription closedCaptions captions describedMath longDescription
    openCaptions signLanguage transcript displayTransformability synchronizedAudioText timingControl unlocked ChemML latex
    latex-chemistry MathML MathML-chemistry ttsMarkup highContrastAudio highContrastDisplay largePrint braille
    tactileGraphic tactileObject fullRubyAnnotations horizontalWriting rubyAnnotations verticalWriting withAdditionalWordSegmentation
    withoutAdditionalWordSegmentation none unknown`.split(/\s+/),
  ),
}

/** Codes of the MARC relators (https://www.loc.gov/marc/relators/relacode.html). */
export const relators: ReadonlySet<string> = new Set(
  `abr acp act adi adp aft anc anl anm ann ant ape apl app aqt arc ard arr art asg asn ato att auc aud aui aus aut bdd bjd
  bka bkd bkp blw bnd bpd brd brl bsl cad cas ccp chr cli cll clr clt cmm cmp cmt cnd cng cns coe col com con cop cor cos
  cot cou cov cpc cpe cph cpl cpt cre crp crr crt csl csp cst ctb cte ctg ctr cts ctt cur cwt dbd dbp dfd dfe dft dgc dgg
  dgs dis djo dln dnc dnr dpc dpt drm drt dsr dst dtc dte dtm dto dub edc edm edt egr elg elt eng enj etr evp exp fac fds
  fld flm fmd fmk fmo fmp fnd fon fpy frg gdv gis grt his hnr hst ill ilu ins inv isb itr ive ivr jud jug lbr lbt ldr led
  lee lel len let lgd lie lil lit lsa lse lso ltg ltr lyr mcp mdc med mfp mfr mka mod mon mrb mrk msd mte mtk mup mus mxe
  nan nrt onp opn org orm osp oth own pad pan pat pbd pbl pdr pfr pht plt pma pmn pop ppm ppt pra prc prd pre prf prg prm
  prn pro prp prs prt prv pta pte ptf pth ptt pup rap rbr rcd rce rcp rdd red ren res rev rpc rps rpt rpy rse rsg rsp rsr
  rst rth rtm rxa sad sce scl scr sde sds sec sfx sgd sgn sht sll sng spk spn spy srv std stg stl stm stn str swd tad tau
  tcd tch ths tld tlg tlh tlp trc trl tyd tyg uvp vac vdg vfx voc wac wal wam wat wdc wde wfs wft win wit wpr wst wts`.split(
    /\s+/,
  ),
)
