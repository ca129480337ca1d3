/** What a stranger does: clone, run; install the package elsewhere, run. */
import { execFile, execFileSync } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
let folder = ''
let clone = ''

/** Packages come from npm's own cache where they can: the network is asked for nothing that is there. */
const env = {
  ...process.env,
  npm_config_prefer_offline: 'true',
  npm_config_update_notifier: 'false',
  NODE_ENV: '',
}

async function run(command: string, given: readonly string[], cwd: string, more = {}) {
  const outcome = promisify(execFile)(command, [...given], { cwd, env: { ...env, ...more } })
  return outcome.then(
    ({ stdout, stderr }) => ({ exitCode: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      exitCode: error.code,
      stdout: error.stdout,
      stderr: error.stderr,
    }),
  )
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'octavo-setup-'))
  clone = join(folder, 'clone')
  // What a commit of this moment would hold, the files that are not yet committed too.
  const list = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: root })
  for (const path of new Set(list.toString().split('\0').filter(Boolean))) {
    if (!(await stat(join(root, path)).catch(() => undefined))) continue
    await mkdir(dirname(join(clone, path)), { recursive: true })
    await cp(join(root, path), join(clone, path))
  }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('a fresh clone sets itself up, once; and the package works elsewhere', {
  timeout: 400_000,
}, async () => {
  const first = await run('npm', ['run', '--silent', 'setup'], clone)
  expect(first.stderr).toMatch(/installing packages … [\d.]+ s/)
  expect(first.stderr).toMatch(/compiling … [\d.]+ s/)
  expect(first.exitCode).toBe(0)
  const second = await run('npm', ['run', '--silent', 'setup'], clone)
  expect(second).toEqual({ exitCode: 0, stdout: '', stderr: '' })

  // A changed source is compiled; one that is gone leaves nothing behind.
  await writeFile(join(clone, 'src/planted.ts'), 'export const planted = 1\n')
  expect((await run('node', ['scripts/setup.mjs'], clone)).stderr).toContain('compiling')
  expect(await readFile(join(clone, 'dist/planted.js'), 'utf8')).toContain('planted')
  await rm(join(clone, 'src/planted.ts'))
  await run('node', ['scripts/setup.mjs'], clone)
  expect(await stat(join(clone, 'dist/planted.js')).catch(() => undefined)).toBeUndefined()

  // A source that does not compile is a message with its place, not a stack.
  await writeFile(join(clone, 'src/planted.ts'), 'export const planted: string = 1\n')
  const broken = await run('node', ['scripts/setup.mjs'], clone)
  expect(broken.exitCode).toBe(3)
  expect(broken.stderr).toContain('src/planted.ts(1,14)')
  expect(broken.stderr).not.toMatch(/^\s+at /m)
  await rm(join(clone, 'src/planted.ts'))
  await run('node', ['scripts/setup.mjs'], clone)

  const epub = await run('npm', ['run', '--silent', 'epub', '--', '--quiet'], clone)
  expect(epub).toEqual({ exitCode: 0, stdout: '', stderr: '' })

  // Packed and installed as a dependency, where there are no sources and no compiler.
  const packed = await run('npm', ['pack', '--silent', '--pack-destination', folder], clone)
  expect(packed.exitCode).toBe(0)
  const elsewhere = join(folder, 'elsewhere')
  await mkdir(elsewhere)
  await writeFile(join(elsewhere, 'package.json'), '{"private": true}')
  const tarball = join(folder, packed.stdout.trim().split('\n').at(-1)!)
  // Where Chrome cannot be downloaded Puppeteer's installer fails; it is optional for that reason.
  const installed = await run('npm', ['install', '--no-audit', '--no-fund', tarball], elsewhere)
  expect(installed.exitCode).toBe(0)
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    version: string
  }
  const versioned = await run('npx', ['--no-install', 'octavo', '--version'], elsewhere)
  expect(versioned.stdout).toBe(`${version}\n`)
  const made = await run('npx', ['--no-install', 'octavo', 'new', 'mine'], elsewhere)
  expect(made.exitCode).toBe(0)
  const built = await run('npx', ['--no-install', 'octavo', 'build', 'mine'], elsewhere)
  expect(built.exitCode).toBe(0)
  expect(built.stdout).toMatch(/^output\/print\/a-shadow-at-noon\.pdf {2}\d+ pages/)
})

test('without packages and without a network: one message, no stack', {
  timeout: 60_000,
}, async () => {
  const other = join(folder, 'offline')
  await cp(clone, other, {
    recursive: true,
    filter: (path) => !/(^|\/)(node_modules|dist)$/.test(path),
  })
  const { exitCode, stderr } = await run('node', ['scripts/setup.mjs'], other, {
    npm_config_registry: 'http://127.0.0.1:9/',
    npm_config_cache: join(folder, 'empty-cache'),
    npm_config_fetch_retries: '0',
  })
  expect(exitCode).toBe(3)
  expect(stderr).toContain('error: The packages cannot be installed')
  expect(stderr).toContain('= help: ')
  expect(stderr).not.toMatch(/^\s+at .*:\d+:\d+/m)
})

test('a browser that is named and is not there is said at once', async () => {
  const { exitCode, stderr } = await run('node', ['scripts/setup.mjs'], root, {
    PUPPETEER_EXECUTABLE_PATH: '/none',
  })
  expect(exitCode).toBe(3)
  expect(stderr).toContain('`/none`')
})
