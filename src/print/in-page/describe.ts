/** Runs in the page (kit.ts). Which elements matter to the structure of the PDF, and what of them. */

/** What `collectPage` notes of an element. */
interface Description {
  readonly tag: string
  readonly attributes?: Readonly<Record<string, string>>
  readonly isHost?: true
  /** True for what is one thing to a reader, whatever it is painted with. */
  readonly isAtom: boolean
  /** What of its place is needed. */
  readonly wants: 'box' | 'boxes' | undefined
}

/** Describe an element. @returns nothing where its texts belong to the element around it */
export function describe(element: Element, hosts: ReadonlySet<Element>): Description | undefined {
  const tag = element.localName
  const atoms = /^(img|svg|math|canvas|object|video|picture)$/
  const structural =
    /^(h[1-6]|p|div|section|article|header|footer|nav|aside|address|hgroup|details|summary|ul|ol|li|dl|dt|dd|table|caption|thead|tbody|tfoot|tr|th|td|figure|figcaption|blockquote|pre|q|ruby|rb|rt|rp|fieldset|legend|center)$/
  const code = /^(code|kbd|samp|tt)$/
  const isAtom = atoms.test(tag)
  const isHost = hosts.has(element)
  const isLink = tag === 'a' && element.hasAttribute('href')
  // A line of code in a listing is no code of its own.
  const isCode = code.test(tag) && !element.parentElement?.closest('pre, code')
  const isNamed = element.hasAttribute('lang') || element.getAttribute('role') === 'img'
  const isLayout =
    tag === 'div' &&
    /^(text-block|page-notes|page-columns|page-column|set-in-columns|running-head|run|page-float.*|float-notes|side-notes)$/.test(
      element.className,
    )
  const matters = isAtom || isLink || isCode || isNamed || isHost
  if (!matters && (!structural.test(tag) || isLayout) && element.className !== 'run') return
  const attributes: Record<string, string> = {}
  const names = 'id role lang href alt alttext aria-label scope colspan rowspan class data-at'
  for (const name of names.split(' ')) {
    // A cell that is cut spans in all what it spanned before.
    const whole = name === 'rowspan' ? element.getAttribute('data-rowspan') : null
    const value = whole ?? element.getAttribute(name)
    if (value !== null) attributes[name] = value
  }
  if (tag === 'svg' && !attributes['aria-label']) {
    const title = element.querySelector(':scope > title')?.textContent
    if (title) attributes['aria-label'] = title
  }
  if (tag === 'math' && !attributes.alttext) attributes.alttext = element.textContent ?? ''
  if (tag === 'ol' || tag === 'ul')
    attributes['list-style-type'] = getComputedStyle(element).listStyleType
  const isPlaced = isAtom || isHost || tag === 'li'
  return {
    tag,
    isAtom,
    ...(Object.keys(attributes).length > 0 && { attributes }),
    ...(isHost && { isHost }),
    wants: isLink ? 'boxes' : isPlaced ? 'box' : undefined,
  }
}

/** Find the elements before or after whose text a style sheet puts words. */
export function findHosts(): Set<Element> {
  const hosts = new Set<Element>()
  const search = (rules: CSSRuleList) => {
    for (const rule of rules) {
      if ('cssRules' in rule) search((rule as CSSGroupingRule).cssRules)
      if (!(rule instanceof CSSStyleRule) || !/:(before|after)/.test(rule.selectorText)) continue
      if (/^(|none|normal|""|'')$/.test(rule.style.content)) continue
      const selector = rule.selectorText.replace(/(^|[\s>+~,])::?(before|after)/g, '$1*')
      for (const element of document.querySelectorAll(selector.replace(/::?(before|after)/g, ''))) {
        const contents = ['::before', '::after'].map((at) => getComputedStyle(element, at).content)
        if (contents.some((content) => !/^(none|normal|""|)$/.test(content))) hosts.add(element)
      }
    }
  }
  for (const sheet of document.styleSheets) search(sheet.cssRules)
  return hosts
}
