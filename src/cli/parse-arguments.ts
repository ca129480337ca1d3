/** The words after `octavo`, as a value. Help and versions are printed here, by commander. */
import { Command, CommanderError, Option } from 'commander'
import { type EpubProfile, epubProfiles } from '../book/configuration.js'
import type { NetworkRequest } from './network.js'
import { addNetworkCommand } from './network-arguments.js'

export type Order = 'pdf' | 'epub' | 'build' | 'check' | 'new' | 'network'

export interface Invocation {
  readonly order: Order
  readonly folder?: string
  readonly out?: string
  readonly edition?: string
  readonly profile?: EpubProfile
  readonly json: boolean
  readonly cache: boolean
  readonly strict: boolean
  readonly quiet: boolean
  readonly verbose: boolean
  /** What `octavo network` is asked for. */
  readonly network?: NetworkRequest
  /** Hidden: where to keep the HTML that is printed, for `npm run bench`. */
  readonly html?: string
}

interface Description {
  readonly summary: string
  readonly examples: readonly (readonly [command: string, meaning: string])[]
}

const folderRule = `
The folder holds book.yaml and the Markdown files. Where none is named, it is the folder you stand in if that has a book.yaml, or else manuscript/.`

type BookOrder = Exclude<Order, 'network'>

const descriptions: Readonly<Record<BookOrder, Description>> = {
  pdf: {
    summary: 'make the print-ready PDF',
    examples: [
      ['octavo pdf', 'the book here, into output/print/'],
      ['octavo pdf my-book --out my-book.pdf', 'another book, into a file of your choice'],
      ['octavo pdf --strict', 'stop at warnings too, as for the last proof'],
    ],
  },
  epub: {
    summary: 'make the e-book (EPUB 3.3)',
    examples: [
      ['octavo epub', 'the book here, into output/epub/'],
      ['octavo epub my-book --out books/', 'another book, into a folder of your choice'],
      ['octavo epub --profile kindle', 'one to send to a Kindle'],
    ],
  },
  build: {
    summary: 'make all editions',
    examples: [
      ['octavo build', 'the PDF and the EPUB of the book here'],
      ['octavo build --edition large-print', 'only the edition of this name in book.yaml'],
    ],
  },
  check: {
    summary: 'make all editions, report everything, write nothing',
    examples: [
      ['octavo check', 'what is there to mend?'],
      ['octavo check --json > report.json', 'the same for a program'],
    ],
  },
  new: {
    summary: 'write a small manuscript to start from',
    examples: [
      ['octavo new my-book', 'into a new folder'],
      ['octavo pdf my-book', 'and make it a book'],
    ],
  },
}

const exitCodes = `
Exit codes:
  0 fine   1 the manuscript has errors   2 arguments or book.yaml   3 this machine   4 a bug of ours`

/**
 * Read the arguments.
 *
 * @returns what is to be done; or, where help or a fault has been printed, the exit code
 */
export function parseArguments(words: readonly string[], version: string): Invocation | 0 | 2 {
  let invocation: Invocation | undefined
  const program = createProgram(version, (found) => {
    invocation = found
  })
  try {
    program.parse(words, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    throw error
  }
  return invocation ?? 2
}

function createProgram(version: string, take: (invocation: Invocation) => void): Command {
  const program = new Command('octavo')
    .description('Turns a Markdown manuscript into a print-ready PDF and an EPUB.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'explain what can be typed')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(toOurStyle(text)) })
    .addHelpText('after', `${formatExamples(firstSteps)}\n${exitCodes}`)
  for (const order of Object.keys(descriptions) as BookOrder[]) addCommand(program, order, take)
  addNetworkCommand(program, formatExamples, (network) =>
    take({ ...defaults, order: 'network', json: network.json, network }),
  )
  return program
}

const firstSteps = [
  ['octavo new my-book', 'write a small manuscript to start from'],
  ['octavo build my-book', 'make its PDF and EPUB'],
  ['octavo check my-book', 'only report what is to be mended'],
] as const

const defaults = { json: false, cache: true, strict: false, quiet: false, verbose: false }

function addCommand(
  program: Command,
  order: BookOrder,
  take: (invocation: Invocation) => void,
): void {
  const { summary, examples } = descriptions[order]
  const command = program
    .command(order)
    .summary(summary)
    .description(
      `${summary[0]!.toUpperCase()}${summary.slice(1)}.${order === 'new' ? '' : folderRule}`,
    )
    .argument('[folder]', order === 'new' ? 'folder to make' : 'folder of the book')
    .addHelpText('after', formatExamples(examples))
    .action((folder: string | undefined, options: object) => {
      take({ order, ...defaults, ...(folder === undefined ? {} : { folder }), ...options })
    })
  if (order !== 'new') addBuildOptions(command, order)
  command
    .option('--json', 'print one JSON object, for programs')
    .option('--quiet', 'print nothing but errors')
    .option('--verbose', 'print every message, the time of each phase, and the details of faults')
}

function addBuildOptions(command: Command, order: Order): void {
  if (order !== 'check') command.option('--out <path>', 'a file or a folder (default: output)')
  if (order === 'pdf') command.option('--html <file>', 'keep the HTML as it goes into the browser')
  if (order !== 'pdf')
    command.addOption(
      new Option('--profile <name>', 'the e-book for these readers').choices(epubProfiles),
    )
  command
    .option('--edition <name>', 'only this edition of book.yaml')
    .option('--no-cache', 'forget what earlier builds have kept')
    .option('--strict', 'stop at warnings as at errors')
}

function formatExamples(examples: Description['examples']): string {
  const width = Math.max(...examples.map(([command]) => command.length))
  const lines = examples.map(([command, meaning]) => `  ${command.padEnd(width)}   ${meaning}`)
  return `\nExamples:\n${lines.join('\n')}`
}

/** Faults look as all our messages do. */
function toOurStyle(text: string): string {
  const [first = '', suggestion] = text.trim().split('\n')
  const near = /\((?:Did you mean (?:one of )?)(.*)\?\)/.exec(suggestion ?? '')?.[1]
  const hint = near ? `Did you mean \`${near}\`?` : 'Type `octavo --help`'
  return `${first.replace(/'/g, '`')}\n  = help: ${hint}\n`
}
