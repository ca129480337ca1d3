/** Checkers over the finished EPUB, their findings as our messages. */
import type { VFile } from 'vfile'
import type { Checkers } from '../book/world.js'
import { report } from '../diagnostics/report.js'
import { type Finding, isAllowed } from './allowed-findings.js'

/**
 * Check an EPUB as shops do: with epubcheck-ts, which is always there, and with EPUBCheck and Ace where they are
 * installed. The first is loaded only now: it brings libxml2 with it.
 *
 * @param file gets one `invalid-epub` for each error or warning of EPUBCheck, one `inaccessible-epub` for each kind of
 * violation of Ace, one `absent-checker` for each of the two that is not there
 * @param checkers those of the machine, where they shall run
 */
export async function checkEpub(
  bytes: Uint8Array,
  file: VFile,
  checkers?: Checkers,
): Promise<void> {
  const { EpubCheck } = await import('@likecoin/epubcheck-ts')
  const [ours, theirs, ace] = await Promise.all([
    EpubCheck.validate(bytes),
    checkers?.epubCheck(bytes),
    checkers?.ace(bytes),
  ])
  const known = new Set<string>()
  for (const finding of [...ours.messages, ...readEpubCheck(theirs)]) {
    if (!isSerious(finding) || isAllowed(finding)) continue
    const key = [
      finding.id,
      finding.location?.path.split('/').at(-1),
      finding.location?.line,
    ].join()
    if (known.has(key)) continue
    known.add(key)
    reportFinding(finding, file)
  }
  reportViolations(ace, file)
  if (checkers && theirs === undefined) tellAbsent(file, epubCheckMissing)
  if (checkers && ace === undefined) tellAbsent(file, aceMissing)
}

const epubCheckMissing = {
  name: 'EPUBCheck',
  what: 'the W3C’s own checker, which shops run on what you upload; epubcheck-ts has done its work meanwhile',
  hint: '`apt install epubcheck`, or put a script of that name that starts its JAR on the `PATH`; it needs Java',
}

const aceMissing = {
  name: 'Ace by DAISY',
  what: 'the checker of accessibility: contrast, names, roles and structure, in a browser',
  hint: '`PUPPETEER_SKIP_DOWNLOAD=1 npm install @daisy/ace-core @daisy/ace-axe-runner-puppeteer` beside the book; it needs Chromium or Chrome',
}

/** Say once what was not looked at: no news would be taken for good news. */
function tellAbsent(file: VFile, { name, what, hint }: typeof aceMissing): void {
  if (file.messages.some(({ ruleId, actual }) => ruleId === 'absent-checker' && actual === name))
    return
  const reason = `Unexpected absence of ${name}, expected ${what}`
  report(file, 'absent-checker', undefined, reason, { subject: name, hint: `To have it: ${hint}` })
}

function reportFinding({ id, message, location, suggestion }: Finding, file: VFile): void {
  const line = location?.line && location.line > 0 ? `:${location.line}` : ''
  const where = location ? ` in \`${location.path}${line}\`` : ''
  report(
    file,
    'invalid-epub',
    undefined,
    `EPUBCheck ${id}${where}: ${message.trim().replace(/\.$/, '')}`,
    {
      subject: id,
      hint:
        suggestion ||
        'If your manuscript has no raw HTML there, this is a fault of Octavo: please report it',
    },
  )
}

const isSerious = ({ severity }: Finding): boolean => /^(fatal|error|warning)$/i.test(severity)

/** The part of EPUBCheck's own report that we read. */
interface EpubCheckReport {
  readonly messages: readonly {
    readonly ID: string
    readonly severity: string
    readonly message: string
    readonly suggestion?: string | null
    readonly locations: readonly { readonly path: string; readonly line: number }[]
  }[]
}

function readEpubCheck(json: string | undefined): Finding[] {
  if (json === undefined) return []
  return (JSON.parse(json) as EpubCheckReport).messages.map(
    ({ ID, severity, message, suggestion, locations }) => ({
      id: ID,
      severity,
      message,
      suggestion: suggestion ?? undefined,
      location: locations[0],
    }),
  )
}

/** The part of Ace's report that we read (EARL). */
interface AceReport {
  readonly assertions: readonly {
    readonly 'earl:testSubject': { readonly url: string }
    readonly assertions: readonly {
      readonly 'earl:test': { readonly 'dct:title': string }
      readonly 'earl:result': { readonly 'dct:description'?: string; readonly html?: string }
    }[]
  }[]
}

/** One message for each rule and file: Ace names every element that breaks it. */
function reportViolations(json: string | undefined, file: VFile): void {
  if (json === undefined) return
  for (const { assertions, 'earl:testSubject': subject } of (JSON.parse(json) as AceReport)
    .assertions) {
    const titles = new Set(assertions.map((one) => one['earl:test']['dct:title']))
    for (const rule of titles) {
      const places = assertions.filter((one) => one['earl:test']['dct:title'] === rule)
      const { html = '', 'dct:description': what = '' } = places[0]!['earl:result']
      const times = places.length > 1 ? ` (${places.length} places)` : ''
      const first = what.trim().split('\n').at(-1)!.trim().replace(/\.$/, '')
      report(
        file,
        'inaccessible-epub',
        undefined,
        `Ace ${rule} in \`${subject.url}\`: ${first}${times}`,
        {
          subject: rule,
          hint: `The place: \`${html.replace(/\s+xmlns(:\w+)?="[^"]*"/g, '').slice(0, 120)}\``,
        },
      )
    }
  }
}
