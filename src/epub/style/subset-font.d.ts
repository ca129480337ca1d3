/** The part of `subset-font` that we use; it comes without types. */
declare module 'subset-font' {
  /** @throws where the bytes are no font */
  function subsetFont(
    font: Uint8Array,
    text: string,
    options?: { readonly keepFeatures?: readonly string[] },
  ): Promise<Uint8Array>
  export = subsetFont
}
