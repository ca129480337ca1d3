/** Runs in the page. Self-contained: the browser gets its text. */

/** Let the initial of a paragraph that is too short to stand beside it be a letter like others. */
export function fitInitials(): void {
  const deepEnough = 4
  const initials = [...document.querySelectorAll<HTMLElement>('.initial')]
  const isShort = initials.map((initial) => {
    const paragraph = initial.closest('p')!
    const leading = Number.parseFloat(getComputedStyle(paragraph).lineHeight)
    return paragraph.offsetHeight < deepEnough * leading
  })
  for (const [index, initial] of initials.entries())
    if (isShort[index]) initial.classList.remove('initial')
}
