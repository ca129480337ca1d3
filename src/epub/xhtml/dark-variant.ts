/**
 * Pictures that have a variant for dark pages: two, of which the style sheet shows one. `<picture>` would say it better,
 * but engines that give every file an address of their own pass over its `srcset` (foliate-js, epub.js) and show a hole.
 */

/**
 * Take the variant from a picture's attributes.
 *
 * @param address of a picture by name, as the file that is written calls it
 * @returns the attributes of the variant; where no style sheet is read, it stays hidden
 */
export function takeDark(
  attributes: Map<string, string>,
  address: (name: string) => string | undefined,
): Map<string, string> | undefined {
  const name = attributes.get('data-dark')
  attributes.delete('data-dark')
  const source = name === undefined ? undefined : address(name)
  if (source === undefined) return undefined
  const dark = new Map(attributes)
  dark.delete('id')
  const classes = attributes.get('class')
  const withClass = (one: string) => (classes ? `${classes} ${one}` : one)
  attributes.set('class', withClass('for-light'))
  return dark.set('src', source).set('class', withClass('for-dark')).set('hidden', 'hidden')
}
