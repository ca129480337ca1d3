import type { Palette } from './palettes.js'
import type { Random } from './random.js'

/** Colours between the accents, so that the layers pass into one another. */
const layers = 9

/** Draw ranges of hills under a disc, from far and light to near and dark. */
export function drawStrata(
  random: Random,
  palette: Palette,
  width: number,
  height: number,
): string {
  const [near, strong, warm, far] = palette.accents
  const steps = [far, warm, strong, near]
  const radius = random.between(190, 290)
  const sun =
    `<circle cx="${Math.round(random.between(width * 0.3, width * 0.72))}" cy="${radius + 90}" ` +
    `r="${Math.round(radius)}" fill="${warm}"/>`
  let out = sun
  for (let layer = 0; layer < layers; layer++) {
    const share = layer / (layers - 1)
    const at = share * (steps.length - 1)
    const index = Math.min(steps.length - 2, Math.floor(at))
    const color = mix(steps[index]!, steps[index + 1]!, at - index)
    out += `<path d="${range(random, width, height, height * (0.26 + share * 0.6), 150 - share * 60)}" fill="${color}"/>`
  }
  return out
}

/** One range: three waves laid over one another. */
function range(random: Random, width: number, height: number, base: number, rise: number): string {
  const waves = [1, 2.3, 4.1].map((pace, index) => ({
    pace: pace * random.between(0.8, 1.25),
    phase: random.between(0, Math.PI * 2),
    rise: rise / (index + 1),
  }))
  let path = `M0 ${height}`
  for (let x = 0; x <= width; x += 20) {
    const y = waves.reduce(
      (sum, wave) => sum + wave.rise * Math.sin((x / width) * Math.PI * 2 * wave.pace + wave.phase),
      base,
    )
    path += `L${x} ${y.toFixed(1)}`
  }
  return `${path}L${width} ${height}Z`
}

/** Mix two colours of the form `#rrggbb`. */
function mix(one: string, other: string, share: number): string {
  const channel = (color: string, at: number): number =>
    Number.parseInt(color.slice(at, at + 2), 16)
  const mixed = [1, 3, 5].map((at) =>
    Math.round(channel(one, at) * (1 - share) + channel(other, at) * share),
  )
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}
