/** The world: what it does to the disk, the network and the browser, and what it refuses. */
import { execFileSync, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo, LookupFunction } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { EnvironmentFault } from '../src/book/world.js'
import { createBrowser } from '../src/world/browser.js'
import { createDiskCache, noCache } from '../src/world/cache.js'
import { createDisk } from '../src/world/disk.js'
import { drawPdf } from '../src/world/draw-pdf.js'
import { createMemoryWorld } from '../src/world/memory.js'
import { createRemote } from '../src/world/remote.js'
import { createWorkers } from '../src/world/workers.js'

const folders: string[] = []
let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'octavo-world-'))
  folders.push(folder)
})
afterAll(() => Promise.all(folders.map((path) => rm(path, { recursive: true, force: true }))))

const bytes = (text: string) => new TextEncoder().encode(text)

describe('pages of PDF files', () => {
  const figure = join(import.meta.dirname, 'fixtures/markup/pages-of-pdf-files/plot.pdf')

  const hasPoppler = spawnSync('pdftocairo', ['-v']).error === undefined
  test.runIf(hasPoppler)('are as large as their crop box, or said to be missing', async () => {
    const pdf = await readFile(figure)
    const drawn = await drawPdf(pdf, 2)
    expect(Buffer.from(drawn as Uint8Array).toString()).toMatch(
      /<svg[^>]* width="100(pt)?" height="60/,
    )
    expect(await drawPdf(pdf, 9)).toEqual({ reason: 'no page 9' })
    expect(await drawPdf(bytes('%PDF-1.4 and no more'), 1)).toHaveProperty('reason')
  })

  test('without poppler there is no drawing', async () => {
    vi.stubEnv('PATH', folder)
    expect(await drawPdf(await readFile(figure), 1)).toBeUndefined()
    vi.unstubAllEnvs()
  })
})

describe('the disk', () => {
  test('writes into new folders, and leaves nothing beside', async () => {
    const disk = createDisk()
    await disk.write(join(folder, 'a/b.txt'), bytes('one'))
    await disk.write(join(folder, 'a/b.txt'), bytes('two'))
    expect(await readFile(join(folder, 'a/b.txt'), 'utf8')).toBe('two')
    expect(await readdir(join(folder, 'a'))).toEqual(['b.txt'])
  })

  test('a full disk is a fault with a hint, and the old file stays whole', async () => {
    // A limit on the size of files is what a program sees of a disk that is full: the write stops
    // half way. (RLIMIT_FSIZE; the signal that comes with it is ignored by Node.)
    const target = join(folder, 'book.pdf')
    await writeFile(target, 'the old book')
    const script = `
      import { createDisk } from ${JSON.stringify(new URL('../dist/world/disk.js', import.meta.url))}
      const [path] = process.argv.slice(1)
      try { await createDisk().write(path, new Uint8Array(4_000_000)) }
      catch ({ name, message, hint }) { console.log(JSON.stringify({ name, message, hint })) }`
    const command = 'ulimit -f 1000; exec "$0" --input-type=module -e "$1" "$2"'
    const output = execFileSync('bash', ['-c', command, process.execPath, script, target], {
      encoding: 'utf8',
    })
    const fault = JSON.parse(output) as { name: string; message: string; hint: string }
    expect(fault.name).toBe('EnvironmentFault')
    expect(fault.message).toContain(target)
    expect(fault.hint).toContain('--out')
    expect(await readFile(target, 'utf8')).toBe('the old book')
    expect(await readdir(folder)).toEqual(['book.pdf'])
  })

  test('a folder in the way is a fault, not a crash', async () => {
    await mkdir(join(folder, 'book.pdf/inside'), { recursive: true })
    const write = createDisk().write(join(folder, 'book.pdf'), bytes('new'))
    await expect(write).rejects.toThrow(EnvironmentFault)
    expect(await readdir(folder)).toEqual(['book.pdf'])
  })

  test('what is not there is an answer', async () => {
    const disk = createDisk()
    expect(await disk.read(join(folder, 'no'))).toBeUndefined()
    expect(await disk.read(folder)).toBeUndefined()
    expect(await disk.size(join(folder, 'no/no'))).toBeUndefined()
    expect(await disk.list(join(folder, 'no'))).toBeUndefined()
  })

  test('lists names sorted by code unit, folders with a slash', async () => {
    for (const name of ['b.md', 'B.md', 'ä.md', '10.md', '9.md']) {
      await writeFile(join(folder, name), '')
    }
    await mkdir(join(folder, 'folder'))
    await symlink(join(folder, 'folder'), join(folder, 'link'))
    const names = ['10.md', '9.md', 'B.md', 'b.md', 'folder/', 'link/', 'ä.md']
    expect(await createDisk().list(folder)).toEqual(names)
  })

  test('knows what is inside, links followed', async () => {
    const disk = createDisk()
    const book = join(folder, 'book')
    await mkdir(book)
    await writeFile(join(folder, 'secret.txt'), 'secret')
    await symlink(join(folder, 'secret.txt'), join(book, 'picture.png'))
    await symlink(folder, join(book, 'up'))
    expect(await disk.isInside(book, join(book, 'chapters/none.md'))).toBe(true)
    expect(await disk.isInside(book, join(book, '..picture.png'))).toBe(true)
    expect(await disk.isInside(book, book)).toBe(true)
    for (const path of [
      '../secret.txt',
      'picture.png',
      'up/secret.txt',
      'up/none.txt',
      '../book2/x',
    ]) {
      expect(await disk.isInside(book, join(book, path)), path).toBe(false)
    }
    expect(await disk.isInside(book, '/etc/passwd')).toBe(false)
  })
})

describe('the cache', () => {
  test('gives back what was kept, and nothing that is damaged', async () => {
    const cache = createDiskCache(folder)
    await cache.set('key', bytes('value'))
    expect(await cache.get('key')).toEqual(Buffer.from('value'))
    expect(await cache.get('other')).toBeUndefined()
    const [path] = (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
    await writeFile(path!, (await readFile(path!)).subarray(0, -1))
    expect(await cache.get('key')).toBeUndefined()
  })

  test('is silent where it cannot write', async () => {
    await writeFile(join(folder, 'file'), '')
    const cache = createDiskCache(join(folder, 'file/cache'))
    await expect(cache.set('key', bytes('value'))).resolves.toBeUndefined()
    expect(await cache.get('key')).toBeUndefined()
  })

  test('drops the oldest beyond its limit, once a day', async () => {
    const cache = createDiskCache(folder)
    for (const key of ['one', 'two', 'three']) {
      await cache.set(key, new Uint8Array(1000))
      await new Promise((resolve) => setTimeout(resolve, 15))
    }
    await cache.sweep(2500)
    expect(await cache.get('one')).toBeUndefined()
    expect(await cache.get('three')).toHaveLength(1000)
    await cache.sweep(0)
    expect(await cache.get('three')).toHaveLength(1000)
  })
})

describe('the network', () => {
  const limits = { maxBytes: 1000, seconds: 5 }
  /** A resolver that knows one name more. */
  const lookupAs = (address: string): LookupFunction =>
    ((_name, options, give) =>
      options.all
        ? (give as unknown as (e: null, found: object[]) => void)(null, [{ address, family: 4 }])
        : give(null, address, 4)) as LookupFunction

  const inner = [
    'http://127.0.0.1:1/x.png',
    'http://localhost:1/x.png',
    'http://169.254.169.254/latest/meta-data/',
    'http://10.0.0.1/',
    'http://192.168.1.1/',
    'http://[::1]:1/',
    'http://[::ffff:127.0.0.1]:1/',
    'http://[fd00::1]/',
    'http://0.0.0.0:1/',
    'http://2130706433:1/',
    'https://127.0.0.1:1/',
  ]
  test.each(inner)('refuses %s', async (url) => {
    const answer = await createRemote({ cache: noCache }).fetch(url, limits)
    expect(answer).toEqual({ reason: 'the address is on this machine or a private network' })
  })

  test.each(['file:///etc/passwd', 'ftp://example.org/x', 'data:image/png,x', 'not a url'])(
    'refuses %s',
    async (url) => {
      const answer = await createRemote({ cache: noCache }).fetch(url, limits)
      expect(answer).toHaveProperty('reason')
    },
  )

  test('refuses a name that leads to a private address', async () => {
    const remote = createRemote({ cache: noCache, lookup: lookupAs('10.1.2.3') })
    const answer = await remote.fetch('http://pictures.example/x.png', limits)
    expect(answer).toEqual({ reason: 'the address is on this machine or a private network' })
  })

  test('fetches, follows redirects, but not to a private address; keeps what it got', async () => {
    let count = 0
    const server = createServer((request, response) => {
      count++
      const answers: Record<string, () => void> = {
        '/picture': () => void response.end('picture'),
        '/moved': () => void response.writeHead(302, { location: '/picture' }).end(),
        '/trap': () => void response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
        '/file': () => void response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
        '/loop': () => void response.writeHead(302, { location: '/loop' }).end(),
        '/large': () => void response.end(Buffer.alloc(5000)),
        '/slow': () => void response.write('x'),
      }
      const answer = answers[request.url!]
      if (answer) answer()
      else response.writeHead(404).end()
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    try {
      const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
      const cache = createDiskCache(folder)
      const remote = createRemote({ cache, allowed: ['127.0.0.1'] })
      const fetch = (path: string) => remote.fetch(base + path, { ...limits, seconds: 1 })
      expect(await fetch('/moved')).toEqual(Buffer.from('picture'))
      const before = count
      expect(await fetch('/moved')).toEqual(Buffer.from('picture'))
      expect(count).toBe(before)
      expect(await fetch('/trap')).toEqual({
        reason: 'the address is on this machine or a private network',
      })
      expect(await fetch('/file')).toEqual({ reason: '`file:` is neither http nor https' })
      expect(await fetch('/loop')).toEqual({ reason: 'it redirects more than 5 times' })
      expect(await fetch('/large')).toEqual({ reason: 'it is larger than 1000 bytes' })
      expect(await fetch('/none')).toEqual({ reason: 'the server answered 404' })
      expect(await fetch('/slow')).toEqual({ reason: 'it took longer than 1 seconds' })
    } finally {
      server.closeAllConnections()
      server.close()
    }
  })
})

describe('the browser', () => {
  test('runs no script and reaches nothing but what it is served', async () => {
    let hits = 0
    const server = createServer((_, response) => {
      hits++
      response.end()
    }).listen(0, '127.0.0.1')
    server.on('connection', () => hits++)
    await once(server, 'listening')
    const outside = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const browser = createBrowser()
    try {
      const page = await browser.newPage()
      const asked: string[] = []
      const svg = bytes('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="20"/>')
      await page.load(
        `<!doctype html><html lang="en"><title>Quiet</title>
        <style>@page { size: 6in 9in } @import "${outside}/x.css"; p { background: url(${outside}/y.png) }</style>
        <link rel="preconnect" href="${outside}"><link rel="prefetch" href="${outside}/z">
        <img src="images/a%20b.svg"><img src="${outside}/x.png"><img src="images/none.png">
        <iframe src="file:///etc/passwd"></iframe><object data="file:///etc/passwd"></object>
        <script>document.title = 'Loud'</script><p onclick="x()">Hello`,
        (path) => {
          asked.push(path)
          return path === 'images/a b.svg' ? { bytes: svg, mediaType: 'image/svg+xml' } : undefined
        },
      )
      const seen = await page.evaluate(
        (offset: number) => ({
          title: document.title,
          height: document.images[0]!.naturalHeight + offset,
        }),
        1,
      )
      expect(seen).toEqual({ title: 'Quiet', height: 21 })
      expect(asked.sort()).toEqual(['images/a b.svg', 'images/none.png'])
      expect(hits).toBe(0)
      const pdf = Buffer.from(await page.pdf({ tagged: true, outline: true })).toString('latin1')
      expect(pdf).toMatch(/^%PDF-/)
      expect(pdf).toContain('/MediaBox [0 0 432 648]')
      expect(pdf).toContain('/StructTreeRoot')
      const failing = page.evaluate(() => {
        throw new Error('ours')
      })
      await expect(failing).rejects.toThrow('ours')
      await page.close()
    } finally {
      await browser.close()
      server.close()
    }
  })

  test('says what to do where there is none', async () => {
    vi.stubEnv('PUPPETEER_EXECUTABLE_PATH', join(folder, 'no-browser'))
    try {
      const fault = await createBrowser()
        .newPage()
        .catch((error: unknown) => error)
      expect(fault).toBeInstanceOf(EnvironmentFault)
      expect((fault as EnvironmentFault).message).toContain('no-browser')
      expect((fault as EnvironmentFault).hint).toContain('PUPPETEER_EXECUTABLE_PATH')
    } finally {
      vi.unstubAllEnvs()
    }
  })

  test('does not start any more when it is closed, or the program would never end', async () => {
    const browser = createBrowser()
    await browser.close()
    await expect(browser.newPage()).rejects.toThrow(EnvironmentFault)
  })

  test('a program that is no browser is a fault', async () => {
    vi.stubEnv('PUPPETEER_EXECUTABLE_PATH', '/bin/false')
    try {
      await expect(createBrowser().newPage()).rejects.toThrow(EnvironmentFault)
    } finally {
      vi.unstubAllEnvs()
    }
  })
})

describe('workers', () => {
  test('run a compiled module in threads, and pass on what it throws', async () => {
    const path = join(folder, 'task.mjs')
    await writeFile(
      path,
      `import { isMainThread } from 'node:worker_threads'
       export const double = (n) => ({ twice: 2 * n, isMainThread })
       export const fail = () => { throw new TypeError('broken') }`,
    )
    const workers = createWorkers()
    const task = new URL(`file://${path}`)
    try {
      const all = await Promise.all([1, 2, 3].map((n) => workers.run(task, 'double', n)))
      expect(all).toEqual([2, 4, 6].map((twice) => ({ twice, isMainThread: false })))
      await expect(workers.run(task, 'fail', 0)).rejects.toThrow('broken')
    } finally {
      await workers.close()
    }
  })
})

describe('the world in memory', () => {
  test('behaves as the disk does', async () => {
    const { files, disk } = createMemoryWorld({ files: { '/book/a.md': 'A', '/book/b/c.md': 'C' } })
    expect(await files.list('/book')).toEqual(['a.md', 'b/'])
    expect(await files.list('/none')).toBeUndefined()
    expect(await files.size('/book/./b/c.md')).toBe(1)
    expect(await files.isInside('/book', '/book/../etc')).toBe(false)
    await files.write('/out/x.pdf', bytes('x'))
    expect([...disk.keys()]).toContain('/out/x.pdf')
  })
})
