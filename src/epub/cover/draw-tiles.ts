import type { Palette } from './palettes.js'
import type { Random } from './random.js'

/** Draw a ground of square tiles with quarter and half circles, after the Bauhaus. */
export function drawTiles(random: Random, palette: Palette, width: number, height: number): string {
  const size = random.pick([200, 320])
  let out = ''
  for (let y = 0; y < height; y += size) {
    for (let x = 0; x < width; x += size) out += drawTile(random, palette, x, y, size)
  }
  return out
}

function drawTile(random: Random, palette: Palette, x: number, y: number, size: number): string {
  const under = random.pick([...palette.accents, palette.ground])
  const others = palette.accents.filter((color) => color !== under)
  const over = random.pick(others)
  const turn = Math.floor(random.next() * 4) * 90
  const shape = random.pick(shapes)(
    size,
    over,
    random.pick(others.filter((color) => color !== over)),
  )
  const half = size / 2
  return (
    `<g transform="translate(${x} ${y})"><rect width="${size + 1}" height="${size + 1}" fill="${under}"/>` +
    `<g transform="rotate(${turn} ${half} ${half})">${shape}</g></g>`
  )
}

type Shape = (size: number, over: string, second: string) => string

const quarter: Shape = (size, over) =>
  `<path d="M0 0H${size}A${size} ${size} 0 0 1 0 ${size}Z" fill="${over}"/>`
const rings: Shape = (size, over, second) =>
  [1, 0.75, 0.5, 0.25]
    .map((share, index) => {
      const r = size * share
      return `<path d="M0 0H${r}A${r} ${r} 0 0 1 0 ${r}Z" fill="${index % 2 === 0 ? over : second}"/>`
    })
    .join('')
const half: Shape = (size, over, second) =>
  `<path d="M0 0A${size / 2} ${size / 2} 0 0 0 ${size} 0Z" fill="${over}"/>` +
  `<path d="M0 ${size / 2}A${size / 2} ${size / 2} 0 0 0 ${size} ${size / 2}Z" fill="${second}"/>`
const leaf: Shape = (size, over) =>
  `<path d="M0 0A${size} ${size} 0 0 1 ${size} ${size}A${size} ${size} 0 0 1 0 0Z" fill="${over}"/>`
const disc: Shape = (size, over, second) =>
  `<circle cx="${size / 2}" cy="${size / 2}" r="${size * 0.5}" fill="${over}"/>` +
  `<circle cx="${size / 2}" cy="${size / 2}" r="${size * 0.2}" fill="${second}"/>`

const shapes: readonly Shape[] = [quarter, quarter, rings, half, leaf, leaf, disc]
