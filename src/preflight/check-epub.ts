/** EPUBCheck over the finished EPUB, its findings as our messages. */
import type { VFile } from 'vfile'
import { report } from '../diagnostics/report.js'
import { type Finding, isAllowed } from './allowed-findings.js'

/**
 * Check an EPUB as shops do. The checker is loaded only now: it brings libxml2 with it.
 *
 * @param file gets one `invalid-epub` for each error or warning of EPUBCheck
 */
export async function checkEpub(bytes: Uint8Array, file: VFile): Promise<void> {
  const { EpubCheck } = await import('@likecoin/epubcheck-ts')
  const { messages } = await EpubCheck.validate(bytes)
  for (const finding of messages) {
    if (!isSerious(finding) || isAllowed(finding)) continue
    const { id, message, location, suggestion } = finding
    const where = location
      ? ` in \`${location.path}${location.line ? `:${location.line}` : ''}\``
      : ''
    report(
      file,
      'invalid-epub',
      undefined,
      `EPUBCheck ${id}${where}: ${message.trim().replace(/\.$/, '')}`,
      {
        subject: id,
        hint:
          suggestion ??
          'If your manuscript has no raw HTML there, this is a fault of Octavo: please report it',
      },
    )
  }
}

const isSerious = ({ severity }: Finding): boolean =>
  severity === 'fatal' || severity === 'error' || severity === 'warning'
