import type { Browser, BrowserPage } from '../../src/book/world.js'

/** Make a browser in which a number moves a line each time that the numbers are filled in. */
export const makeRestless = (browser: Browser): Browser => ({
  version: browser.version,
  warm: browser.warm,
  async newPage() {
    const page = await browser.newPage()
    const evaluate: BrowserPage['evaluate'] = async (run, ...given) => {
      const result = await page.evaluate(run, ...given)
      if (!run.toString().includes('applyNumbers')) return result
      const moved = await page.evaluate(() =>
        document.querySelector('.column')!.getAttribute('data-column'),
      )
      return [...(result as string[]), moved] as typeof result
    }
    return { ...page, evaluate }
  },
})
