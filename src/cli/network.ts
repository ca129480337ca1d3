/** `octavo network`: what a model file holds, in words and numbers. */
import type { World } from '../book/world.js'
import {
  compareFiles,
  type InspectedNetwork,
  inspectNetwork,
  type NetworkFault,
} from '../network.js'
import type { ExitCode } from './exit-code.js'
import { formatBytes, formatFault } from './show.js'

/** What the words after `octavo network` ask for. */
export interface NetworkRequest {
  readonly verb: 'show' | 'count' | 'diff'
  readonly files: readonly string[]
  /** `1,3,224,224`: the shape of the first input. */
  readonly input?: string
  readonly json: boolean
}

/** Do what is asked. */
export async function runNetwork(world: World, request: NetworkRequest): Promise<ExitCode> {
  const { verb, files, input, json } = request
  const shape = input?.split(/[,x×]/).map(Number)
  if (shape?.some((length) => !Number.isInteger(length) || length < 1))
    return showFault(
      {
        fault: `\`--input ${input}\` is no shape`,
        hint: 'Type lengths with commas: --input 1,3,224,224',
      },
      json,
      2,
    )
  if (verb === 'diff') return showDifference(await compareFiles(world, files[0]!, files[1]!), json)
  const found = await inspectNetwork(world, files[0]!, shape)
  if ('fault' in found) return showFault(found, json, 1)
  if (json) {
    const { layers, ...rest } = found
    const shown = verb === 'show' ? { ...rest, layers } : rest
    print(
      JSON.stringify({ version: 1, ...shown, inputShape: found.inputs[0]?.shape ?? null }, null, 2),
    )
    return 0
  }
  print(verb === 'show' ? `${formatCount(found)}\n${formatLayers(found)}` : formatCount(found))
  for (const fault of found.faults) process.stderr.write(`warning: ${fault}\n`)
  return 0
}

const print = (text: string): void => void process.stdout.write(`${text}\n`)

function showFault({ fault, hint }: NetworkFault, json: boolean, exitCode: ExitCode): ExitCode {
  if (json) print(JSON.stringify({ version: 1, exitCode, fault, hint }, null, 2))
  else process.stderr.write(formatFault(capitalise(fault), hint))
  return exitCode
}

const capitalise = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`

const count = (value: number | null | undefined): string => value?.toLocaleString('en') ?? 'unknown'

/** Bytes of a number in single precision. */
const singlePrecision = 4

function formatCount(found: InspectedNetwork): string {
  const { format, name, parameters, buffers, learned, unshared, multiplyAdds, activations } = found
  const rows: [string, string][] = found.inputs.map(({ name, shape }) => [
    'input',
    `${name}  ${shape?.join(' × ') ?? 'of unknown shape'}`,
  ])
  rows.push([
    'parameters',
    `${count(parameters)}  (${formatBytes(parameters * singlePrecision)} in single precision)`,
  ])
  if (buffers > 0) rows.push(['', `${count(learned)} learned, ${count(buffers)} running values`])
  if (unshared !== undefined) rows.push(['', `${count(unshared)} if none were shared`])
  if (found.layers.length > 0) {
    rows.push(['multiply-adds', `${count(multiplyAdds)}  per image`])
    rows.push(['activations', `${count(activations)}  per image`])
    rows.push(['layers', count(found.layers.length)])
  }
  const width = Math.max(...rows.map(([label]) => label.length))
  const lines = rows.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`)
  const notes = [...found.remarks, ...found.conventions].map((note) => `  ${note}`)
  return [`${name || found.file} (${format})`, ...lines, '', ...notes].join('\n')
}

function formatLayers({ layers }: InspectedNetwork): string {
  const head = ['layer', 'type', 'output', 'parameters', 'multiply-adds']
  const rows = layers.map(({ name, type, outputs, parameters, multiplyAdds }) => [
    name,
    type,
    outputs[0]?.slice(1).join(' × ') ?? '',
    count(parameters),
    count(multiplyAdds),
  ])
  const widths = head.map((title, at) =>
    Math.max(title.length, ...rows.map((row) => row[at]!.length)),
  )
  const line = (row: readonly string[]) =>
    row
      .map((cell, at) => (at < 3 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!)))
      .join('  ')
      .trimEnd()
  return [line(head), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)].join('\n')
}

/** The first differences tell the cause; what comes after mostly follows. */
const mostLines = 6

function showDifference(found: Awaited<ReturnType<typeof compareFiles>>, json: boolean): ExitCode {
  if ('fault' in found) return showFault(found, json, 1)
  const { before, after, comparison } = found
  if (json) {
    const brief = ({ file, format, parameters, multiplyAdds }: InspectedNetwork) => ({
      file,
      format,
      parameters,
      multiplyAdds,
    })
    print(
      JSON.stringify(
        { version: 1, before: brief(before), after: brief(after), ...comparison },
        null,
        2,
      ),
    )
    return 0
  }
  const pair = (label: string, one: number | null, other: number | null) =>
    `  ${label.padEnd(14)} ${count(one)} → ${count(other)}${one === other ? '  (equal)' : ''}`
  print(`${before.file} → ${after.file}`)
  print(pair('parameters', before.parameters, after.parameters))
  print(pair('multiply-adds', before.multiplyAdds, after.multiplyAdds))
  const lines = [
    ...comparison.changes.map(
      ({ name, what, before, after }) =>
        `${name}: ${what === 'multiplyAdds' ? 'multiply-adds' : what} ${before} → ${after}`,
    ),
    ...comparison.onlyBefore.map((name) => `${name}: only in the first`),
    ...comparison.onlyAfter.map((name) => `${name}: only in the second`),
  ]
  for (const line of lines.slice(0, mostLines)) print(`  ${line}`)
  if (lines.length > mostLines)
    print(`  and ${lines.length - mostLines} more that follow from it; --json lists all`)
  return 0
}
