/**
 * A page of the browser that remembers. What it answers follows from its document, from the browser, and from all
 * that was asked of it before, in that order; so answers are kept under a hash of these, and as long as all are
 * known no page is opened. At the first question that is new, what was asked before is asked again. Thus only
 * chapters that changed, or whose page numbers did, are laid out and printed again; the rest is read from the
 * cache, and the book is the same to the byte.
 */
import { createHash } from 'node:crypto'
import { deserialize, serialize } from 'node:v8'
import type { BrowserPage, Resource, World } from '../book/world.js'

export interface RememberedPage extends Pick<BrowserPage, 'evaluate' | 'pdf'> {
  /** Ids of its columns. */
  readonly columns: ReadonlySet<string>
  /** Ids whose pages it names. */
  readonly targets: ReadonlySet<string>
  /** Entries of the index that it lists: what their `data-locators` says. */
  readonly locators: ReadonlySet<string>
  /**
   * Do something with the page.
   *
   * @param question says what is done, and with what: equal questions have equal answers. Not called where nothing is kept
   */
  recall<Result>(
    question: () => string,
    answer: (page: BrowserPage) => Promise<Result>,
  ): Promise<Result>
  close(): Promise<void>
}

/** What a page shows, and what its answers depend on besides. */
export interface PageSource {
  readonly html: string
  /** By the path that the document names. */
  readonly resources: ReadonlyMap<string, Resource>
  /** Programs that give the answers: the browser and our own. */
  readonly makers: string
}

/** Make a page that is opened when it must be. */
export function rememberPage(
  { browser, cache }: Pick<World, 'browser' | 'cache'>,
  source: PageSource,
): RememberedPage {
  const { resources } = source
  const columns = new Set(valuesOf(source.html, 'data-column'))
  const targets = new Set(valuesOf(source.html, 'data-to'))
  const locators = new Set(valuesOf(source.html, 'data-locators'))
  let key = cache.keeps ? fingerprint(source) : ''
  let html = source.html
  let opening: Promise<BrowserPage> | undefined
  const asked: ((page: BrowserPage) => Promise<unknown>)[] = []
  const keeping: Promise<void>[] = []
  const open = async () => {
    const page = await browser.newPage()
    await page.load(html, (path) => resources.get(path))
    // It is large, and never loaded again.
    html = ''
    for (const again of asked) await again(page)
    return page
  }
  const page: RememberedPage = {
    columns,
    targets,
    locators,
    async recall(question, answer) {
      if (!cache.keeps) {
        opening ??= open()
        return answer(await opening)
      }
      key = hash(`${key} ${question()}`)
      const name = `page ${key}`
      const known = opening ? undefined : await cache.get(name)
      if (known) {
        asked.push(answer)
        return deserialize(known)
      }
      opening ??= open()
      const result = await answer(await opening)
      keeping.push(cache.set(name, serialize(result)))
      return result
    },
    evaluate: (run, ...given) =>
      page.recall(
        () => `${run} ${JSON.stringify(given)}`,
        (opened) => opened.evaluate(run, ...given),
      ),
    pdf: (options) =>
      page.recall(
        () => JSON.stringify(options),
        (opened) => opened.pdf(options),
      ),
    async close() {
      const opened = await opening?.catch(() => undefined)
      await Promise.all([opened?.close(), ...keeping])
    },
  }
  return page
}

const hash = (text: string | Uint8Array): string =>
  createHash('sha256').update(text).digest('base64')

/** Hashes of fonts and pictures: every page of a book asks for the same fonts. */
const digests = new WeakMap<Uint8Array, string>()

function fingerprint({ html, resources, makers }: PageSource): string {
  const shown = [...resources].filter(([name]) => html.includes(name) || /[^\w./-]/.test(name))
  const digest = ({ bytes }: Resource): string => {
    const known = digests.get(bytes) ?? hash(bytes)
    digests.set(bytes, known)
    return known
  }
  return hash([makers, html, ...shown.map(([name, one]) => `${name} ${digest(one)}`)].join('\n'))
}

/** Ids need no escapes: they are NCNames. */
const valuesOf = (html: string, attribute: string): string[] =>
  [...html.matchAll(new RegExp(` ${attribute}="([^"]*)"`, 'g'))].map(([, value]) => value!)
