/** Read BibTeX and CSL-JSON files into CSL-JSON items. */
import { VFile } from 'vfile'
import type { Configuration } from '../book/configuration.js'
import type { World } from '../book/world.js'
import { report } from '../diagnostics/report.js'
import type { MakeEngine } from './csl/engine.js'
import { loadStyle } from './csl/load-style.js'

/** A person of a CSL-JSON item (CSL-JSON schema 1.0, `name-variable`). */
export interface SourceName {
  readonly family?: string
  readonly given?: string
  readonly literal?: string
  readonly suffix?: string
  readonly 'non-dropping-particle'?: string
  readonly 'dropping-particle'?: string
}

/** The fields of a CSL-JSON item that the built-in styles print. */
export interface Source {
  readonly id: string
  readonly type: string
  readonly title?: string
  readonly author?: readonly SourceName[]
  readonly editor?: readonly SourceName[]
  readonly issued?: {
    readonly 'date-parts'?: readonly (readonly (number | string)[])[]
    readonly literal?: string
    readonly raw?: string
  }
  readonly 'container-title'?: string
  readonly publisher?: string
  readonly 'publisher-place'?: string
  readonly volume?: string | number
  readonly issue?: string | number
  readonly page?: string
  readonly edition?: string | number
  readonly genre?: string
  readonly DOI?: string
  readonly URL?: string
  readonly note?: string
}

export interface Bibliography {
  /** In the order of the files; by key. */
  readonly sources: ReadonlyMap<string, Source>
  /** Makes the processor of a CSL style, where the book asks for one. */
  readonly makeEngine?: MakeEngine
  /** The files read, for their messages. */
  readonly files: readonly VFile[]
}

/** Read every file of `bibliography:`; a missing or broken one is reported on it. */
export async function readBibliography(
  world: World,
  folder: string,
  configuration: Configuration,
): Promise<Bibliography> {
  const sources = new Map<string, Source>()
  const files: VFile[] = []
  for (const path of configuration.bibliography) {
    const bytes = await world.files.read(`${folder}/${path}`)
    const file = new VFile({ path, value: bytes ? new TextDecoder().decode(bytes) : '' })
    files.push(file)
    if (!bytes) {
      report(
        file,
        'missing-file',
        undefined,
        `Unexpected name \`${path}\`, expected a BibTeX or CSL-JSON file`,
        {
          hint: 'Check `bibliography:` in book.yaml; the path starts at the folder of book.yaml',
        },
      )
      continue
    }
    for (const source of await parseSources(file)) {
      if (!sources.has(source.id)) sources.set(source.id, source)
    }
  }
  const isOwn = /^(author-date|numeric)$/.test(configuration.citationStyle)
  const style =
    isOwn || files.length === 0 ? undefined : await loadStyle(world, folder, configuration, files)
  return { sources, files, ...(style ? { makeEngine: style } : {}) }
}

async function parseSources(file: VFile): Promise<Source[]> {
  // Loaded only by books that cite: the parser costs 60 ms of start-up.
  // @ts-expect-error no types are published for @citation-js/core
  const { default: core } = await import('@citation-js/core')
  // @ts-expect-error no types are published for @citation-js/plugin-bibtex
  await import('@citation-js/plugin-bibtex')
  try {
    const found = core.plugins.input.chain(String(file), { generateGraph: false }) as Source[]
    return found.map(composeAccents)
  } catch (fault) {
    const reason = fault instanceof Error ? fault.message : String(fault)
    const [, line = '1', column = '1'] = /line (\d+)(?: col (\d+))?/i.exec(reason) ?? []
    report(
      file,
      'invalid-bibliography',
      { line: Number(line), column: Math.max(1, Number(column)) },
      inPlainWords(reason.split('\n')[0]!),
      {
        hint: 'Look for an unclosed brace or a missing comma in the entry before this line',
      },
    )
    return []
  }
}

/** What the parser of BibTeX calls the pieces of an entry. */
const pieces: Readonly<Record<string, string>> = {
  lbrace: '`{`',
  rbrace: '`,` or `}`',
  equals: '`=`',
  comma: '`,`',
  at: '`@`',
  identifier: 'word',
  EOF: 'end of the file',
}

function inPlainWords(reason: string): string {
  const [, expected, got] = /expected "([^"]+)", got "?(\w+)/.exec(reason) ?? []
  return expected && got
    ? `Unexpected ${pieces[got] ?? got}, expected ${pieces[expected] ?? expected}`
    : `Unexpected text in the bibliography: ${reason.replace(/:$/, '')}`
}

/** BibTeX's `\'\i` comes as a dotless i with an accent; print it as the letter that is meant. */
function composeAccents(source: Source): Source {
  const composed = JSON.stringify(source)
    .replaceAll('ı\u0301', 'í')
    .replaceAll('ı\u0300', 'ì')
    .replaceAll('ı\u0308', 'ï')
    // Names of programs that TeX draws.
    .replace(/\\\\((?:La|Bib|Xe|Lua)?TeX)(?:\{\})?/g, '$1')
    .normalize('NFC')
  return JSON.parse(composed) as Source
}
