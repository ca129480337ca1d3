/** A book that reads itself aloud: recordings, their timings, and media overlays. */
import fc from 'fast-check'
import JSZip from 'jszip'
import { VFile } from 'vfile'
import { describe, expect, test } from 'vitest'
import { build } from '../src/build.js'
import { alignWords } from '../src/epub/narration/align-words.js'
import { findWords } from '../src/epub/narration/list-lines.js'
import { measureAudio } from '../src/manuscript/narration/measure-audio.js'
import { readTimings } from '../src/manuscript/narration/read-timings.js'
import { checkEpub } from '../src/preflight/check-epub.js'
import { bookFolder, worldOf } from './support/book-folder.js'
import { debianEpubCheck, hasDebianEpubCheck } from './support/epubcheck.js'
import { silence } from './support/silence.js'

describe('timings', () => {
  const timesOf = (text: string) =>
    readTimings(text).cues.map(({ start, end, text, place }) => [
      start,
      end,
      text,
      place.start.line,
    ])

  test('labels of Audacity, with frequencies between', () => {
    const text = '0.5\t1.25\tOne, two.\r\n\\\t100.0\t200.0\r\n1,25\t3\tthree\n\n4\t5\n'
    expect(timesOf(text)).toEqual([
      [0.5, 1.25, 'One, two.', 1],
      [1.25, 3, 'three', 3],
      [4, 5, '', 5],
    ])
  })

  test('subtitles: numbers, notes, voices, hours, commas', () => {
    const text = `\ufeffWEBVTT - x\n\nNOTE a\nb\n\n7\n01:00:01.500 --> 01:00:02.000 align:start\n<v Nora>One &amp;\n<b>two</b>\n\n00:03,25 --> 00:04,000\nthree`
    expect(timesOf(text)).toEqual([
      [3601.5, 3602, 'One & two', 7],
      [3.25, 4, 'three', 11],
    ])
  })

  test('what is none is told with its place', () => {
    const found = (text: string) => readTimings(text).faults.map(({ found }) => found)
    expect(found('0\t1\tA\nrubbish\n')).toEqual(['rubbish'])
    expect(found('WEBVTT\n\n1 --> 2\nA\n')).toEqual(['1 --> 2'])
  })
})

describe('recordings', () => {
  const lengthOf = (bytes: Uint8Array) => measureAudio(bytes)?.seconds
  const box = (kind: string, ...inside: Buffer[]) => {
    const body = Buffer.concat(inside)
    const head = Buffer.alloc(8)
    head.writeUInt32BE(body.length + 8)
    head.write(kind, 4, 'latin1')
    return Buffer.concat([head, body])
  }

  test('MP3 by its frames, whatever is before and after them', () => {
    const tag = Buffer.from([...Buffer.from('ID3'), 4, 0, 0, 0, 0, 1, 0, ...new Uint8Array(128)])
    const facts = silence(0.026)
    facts.write('Info', 21, 'latin1')
    const all = Buffer.concat([tag, facts, silence(10), Buffer.from(`TAG${'x'.repeat(125)}`)])
    expect(lengthOf(all)).toBeCloseTo((383 * 1152) / 44_100, 6)
  })

  test('AAC by the head of its film', () => {
    const head = Buffer.alloc(100)
    head.writeUInt32BE(1000, 12)
    head.writeUInt32BE(62_500, 16)
    const film = box('moov', box('mvhd', head))
    const file = Buffer.concat([
      box('ftyp', Buffer.from('M4A ')),
      box('mdat', Buffer.alloc(50)),
      film,
    ])
    expect(measureAudio(file)).toEqual({ mediaType: 'audio/mp4', extension: 'm4a', seconds: 62.5 })
  })

  test('Opus by its last page', () => {
    const page = (position: bigint, body: string) => {
      const head = Buffer.alloc(27)
      head.write('OggS', 'latin1')
      head.writeBigUInt64LE(position, 6)
      return Buffer.concat([head, Buffer.from(body, 'latin1')])
    }
    const file = Buffer.concat([
      page(0n, 'OpusHead\x01\x01\x38\x01\0\0\0\0\0\0\0'),
      page(480_312n, 'sound'),
    ])
    expect(measureAudio(file)).toEqual({
      mediaType: 'audio/ogg; codecs=opus',
      extension: 'opus',
      seconds: 10,
    })
  })

  test('whatever it is given, it ends without a throw', () => {
    const starts = ['', 'ID3', 'OggS', '\0\0\0\x08ftyp', '\xff\xfb\x10\xc4']
    fc.assert(
      fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 200 }), (start, rest) => {
        const facts = measureAudio(Buffer.concat([Buffer.from(start, 'latin1'), rest]))
        expect(facts === undefined || facts.seconds > 0).toBe(true)
      }),
    )
  })
})

test('words are found as the longest that two texts have in common', () => {
  const longest = (one: readonly string[], other: readonly string[]): number => {
    const rows = Array.from({ length: one.length + 1 }, () => other.map(() => 0).concat(0))
    one.forEach((word, i) => {
      other.forEach((same, j) => {
        rows[i + 1]![j + 1] =
          word === same ? rows[i]![j]! + 1 : Math.max(rows[i]![j + 1]!, rows[i + 1]![j]!)
      })
    })
    return rows[one.length]![other.length]!
  }
  const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 14 })
  fc.assert(
    fc.property(words, words, (said, written) => {
      const places = alignWords(said, written)
      const found = places.filter((place) => place >= 0)
      expect(found).toEqual([...new Set(found)].sort((one, other) => one - other))
      places.forEach((place, index) => {
        if (place >= 0) expect(written[place]).toBe(said[index])
      })
      expect(found.length).toBe(longest(said, written))
    }),
  )
})

test('words are told apart in every writing, without case and signs', () => {
  const bare = (text: string) => findWords(text).map(({ text }) => text)
  expect(bare('“Don’t,” she said — self\u00adless.')).toEqual(['dont', 'she', 'said', 'selfless'])
  expect(bare('音声 und Ton')).toEqual(['音', '声', 'und', 'ton'])
})

describe('a narrated book', () => {
  const files = {
    'book.yaml':
      'title: Aloud\nauthor: A. Writer\nlanguage: en\ncreators: [{name: Nora Reader, role: narrator}]\n' +
      'narration:\n  one.md: one.mp3\neditions:\n  - {name: all, kind: epub, math: mathml, profiles: [epub, kobo, kindle]}\n',
    'one.md':
      '# The Walk\n\nShe went out early. “The *air is cold*, she said.” It was $x^2$ degrees.[^1]\n\n' +
      '- First item.\n- Second item, *all of it. Stressed.* End\n\n| a | b |\n|---|---|\n| Cell | Two |\n\n' +
      'Nobody reads this.\n\n[^1]: A note that is read too.\n',
    'one.mp3': silence(12),
    'one.txt': [
      '0\t1.2\tThe walk',
      '1.2\t2.5\tShe went out early.',
      '2.5\t4\tThe air is colt, she said.',
      '4\t5\tIt was x squared degrees',
      '5\t5.8\tFirst item',
      '5.8\t7\tSecond item all of it',
      '7\t8\tstressed end',
      '9.5\t11\tA note that is read too.',
    ].join('\n'),
  }
  const make = async (all: Readonly<Record<string, string | Uint8Array>> = files) => {
    const world = worldOf(all)
    const { files: told, written } = await build(world, {
      folder: bookFolder,
      kinds: ['epub'],
      write: true,
      strict: false,
    })
    const epubs = await Promise.all(
      written.map(async ({ path }) => (await world.files.read(path))!),
    )
    return { told: told.flatMap(({ messages }) => messages.map(String)), epubs }
  }
  const read = async (bytes: Uint8Array, path: string) =>
    (await JSZip.loadAsync(bytes)).file(`OEBPS/${path}`)?.async('string')
  const words = (xhtml: string) => xhtml.replace(/<[^>]*>/g, '').replace(/\s+/g, ' ')

  test('says when each piece is said, and what may be skipped', async () => {
    const { told, epubs } = await make()
    expect(told).toEqual([])
    const smil = (await read(epubs[0]!, 'one.smil'))!
    const pieces = [
      ...smil.matchAll(/#([^"]*)"\/><audio src="([^"]*)" clipBegin="(.*?)s" clipEnd="(.*?)s"/g),
    ]
    const text = (await read(epubs[0]!, 'one.xhtml'))!
    const said = pieces.map(([, id, , begin, end]) => {
      const [, name] = new RegExp(`<(\\w+) id="${id}"`).exec(text)!
      const element = new RegExp(`<${name} id="${id}"[^>]*>([\\s\\S]*?)</${name}>`).exec(text)![1]!
      return `${begin}-${end} ${name} ${words(element)}`
    })
    expect(said).toEqual([
      '0-1.2 h1 The Walk',
      '1.2-2.5 span She went out early.',
      '2.5-4 span “The air is cold, she said.”',
      '4-5 span It was x2 degrees.1',
      '5-5.8 li First item.',
      // The cut would go through the stressed words: they go together.
      '5.8-8 li Second item, all of it. Stressed. End',
      '9.5-11 p 1 A note that is read too.',
    ])
    expect(smil).toMatch(/<seq epub:textref="one.xhtml#one-note-1" epub:type="footnote">\n<par/)
  })

  test('the package says who reads and how long, and Kindle’s has none of it', async () => {
    const { epubs } = await make()
    const opf = (await read(epubs[0]!, 'content.opf'))!
    expect(opf).toContain('<meta property="media:duration">0:00:09.500</meta>')
    expect(opf).toContain('<meta property="media:narrator">Nora Reader</meta>')
    expect(opf).toContain(
      'media-type="application/xhtml+xml" properties="mathml" media-overlay="one.smil"',
    )
    expect(opf).toMatch(/synchronizedAudioText[\s\S]*/)
    expect(await read(epubs[0]!, 'style.css')).toContain('.-epub-media-overlay-active {')
    expect(await read(epubs[2]!, 'one.smil')).toBeUndefined()
  })

  test('the text is that of the book that nobody reads', async () => {
    const silent = { ...files, 'book.yaml': files['book.yaml'].replace(/narration:\n.*\n/, '') }
    const [{ epubs }, { epubs: plain }] = [await make(), await make(silent)]
    for (const index of [0, 1, 2])
      expect(words((await read(epubs[index]!, 'one.xhtml'))!)).toBe(
        words((await read(plain[index]!, 'one.xhtml'))!),
      )
  })

  test('EPUBCheck finds nothing, and the bytes are the same again', async () => {
    const [{ epubs }, again] = [await make(), await make()]
    for (const [index, bytes] of epubs.entries()) {
      const file = new VFile({ path: 'book.yaml' })
      await checkEpub(bytes, file)
      expect(file.messages.map(String)).toEqual([])
      expect(Buffer.compare(Buffer.from(bytes), Buffer.from(again.epubs[index]!))).toBe(0)
    }
  })

  test.skipIf(!hasDebianEpubCheck)('nor does Debian’s', async () => {
    const { epubs } = await make()
    for (const bytes of epubs.slice(0, 2)) expect(await debianEpubCheck(bytes)).toEqual([])
  })

  test('words that are not in the chapter are told once, whatever the profiles', async () => {
    const { told } = await make({
      ...files,
      'one.txt': '0\t1\tThe walk\n1\t2\tWholly other words\n',
    })
    expect(told).toHaveLength(1)
    expect(told[0]).toContain('one.txt:2:1')
  })
})
