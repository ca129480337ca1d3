/**
 * Make MathML that MathML 3's schema takes: a token element holds text only (MathML 3, §3.2), while Temml
 * puts padding around the words of `\operatorname*`.
 */
export const toStrictMath = (value: string): string =>
  value.includes('<mo') && value.includes('<mpadded')
    ? value.replace(
        /(<mo(?: [^>]*)?>)<mpadded[^>]*>((?:(?!<\/?mpadded|<\/mo>)[\s\S])*)<\/mpadded><\/mo>/g,
        (_, start: string, inside: string) => `${start}${inside.replace(/<[^>]*>/g, '')}</mo>`,
      )
    : value
