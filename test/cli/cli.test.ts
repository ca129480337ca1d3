/** The command line from outside: words in, text and exit code out. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { octavo, type Transcript, toText, withoutProgress } from './octavo.js'

const fixtures = fileURLToPath(new URL('../fixtures/cli', import.meta.url))
const bin = fileURLToPath(new URL('../../bin/octavo.mjs', import.meta.url))
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'octavo-cli-'))
  for (const name of await readdir(fixtures)) {
    await cp(join(fixtures, name), join(folder, name), { recursive: true })
  }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const stack = /^\s+at .*:\d+:\d+\)?$/m

function expectNoStack({ stdout, stderr }: Transcript) {
  expect(stdout + stderr).not.toMatch(stack)
}

/** Each is a transcript in test/fixtures/cli-transcripts/. */
const transcripts: readonly (readonly [name: string, words: readonly string[]])[] = [
  ['help', ['--help']],
  ['help-pdf', ['pdf', '--help']],
  ['help-new', ['new', '--help']],
  ['nothing', []],
  ['unknown-command', ['pfd']],
  ['unknown-option', ['pdf', '--strcit']],
  ['too-many-folders', ['pdf', 'good', 'faulty']],
  ['no-such-folder', ['pdf', 'goood']],
  ['file-for-folder', ['pdf', 'good/one.md']],
  ['one-file-for-two', ['build', 'good', '--out', 'x.pdf']],
  ['wrong-ending', ['pdf', 'good', '--out', 'x.epub']],
  ['new-refuses', ['new', 'good']],
  ['epub', ['epub', 'good', '--out', 'out']],
  ['pdf', ['pdf', 'good', '--out', 'out/book.pdf']],
  ['faulty', ['epub', 'faulty', '--out', 'out-faulty']],
  ['bad-configuration', ['epub', 'bad-configuration', '--out', 'out-bad']],
  ['bad-yaml', ['epub', 'bad-yaml', '--out', 'out-bad']],
  ['unknown-edition', ['epub', 'good', '--edition', 'epubb']],
  ['empty', ['check', 'empty']],
  ['strict', ['epub', 'warned', '--strict', '--out', 'out-strict']],
  ['quiet', ['epub', 'warned', '--quiet', '--out', 'out-quiet']],
]

describe('transcripts', () => {
  test.each(transcripts)('%s', async (name, words) => {
    if (name === 'empty') await mkdir(join(folder, 'empty'), { recursive: true })
    const transcript = await octavo(words, { cwd: folder })
    expectNoStack(transcript)
    const path = fileURLToPath(new URL(`../fixtures/cli-transcripts/${name}.txt`, import.meta.url))
    await expect(toText(words, transcript)).toMatchFileSnapshot(path)
  })
})

test('--version is the version of the package', async () => {
  const { version } = JSON.parse(
    await readFile(new URL('../../package.json', import.meta.url), 'utf8'),
  ) as { version: string }
  const { exitCode, stdout } = await octavo(['--version'], { cwd: folder })
  expect([exitCode, stdout]).toEqual([0, `${version}\n`])
})

test('--json is one object with the messages, and nothing else is on stdout', async () => {
  const { exitCode, stdout, stderr } = await octavo(['check', 'faulty', '--json'], { cwd: folder })
  const report = JSON.parse(stdout) as { exitCode: number; messages: Record<string, unknown>[] }
  expect(exitCode).toBe(1)
  expect(stderr).toBe('')
  expect(report).toMatchObject({ version: 1, exitCode: 1, written: [] })
  const missing = report.messages.find(({ rule }) => rule === 'missing-image')
  expect(missing).toMatchObject({ severity: 'error', file: 'one.md', line: 3 })
})

test('--json of a fault of the machine is an object, too', async () => {
  const env = { PUPPETEER_EXECUTABLE_PATH: '/none' }
  const words = ['pdf', 'good', '--json', '--out', 'out-json']
  const { exitCode, stdout } = await octavo(words, { cwd: folder, env })
  expect(exitCode).toBe(3)
  expect(JSON.parse(stdout)).toMatchObject({ exitCode: 3, fault: { hint: expect.any(String) } })
})

test('under GitHub Actions messages are annotations', async () => {
  const env = { GITHUB_ACTIONS: 'true' }
  const { stdout } = await octavo(['check', 'faulty'], { cwd: folder, env })
  expect(stdout).toMatch(/^::error file=faulty\/one\.md,line=3,/m)
})

test('without a browser: exit code 3, what to do, and the old file stays', async () => {
  const out = join(folder, 'kept/book.pdf')
  await mkdir(join(folder, 'kept'))
  await writeFile(out, 'the old book')
  const transcript = await octavo(['pdf', 'good', '--out', out], {
    cwd: folder,
    env: { PUPPETEER_EXECUTABLE_PATH: '/none' },
  })
  expectNoStack(transcript)
  expect(transcript.exitCode).toBe(3)
  expect(transcript.stderr).toContain('PUPPETEER_EXECUTABLE_PATH')
  expect(await readFile(out, 'utf8')).toBe('the old book')
})

test('--verbose shows where a fault comes from', async () => {
  const env = { PUPPETEER_EXECUTABLE_PATH: '/none' }
  const { stderr } = await octavo(['pdf', 'good', '--verbose', '--out', 'v'], { cwd: folder, env })
  expect(stderr).toMatch(stack)
})

test('without a folder: book.yaml here, else manuscript/', async () => {
  const here = await octavo(['epub', '--quiet'], { cwd: join(folder, 'good') })
  expect(here).toMatchObject({ exitCode: 0, stdout: '' })
  expect(await readdir(join(folder, 'good/output/epub'))).toEqual(['a-good-book.epub'])
  await mkdir(join(folder, 'project'))
  await cp(join(fixtures, 'good'), join(folder, 'project/manuscript'), { recursive: true })
  await writeFile(join(folder, 'project/README.md'), '# Not the book')
  const inside = await octavo(['epub', '--quiet'], { cwd: join(folder, 'project') })
  expect(inside.exitCode).toBe(0)
  expect(await readdir(join(folder, 'project/output/epub'))).toEqual(['a-good-book.epub'])
})

test('octavo new writes a manuscript that builds without a message', async () => {
  const made = await octavo(['new', 'mine'], { cwd: folder })
  expect(made.exitCode).toBe(0)
  expect(await readdir(join(folder, 'mine'))).toContain('book.yaml')
  const built = await octavo(['build', 'mine', '--strict', '--out', 'out-new'], { cwd: folder })
  expect(withoutProgress(built.stderr)).toBe('')
  expect(built.exitCode).toBe(0)
  expect(built.stdout.split('\n').filter(Boolean)).toHaveLength(2)
  const checked = await octavo(['check', 'mine', '--strict'], { cwd: folder })
  const told = [...checked.stderr.matchAll(/^(?:error|warning|info)\[([a-z-]+)\]/gm)]
  // Not every machine has all checkers.
  const rules = told.map(([, rule]) => rule).filter((rule) => rule !== 'absent-checker')
  expect([rules, checked.exitCode]).toEqual([[], 0])
})

/** Surroundings that hold no browser: nothing on the PATH, nothing in any cache. */
const bare = () => ({
  PATH: '',
  HOME: join(folder, 'nobody'),
  XDG_CACHE_HOME: join(folder, 'nobody/.cache'),
  PUPPETEER_EXECUTABLE_PATH: '',
  PUPPETEER_CACHE_DIR: join(folder, 'nobody/puppeteer'),
})

test.runIf(process.platform === 'linux').each(['pdf', 'build', 'check'])(
  'where there is no browser at all, `%s` says what to install',
  async (order) => {
    const out = order === 'check' ? [] : ['--out', `nothing-${order}/`]
    const transcript = await octavo([order, 'good', ...out], { cwd: folder, env: bare() })
    expectNoStack(transcript)
    expect(transcript.exitCode).toBe(3)
    expect(transcript.stderr).toMatch(
      /^error: No browser was found to print with\n {2}= help: Install Chromium or Google Chrome: `(sudo )?apt-get install -y chromium`/m,
    )
    expect(transcript.stdout).toBe('')
    expect(await readdir(folder)).not.toContain(`nothing-${order}`)
  },
)

test('an EPUB needs no browser', async () => {
  const { exitCode } = await octavo(['epub', 'good', '--out', 'bare.epub'], {
    cwd: folder,
    env: bare(),
  })
  expect(exitCode).toBe(0)
})

/** Preloaded, it makes the disk slow to finish a PDF. */
const slowDisk = new URL('../support/slow-disk.mjs', import.meta.url).href

/** When the signal comes: at the start, in the middle of printing, and when the file is written but not yet in place. */
const moments = [
  ['SIGINT', 'at the start', 'octavo: configure\n'],
  ['SIGTERM', 'while the browser starts', 'octavo: compose pages\n'],
  ['SIGINT', 'in print', 'octavo: print pages\n'],
  ['SIGTERM', 'in print', 'octavo: print pages\n'],
  ['SIGINT', 'in writing', 'slow disk: written beside\n'],
  ['SIGTERM', 'in writing', 'slow disk: written beside\n'],
] as const

test.each(moments)('%s %s leaves what was there, whole', async (signal, moment, after) => {
  const place = join(folder, `${signal} ${moment}`)
  const [out, temporary] = [join(place, 'out'), join(place, 'tmp')]
  await Promise.all([mkdir(out, { recursive: true }), mkdir(temporary, { recursive: true })])
  await writeFile(join(out, 'book.pdf'), 'the old book')
  const transcript = await octavo(['pdf', 'good', '--verbose', '--out', join(out, 'book.pdf')], {
    cwd: folder,
    env: {
      NODE_OPTIONS: `--import=${slowDisk}`,
      NODE_COMPILE_CACHE: join(folder, 'compiled'),
      TMPDIR: temporary,
    },
    interrupt: { signal, after },
  })
  expectNoStack(transcript)
  expect(transcript.exitCode).toBe(signal === 'SIGINT' ? 130 : 143)
  expect(transcript.stderr).toContain('octavo: stopped; what was there before is still whole\n')
  expect(transcript.stdout).toBe('')
  expect(await readdir(out)).toEqual(['book.pdf'])
  expect(await readFile(join(out, 'book.pdf'), 'utf8')).toBe('the old book')
  expect(await readdir(temporary)).toEqual([])
})

/** `script` of util-linux gives a program a terminal; the width is 0 unless it is set. */
const hasScript = process.platform === 'linux' && existsSync('/usr/bin/script')

/** Run octavo at a terminal. @returns what the terminal received */
function atTerminal(setting: string): string {
  const command = `${setting}${process.execPath} ${bin} pdf good --out terminal.pdf`
  const { CI, GITHUB_ACTIONS, NO_COLOR, ...inherited } = process.env
  return execFileSync('/usr/bin/script', ['-qec', command, '/dev/null'], {
    cwd: folder,
    env: { ...inherited, TERM: 'xterm', XDG_CACHE_HOME: join(folder, '.cache') },
    timeout: 60_000,
    stdio: ['ignore', 'pipe', 'pipe'],
  }).toString()
}

test.runIf(hasScript)('at a terminal a spinner shows phases and seconds, and goes', () => {
  const shown = atTerminal('stty cols 80; ')
  expect(shown).toMatch(/(lay out lines|print pages) {2}\d+\.\d s/)
  const [, result] = shown.split('\x1b[?25h')
  // The line is cleared and the cursor back before the result comes; nothing comes after it.
  expect(result).toMatch(/^terminal\.pdf {2}\d+ pages? {2}\d+ KB {2}[\d.]+ s\r\n$/)
})

test.runIf(hasScript)('a terminal that does not know its width gets plain lines', () => {
  const shown = atTerminal('')
  expect(shown).not.toContain('\x1b')
  expect(shown).toMatch(/^terminal\.pdf {2}\d+ page/m)
})
