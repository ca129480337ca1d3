declare module 'commonmark-spec' {
  interface Example {
    readonly markdown: string
    readonly html: string
    readonly section: string
    readonly number: number
  }
  /** The examples of the specification, in its order. */
  export const tests: Example[]
}
