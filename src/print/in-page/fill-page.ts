/** Runs in the page (kit.ts). One page, filled with what was cut for it. */
import type { PagePlan, PartPlan } from './build-pages.js'
import type { Kit } from './kit.js'

declare const octavo: Kit

/** Take the floats that go to one of the places of a page or column. @returns their container, or nothing */
export function fillFloats(
  { floats }: PartPlan,
  place: PartPlan['floats'][number]['place'],
): Element[] {
  const here = floats.filter((float) => float.place === place)
  if (here.length === 0) return []
  const container = document.createElement('div')
  container.className = `page-floats at-${place}`
  for (const { id, height } of here) {
    const float = document.querySelector<HTMLElement>(
      `.column-floats > [data-float="${CSS.escape(id)}"]`,
    )!
    float.style.height = `${height}px`
    container.append(float)
  }
  return [container]
}

/** Put the notes of a page beside its text. */
export function fillMargin({ sideNotes }: PagePlan): Element {
  const margin = document.createElement('div')
  margin.className = 'side-notes'
  for (const { id, top } of sideNotes) {
    const note = document.getElementById(id)!
    note.style.top = `${top}px`
    margin.append(note)
  }
  return margin
}

/** Make an element of a page. */
export function pagePart(name: string, ...content: (Node | string)[]): HTMLElement {
  const element = document.createElement('div')
  element.className = name
  element.append(...content)
  return element
}

/**
 * Fill a page, or a column of one: floats, text, floats, notes.
 *
 * @param between what stands below the text, before the floats of the foot
 */
export function fillPart(
  to: Element,
  plan: PartPlan,
  text: DocumentFragment,
  notes: readonly Element[],
  between: readonly Element[] = [],
): void {
  const block = octavo.pagePart('text-block', text)
  block.style.height = `${plan.textDepth}px`
  to.append(...octavo.fillFloats(plan, 'top'), ...octavo.fillFloats(plan, 'page'))
  // Columns need no empty block above them, unless it keeps their distance.
  if (between.length === 0 || plan.textDepth > 0) to.append(block)
  to.append(...between, ...octavo.fillFloats(plan, 'foot'))
  // The white above the first thing of a page is the page's own.
  for (let at = block.firstElementChild; at; at = at.firstElementChild) {
    at.setAttribute('data-at-head', '')
    if (at.previousSibling || /^(P|PRE|TABLE|FIGURE|H[1-6]|HEADER)$/.test(at.tagName)) break
  }
  if (notes.length > 0)
    to.append(octavo.pagePart('page-notes', octavo.pagePart('note-rule'), ...notes))
}

/** Make one page. @param texts, notes what is left for it and those after it; its own are taken */
export function fillPage(plan: PagePlan, texts: DocumentFragment[], notes: Element[][]): Element {
  const { pagePart } = octavo
  const page = octavo.emptyPage(plan.page)
  const head = [pagePart('head-words', plan.runningHead), pagePart('folio', plan.folio)]
  if (plan.runningHead !== '' || plan.folio !== '')
    page.append(pagePart('running-head', ...(plan.page % 2 === 1 ? head : head.reverse())))
  const notesOf = (part: PartPlan) => part.notes.map(({ note }) => notes[note]!.shift()!)
  const [text, own] = [texts.shift()!, notesOf(plan)]
  const columns = plan.columns && pagePart('page-columns')
  if (columns) columns.style.height = `${plan.columns.depth}px`
  for (const part of plan.columns?.parts ?? []) {
    const column = pagePart('page-column')
    octavo.fillPart(column, part, texts.shift()!, notesOf(part))
    columns!.append(column)
  }
  octavo.fillPart(page, plan, text, own, columns ? [columns] : [])
  if (plan.sideNotes.length > 0) page.append(octavo.fillMargin(plan))
  if (plan.footFolio !== '') page.append(pagePart('foot-folio folio', plan.footFolio))
  return page
}
