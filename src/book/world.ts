/**
 * Everything that is not a function of its arguments, behind one interface. `world/` implements it for
 * the machine, `world/memory.ts` for tests. Stages receive it; they never reach around it.
 */

/** Thrown by the world when the machine, not the manuscript, is at fault. Exit code 3. */
export class EnvironmentFault extends Error {
  /** What the reader of the message can do about it. */
  readonly hint: string
  constructor(reason: string, hint: string, options?: ErrorOptions) {
    super(reason, options)
    this.name = 'EnvironmentFault'
    this.hint = hint
  }
}

export interface FileSystem {
  /** @throws EnvironmentFault where the disk fails; resolves to `undefined` where the file is missing. */
  read(path: string): Promise<Uint8Array | undefined>
  /** Size in bytes, or `undefined` where there is no such file. */
  size(path: string): Promise<number | undefined>
  /** Names in a folder, sorted, folders with a trailing `/`; `undefined` where there is none. */
  list(path: string): Promise<readonly string[] | undefined>
  /** Write beside, then rename; creates folders. What was there stays whole until the rename. */
  write(path: string, bytes: Uint8Array): Promise<void>
  /** True if the real path (links followed) of `path` lies in the real path of `folder`. */
  isInside(folder: string, path: string): Promise<boolean>
}

/** A page of a browser that runs no script of its own and reaches nothing but `serve`. */
export interface BrowserPage {
  /** Load a document; every request it makes is answered by `serve`, or refused. */
  load(html: string, serve: (path: string) => Resource | undefined): Promise<void>
  /** Run a function of ours in the page; arguments and result are JSON. */
  evaluate<Result, Arguments extends readonly unknown[]>(
    run: (...given: Arguments) => Result | Promise<Result>,
    ...given: Arguments
  ): Promise<Result>
  pdf(options: PrintOptions): Promise<Uint8Array>
  screenshot(options: { width: number; height: number; type: 'jpeg' | 'png' }): Promise<Uint8Array>
  close(): Promise<void>
}

export interface Resource {
  readonly bytes: Uint8Array
  readonly mediaType: string
}

export interface PrintOptions {
  readonly tagged: boolean
  readonly outline: boolean
}

export interface Browser {
  /** @throws EnvironmentFault where no browser can be found or started. */
  newPage(): Promise<BrowserPage>
  /** Name of the program and its version, such as `Chrome/156.0.8078.79`. */
  version(): Promise<string>
  /** Open pages ahead, while something else is done: each starts a process. */
  warm(count: number): void
}

/** Values kept between builds, by content. Losing it costs time, never correctness. */
export interface Cache {
  /** False where nothing is kept: what is only for keeping need not be made. */
  readonly keeps: boolean
  /** @param key a hash of everything that the value depends on, versions included. */
  get(key: string): Promise<Uint8Array | undefined>
  set(key: string, value: Uint8Array): Promise<void>
}

/** Runs one exported function of a module in worker threads. */
export interface Workers {
  /** Tasks that run at the same time; 1 or more. */
  readonly count: number
  /** @param task URL of a compiled module whose export `name` takes and returns structured clones. */
  run<Result>(task: URL, name: string, argument: unknown): Promise<Result>
}

/** Fetches over the network; absent unless the author allowed it. */
export interface Remote {
  /** @returns the body, or a reason in plain words why there is none. */
  fetch(
    url: string,
    limits: { maxBytes: number; seconds: number },
  ): Promise<Uint8Array | { reason: string }>
}

/** Checkers of e-books that are not part of us; each answers `undefined` where it is not installed or does not start. */
export interface Checkers {
  /** EPUBCheck's report as JSON. */
  epubCheck(epub: Uint8Array): Promise<string | undefined>
  /** The report of DAISY's Ace as JSON. */
  ace(epub: Uint8Array): Promise<string | undefined>
}

/**
 * Draw a page of a PDF as SVG, as large as its crop box.
 *
 * @param page from 1
 * @returns a reason in plain words where the file or the page is at fault; `undefined` where no program can draw it
 */
export type DrawPdf = (
  pdf: Uint8Array,
  page: number,
) => Promise<Uint8Array | { readonly reason: string } | undefined>

export interface Progress {
  /** Say what is being done; `done` and `total` where they are known. */
  phase(name: string, done?: number, total?: number): void
}

export interface World {
  readonly files: FileSystem
  readonly browser: Browser
  readonly cache: Cache
  readonly workers: Workers
  readonly remote: Remote
  readonly checkers: Checkers
  readonly drawPdf: DrawPdf
  readonly progress: Progress
  /** Folder of the installed package; holds `styles/`. Absolute. */
  readonly packageFolder: string
  /** `SOURCE_DATE_EPOCH` in seconds, if set. The only clock there is. */
  readonly sourceDateEpoch: number | undefined
  /** Monotonic milliseconds, for phase times; never in an output. */
  now(): number
}
