/** What we use of jsfive, which has no types of its own. */
declare module 'jsfive' {
  export class File {
    constructor(bytes: ArrayBuffer, name: string)
    readonly attrs: Readonly<Record<string, unknown>>
  }
}
