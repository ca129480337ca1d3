/** Small makers of hast, shared by the handlers. */
import type { Element, ElementContent, Properties, Text } from 'hast'

/** An element; children that are `undefined` are left out. */
export const element = (
  tagName: string,
  properties: Properties,
  children: readonly (ElementContent | undefined)[] = [],
): Element => ({
  type: 'element',
  tagName,
  properties,
  children: children.filter((child): child is ElementContent => child !== undefined),
})

export const text = (value: string): Text => ({ type: 'text', value })

/** Class names of an element, always as a list. */
export function classesOf(node: Element): string[] {
  const names: unknown = node.properties.className
  if (Array.isArray(names)) return names.map(String)
  return typeof names === 'string' ? names.split(/\s+/) : []
}
