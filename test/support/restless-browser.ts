import type { Browser } from '../../src/book/world.js'

/** Make a browser that finds another page to print each time, so that numbers never settle. */
export const makeRestless = (browser: Browser): Browser => ({
  async newPage() {
    const page = await browser.newPage()
    return {
      ...page,
      async pdf(options) {
        await page.evaluate(() => {
          const more = document.createElement('p')
          more.textContent = 'One more page'
          more.style.breakBefore = 'page'
          document.body.prepend(more)
        })
        return page.pdf(options)
      },
    }
  },
})
