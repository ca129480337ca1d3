/** Runs in the page. Self-contained: the browser gets its text. */

/**
 * Turn the pictures of figures across the page. Writing modes turn text and tables, but no pictures (CSS Writing
 * Modes 4, 7.3): each is turned about its middle, and its margins make room for it as it lies then.
 *
 * @param depth of the text block in pixels
 */
export function fitTurned(depth: number): void {
  const figures = [...document.querySelectorAll<HTMLElement>('figure.landscape')]
  const turned = figures.flatMap((figure) => {
    const picture = figure.querySelector<HTMLElement>('img, svg')
    if (!picture) return []
    const caption = figure.querySelector('figcaption')
    const style = caption && getComputedStyle(caption)
    const words = caption ? caption.getBoundingClientRect().width : 0
    const white = style
      ? Number.parseFloat(style.marginLeft) + Number.parseFloat(style.marginRight)
      : 0
    const box = picture.getBoundingClientRect()
    const own =
      picture instanceof HTMLImageElement && !/\.svg$/.test(picture.src)
        ? picture.naturalWidth
        : Number.POSITIVE_INFINITY
    const ratio =
      picture instanceof HTMLImageElement && picture.naturalHeight > 0
        ? picture.naturalWidth / picture.naturalHeight
        : box.width / box.height
    const across = figure.parentElement!.clientWidth - words - white
    const line = Number.parseFloat(getComputedStyle(figure.parentElement!).lineHeight) || 0
    const length = Math.floor(Math.min(depth - 2 * line, across * ratio, own))
    return ratio > 0 && length > 0 ? [{ picture, length, breadth: length / ratio }] : []
  })
  for (const { picture, length, breadth } of turned) {
    const over = (length - breadth) / 2
    picture.style.cssText += `; display: block; width: ${length}px; height: ${breadth}px; max-width: none; max-height: none; margin: ${over}px ${-over}px; transform: rotate(-90deg)`
  }
}
