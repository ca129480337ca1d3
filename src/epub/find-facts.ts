/**
 * What the finished files hold. Read off the XHTML itself, so that nothing is claimed of a book that is
 * not in it. Escaped text cannot look like a tag.
 */

export interface Facts {
  readonly hasMath: boolean
  /** True if there are formulas, as MathML or pictures, and each says its TeX or words. */
  readonly describesMath: boolean
  readonly hasSvg: boolean
  /** Paths of the pictures shown, in order of appearance. */
  readonly pictures: readonly string[]
  /** True if each picture has `alt`, an empty one included: it says that the picture is decoration. */
  readonly describesPictures: boolean
  /** True if each drawing has a label or is hidden from those who hear the book. */
  readonly describesDrawings: boolean
  readonly hasLongDescriptions: boolean
  /** Names of elements, and of classes after a dot, that the style sheet may speak of. */
  readonly names: ReadonlySet<string>
}

const tag = /<([a-zA-Z][\w-]*)((?:\s[^<>]*)?)>/g

/** Find the facts of one or more finished XHTML files. */
export function findFacts(documents: Iterable<string>): Facts {
  const names = new Set<string>()
  const pictures = new Set<string>()
  const seen = new Set<string>()
  let [allMath, allPictures, allDrawings, longDescriptions] = [true, true, true, false]
  for (const document of documents) {
    for (const [whole, name, attributes] of document.matchAll(tag)) {
      // The same tag says the same again; those of code come by the thousand.
      if (seen.has(whole)) continue
      seen.add(whole)
      names.add(name!)
      if (name === 'svg' && !/ aria-(?:label|labelledby|hidden)="/.test(attributes!))
        allDrawings = false
      if (attributes === '') continue
      const classes = attributeOf('class', attributes!)
      if (classes) for (const one of classes.split(' ')) names.add(`.${one}`)
      if (attributes!.includes('aria-details="')) longDescriptions = true
      if (name === 'math' && !attributeOf('alttext', attributes!)) allMath = false
      if (classes?.split(' ').includes('formula') && !/ (?:alt|aria-label)="[^"]/.test(attributes!))
        allMath = false
      if (name !== 'img') continue
      if (attributeOf('alt', attributes!) === undefined) allPictures = false
      const source = attributeOf('src', attributes!)
      if (source) pictures.add(source)
    }
  }
  return {
    hasMath: names.has('math'),
    describesMath: (names.has('math') || names.has('.formula')) && allMath,
    hasSvg: names.has('svg'),
    pictures: [...pictures],
    describesPictures: allPictures,
    describesDrawings: allDrawings,
    hasLongDescriptions: longDescriptions,
    names,
  }
}

function attributeOf(name: string, attributes: string): string | undefined {
  const start = attributes.indexOf(` ${name}="`)
  if (start < 0) return undefined
  const from = start + name.length + 3
  return attributes.slice(from, attributes.indexOf('"', from))
}
