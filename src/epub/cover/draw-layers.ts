import type { Palette } from './palettes.js'
import type { Random } from './random.js'

/** Draw a network in layers: rows of nodes, each tied to the next row by arcs. */
export function drawLayers(
  random: Random,
  palette: Palette,
  width: number,
  height: number,
): string {
  const [deep, strong, warm, pale] = palette.accents
  const count = random.pick([5, 6])
  const layers = Array.from({ length: count }, (_, layer) => {
    const nodes = layer === 0 || layer === count - 1 ? 3 : random.pick([4, 5, 6, 7])
    const y = ((layer + 0.5) * height) / count
    return Array.from({ length: nodes }, (_, node) => ({ x: ((node + 0.5) * width) / nodes, y }))
  })
  let lines = ''
  let dots = ''
  layers.forEach((layer, index) => {
    for (const from of layer) {
      for (const to of layers[index + 1] ?? []) {
        const middle = (from.y + to.y) / 2
        const isStrong = random.next() < 0.22
        lines +=
          `<path d="M${from.x} ${from.y}C${from.x} ${middle} ${to.x} ${middle} ${to.x} ${to.y}" fill="none" ` +
          `stroke="${isStrong ? warm : strong}" stroke-width="${isStrong ? 16 : 5}" opacity="${isStrong ? 1 : 0.6}"/>`
      }
      const r = random.pick([44, 58, 72, 88])
      const fill = random.pick([strong, warm, pale])
      dots +=
        `<circle cx="${from.x}" cy="${from.y}" r="${r + 14}" fill="${deep}"/>` +
        `<circle cx="${from.x}" cy="${from.y}" r="${r}" fill="${fill}"/>`
    }
  })
  return `<rect width="${width}" height="${height}" fill="${deep}"/>${lines}${dots}`
}
