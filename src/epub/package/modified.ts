import type { Metadata } from '../../book/configuration.js'

/** A book that says no date was modified then: any fixed date will do, as long as it is one. */
const someDay = '2000-01-01'

/**
 * Tell when the book was last modified, without asking the clock: the same manuscript gives the same bytes.
 *
 * @param epoch `SOURCE_DATE_EPOCH` in seconds (https://reproducible-builds.org/specs/source-date-epoch/)
 * @returns `CCYY-MM-DDThh:mm:ssZ`, as `dcterms:modified` must be written (EPUB 3.3, §5.5.4)
 */
export function lastModified(metadata: Metadata, epoch: number | undefined): string {
  if (epoch !== undefined) return `${new Date(epoch * 1000).toISOString().slice(0, 19)}Z`
  const [year, month = '01', day = '01'] = (metadata.date ?? someDay).split('-')
  const written = `${year}-${month}-${day}T00:00:00Z`
  return Number.isNaN(Date.parse(written)) ? `${someDay}T00:00:00Z` : written
}
