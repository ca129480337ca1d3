/** Fetch pictures over the network, but never from this machine or its neighbours. */
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import type { RequestFilteringAgentOptions } from 'request-filtering-agent'
import type { Cache, Remote } from '../book/world.js'
import { errorCode } from './faults.js'

/** More than a link shortener and a content network need; fewer than a loop. */
const redirectLimit = 5

type Limits = Parameters<Remote['fetch']>[1]
type Answer = Awaited<ReturnType<Remote['fetch']>>

interface RemoteOptions {
  readonly cache: Cache
  /** For tests: another resolver of names. */
  readonly lookup?: LookupFunction
  /** For tests: addresses to be let through. */
  readonly allowed?: readonly string[]
}

/**
 * Make a fetcher. The agent checks each address that a name resolves to, and connects to that very
 * address, so a name cannot be changed between check and use. Every redirect is checked again.
 */
export function createRemote({ cache, lookup, allowed = [] }: RemoteOptions): Remote {
  const filter = { allowIPAddressList: [...allowed] }
  return {
    async fetch(url, limits) {
      const key = `remote 1 ${url}`
      const kept = await cache.get(key)
      if (kept && kept.length <= limits.maxBytes) return kept
      const signal = AbortSignal.timeout(limits.seconds * 1000)
      const answer = await follow(url, { limits, filter, lookup, signal })
      if (answer instanceof Uint8Array) await cache.set(key, answer)
      return answer
    },
  }
}

interface Journey {
  readonly limits: Limits
  readonly filter: RequestFilteringAgentOptions
  readonly lookup: LookupFunction | undefined
  readonly signal: AbortSignal
}

async function follow(first: string, journey: Journey): Promise<Answer> {
  let url = first
  for (let step = 0; step <= redirectLimit; step++) {
    if (!URL.canParse(url)) return { reason: 'the address cannot be read' }
    const { protocol } = new URL(url)
    if (protocol !== 'http:' && protocol !== 'https:') {
      return { reason: `\`${protocol}\` is neither http nor https` }
    }
    try {
      const answer = await ask(new URL(url), journey)
      if (answer instanceof Uint8Array || 'reason' in answer) return answer
      url = new URL(answer.location, url).href
    } catch (error) {
      return { reason: inPlainWords(error, journey) }
    }
  }
  return { reason: `it redirects more than ${redirectLimit} times` }
}

async function ask(url: URL, journey: Journey): Promise<Answer | { location: string }> {
  const { limits, signal } = journey
  const response = await open(url, journey)
  const { statusCode = 0, headers } = response
  try {
    if (statusCode >= 300 && statusCode < 400 && headers.location) {
      return { location: headers.location }
    }
    if (statusCode !== 200) return { reason: `the server answered ${statusCode}` }
    const pieces: Uint8Array[] = []
    let size = 0
    for await (const piece of response as AsyncIterable<Uint8Array>) {
      size += piece.length
      if (size > limits.maxBytes) return { reason: `it is larger than ${limits.maxBytes} bytes` }
      pieces.push(piece)
    }
    signal.throwIfAborted()
    return Buffer.concat(pieces)
  } finally {
    response.destroy()
  }
}

async function open(url: URL, { filter, lookup, signal }: Journey): Promise<IncomingMessage> {
  const { useAgent } = await import('request-filtering-agent')
  const agent = useAgent(url.href, { ...filter, keepAlive: false })
  const headers = { 'user-agent': 'octavo', accept: 'image/*', 'accept-encoding': 'identity' }
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest
    const options = { agent, headers, signal, ...(lookup ? { lookup } : {}) }
    const request: ClientRequest = send(url, options, resolve)
    request.on('error', reject)
    request.end()
  })
}

function inPlainWords(error: unknown, { limits, signal }: Journey): string {
  if (signal.aborted) return `it took longer than ${limits.seconds} seconds`
  const said = error instanceof Error ? error.message : String(error)
  if (/is not allowed\. Because/i.test(said))
    return 'the address is on this machine or a private network'
  const code = errorCode(error)
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'the server’s name is not known'
  if (code === 'ECONNREFUSED') return 'the server refused the connection'
  return said
}
