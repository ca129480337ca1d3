// Walk through a book that is open in foliate-js: each line of the contents, each note, each page of the page list,
// formulas, drawings, pictures; then turn all pages to the end.

/**
 * What was found, and places that are worth a picture.
 *
 * @param page of `openInFoliate`
 * @param most chapters, pages and lines of the contents that are gone to on the screen, at even distances; that every
 * line of the contents and every printed page has its place is looked up for all of them in any case
 * @returns {Promise<{summary: object & {faults: string[]}, places: Record<string, string>}>}
 */
export async function survey(page, most = Number.MAX_SAFE_INTEGER) {
  await page.evaluate(`window.${documentOf.name} = ${documentOf}`)
  const contents = await page.evaluate(walkContents, Math.min(most, 12))
  const sections = await page.evaluate(walkSections, most)
  const pages = await page.evaluate(walkPages, Math.min(most, 20))
  const fraction = await page.evaluate(turnToEnd, most)
  const faults = [...contents.faults, ...sections.faults, ...pages.faults]
  if (fraction < 0.999) faults.push(`the pages end at ${fraction}`)
  const { places, faults: _, ...counts } = sections
  return {
    summary: { contents: contents.count, ...counts, pageList: pages.count, fraction, faults },
    places,
  }
}

/* All functions below run in the page. */

/** The document of a section, read once: hundreds of entries lead into it. */
function documentOf(index) {
  window.documents ??= new Map()
  const known = window.documents.get(index) ?? view.book.sections[index]?.createDocument()
  window.documents.set(index, known)
  return known
}

async function walkContents(most) {
  const faults = []
  const flat = (entries) => entries.flatMap((one) => [one, ...flat(one.subitems ?? [])])
  const all = flat(view.book.toc)
  for (const { href, label } of all) {
    const { index, anchor } = view.book.resolveHref(href)
    const doc = await documentOf(index)
    // Without a fragment the anchor is 0: the beginning.
    const found = doc && (href.includes('#') ? anchor(doc) : doc.body)
    if (!found) faults.push(`contents: ${label} (${href}) lands nowhere`)
    else {
      const element = found.startContainer ?? found
      if (!(element.textContent ?? '').trim() && !element.querySelector?.('img, svg'))
        faults.push(`contents: ${label} (${href}) lands on nothing`)
    }
  }
  // Some of them are gone to on the screen as well.
  const step = Math.max(1, Math.floor(all.length / most))
  for (let at = 0; at < all.length; at += step) {
    await view.goTo(all[at].href)
    if (!view.lastLocation) faults.push(`contents: ${all[at].href} does not open`)
  }
  return { count: all.length, faults }
}

async function walkSections(most) {
  const faults = []
  const counts = { sections: 0, formulas: 0, drawings: 0, pictures: 0, notes: 0, popUps: 0 }
  const places = {}
  const keep = (kind, place) => {
    places[kind] ??= place
  }
  const step = Math.max(1, Math.ceil(view.book.sections.length / most))
  for (const [index, section] of view.book.sections.entries()) {
    if (section.linear === 'no' || index % step > 0) continue
    counts.sections += 1
    await view.goTo(index)
    const doc = shown
    const place = (element) => {
      const holder = element.closest('[id]')
      return holder ? `${section.id}#${holder.id}` : section.id
    }
    if (doc.querySelector('parsererror')) faults.push(`${section.id}: cannot be parsed`)
    const isVisible = (element) => {
      const { width, height } = element.getBoundingClientRect()
      return width > 1 && height > 1
    }
    for (const math of doc.querySelectorAll('math')) {
      counts.formulas += 1
      if (!math.namespaceURI.endsWith('MathML') || (!isVisible(math) && math.textContent.trim()))
        faults.push(`${section.id}: a formula does not show: ${math.getAttribute('alttext')}`)
    }
    for (const svg of doc.querySelectorAll('svg:not(svg svg)')) {
      counts.drawings += 1
      if (!isVisible(svg)) faults.push(`${section.id}: a drawing does not show`)
    }
    for (const image of doc.querySelectorAll('img')) {
      counts.pictures += 1
      await image.decode().catch(() => undefined)
      if (!image.complete || image.naturalWidth === 0 || !isVisible(image))
        faults.push(`${section.id}: ${image.getAttribute('src')} does not show`)
    }
    const callouts = [...doc.querySelectorAll('a[role="doc-noteref"]')]
    counts.notes += Math.min(callouts.length, most)
    for (const callout of callouts.slice(0, most)) {
      window.note = undefined
      window.noteError = undefined
      callout.click()
      for (let wait = 0; wait < 100 && !window.note && !window.noteError; wait++)
        await new Promise((done) => setTimeout(done, 20))
      if (window.note) counts.popUps += 1
      else
        faults.push(
          `${section.id}: note ${callout.textContent} does not pop up: ${window.noteError ?? 'nothing'}`,
        )
    }
    const first = (selector) => doc.querySelector(selector)
    if (first('section.chapter h1')) keep('opener', section.id)
    for (const [kind, selector] of [
      ['formula', '.equation'],
      ['code', 'pre.code'],
      ['table', 'table'],
      ['figure', 'figure.figure img, figure.figure svg'],
      ['box', 'aside.admonition'],
      ['notes', 'section.notes'],
    ]) {
      const element = first(selector)
      if (element) keep(kind, place(element))
    }
  }
  return { ...counts, faults, places }
}

async function walkPages(most) {
  const faults = []
  const list = view.book.pageList ?? []
  const step = Math.max(1, Math.floor(list.length / most))
  for (const { href, label } of list) {
    const { index, anchor } = view.book.resolveHref(href)
    const doc = await documentOf(index)
    if (!doc || (href.includes('#') && !anchor(doc)))
      faults.push(`page ${label} (${href}) lands nowhere`)
  }
  for (let at = 0; at < list.length; at += step) {
    await view.goTo(list[at].href)
    const { pageItem } = view.lastLocation
    if (!pageItem)
      faults.push(`page ${list[at].label}: the reader does not know which page it shows`)
  }
  return { count: list.length, faults }
}

/** Through all pages, or some of the first and then those of the last chapter. */
async function turnToEnd(most) {
  await view.goTo(0)
  const turn = async (count) => {
    let before = -1
    for (let page = 0; page < count && view.lastLocation.fraction < 1; page++) {
      await view.next()
      if (page % 50 < 49) continue
      if (view.lastLocation.fraction <= before) break
      before = view.lastLocation.fraction
    }
  }
  if (most < 1000) {
    await turn(most)
    await view.goTo(view.book.sections.length - 1)
  }
  await turn(10_000)
  return view.lastLocation.fraction
}
