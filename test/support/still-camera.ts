/** A browser that arranges things without looking at them: each is one em wide and high, a quarter of it deep. */
import sharp from 'sharp'
import type { Browser, BrowserPage } from '../../src/book/world.js'

const em = 48

/** Make one; what a real one would measure depends on its version. */
export function stillCamera(): Browser {
  const newPage = async (): Promise<BrowserPage> => {
    let count = 0
    const arranged = () => ({
      places: Array.from({ length: count }, (_, index) => ({
        sheet: 0,
        left: 0,
        top: index * em,
        width: em,
        height: em,
        depth: em / 4,
      })),
      width: em,
      heights: [count * em],
    })
    return {
      load: async (html) => {
        count = html.split('<div class="thing">').length - 1
      },
      evaluate: async (...[run]) => (run.name === 'arrange' ? arranged() : undefined) as never,
      pdf: async () => new Uint8Array(),
      screenshot: ({ width, height }) =>
        sharp({ create: { width, height, channels: 3, background: '#fff' } })
          .png()
          .toBuffer(),
      close: async () => undefined,
    }
  }
  return { warm: () => undefined, version: async () => 'Still', newPage }
}
