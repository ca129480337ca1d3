/** The HTML that is printed as one file, with its fonts and pictures in it. */
import type { Resource } from '../book/world.js'

/**
 * Put every resource into the document as a `data:` URL.
 *
 * @param resources by the path that the document names
 */
export function toOneFile(html: string, resources: ReadonlyMap<string, Resource>): string {
  return html.replace(
    /(\b(?:src|href)="|url\(["']?)\/?((?:fonts|images|styles)\/[^"')]+)/g,
    (whole, before: string, path: string) => {
      const resource = resources.get(path)
      if (!resource) return whole
      const { mediaType, bytes } = resource
      return `${before}data:${mediaType};base64,${Buffer.from(bytes).toString('base64')}`
    },
  )
}
