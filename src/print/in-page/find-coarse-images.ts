/** Runs in the page. Self-contained: the browser gets its text. */

/** A picture of too few pixels for the size at which it is printed. */
export interface CoarseImage {
  readonly src: string
  /** Pixels to the inch. */
  readonly resolution: number
  /** Printed width in inches. */
  readonly width: number
  readonly at: string
}

/** Find pictures of pixels that are printed too coarse. @param least pixels to the inch */
export function findCoarseImages(least: number): CoarseImage[] {
  const pixelsPerInch = 96
  const found = new Map<string, CoarseImage>()
  for (const image of document.images) {
    const box = image.getBoundingClientRect()
    const isTurned = image.closest('figure.landscape') !== null
    const [width, height] = isTurned ? [box.height, box.width] : [box.width, box.height]
    const src = image.getAttribute('src') ?? ''
    if (width === 0 || height === 0 || image.naturalWidth === 0 || /\.svg$/i.test(src)) continue
    const resolution = Math.min(
      (image.naturalWidth / width) * pixelsPerInch,
      (image.naturalHeight / height) * pixelsPerInch,
    )
    const before = found.get(src)
    if (resolution >= least || (before && before.resolution <= resolution)) continue
    const at = image.closest('[data-at]')?.getAttribute('data-at') ?? ''
    found.set(src, { src, resolution, width: width / pixelsPerInch, at })
  }
  return [...found.values()]
}
