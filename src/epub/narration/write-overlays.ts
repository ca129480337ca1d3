/** Media overlays (EPUB 3.3, §9): which piece of the text is said in which stretch of which recording. */
import type { Recording } from '../../book/narration.js'
import type { PackedFile } from '../pack.js'
import type { Plan } from '../plan-files.js'
import { toNcName } from '../xhtml/attributes.js'
import { escapeValue } from '../xhtml/escape.js'
import type { SaidPiece, Voice } from './narrate-book.js'

/** The overlay of a file. */
export interface Overlay {
  /** Path of the XHTML file. */
  readonly document: string
  readonly path: string
  readonly smil: string
  /** What is played, in seconds. */
  readonly seconds: number
}

export interface Overlays {
  readonly files: readonly Overlay[]
  /** The recordings, each once. */
  readonly audio: readonly (PackedFile & { readonly mediaType: string })[]
}

/** The class of what is being said; readers know it by this name. */
export const activeClass = '-epub-media-overlay-active'

/** How what is being said stands out, by day and night. */
export const activeRules = `.${activeClass} { background-color: #fff2a8; color: #1a1a1a; }
@media (prefers-color-scheme: dark) {
.${activeClass} { background-color: #5c4d00; color: #fff; }
}
`

/** Write the overlays of a book. */
export function writeOverlays(voices: readonly Voice[], plan: Plan): Overlays {
  const audio = new Map<Recording, Overlays['audio'][number]>()
  const files = voices.flatMap(({ chapterId, recording, pieces }) => {
    const document = plan.files.find(({ chapter }) => chapter.id === chapterId)?.path
    if (document === undefined) return []
    const stem = document.replace(/\.xhtml$/, '')
    const { bytes, mediaType, extension } = recording.audio
    const packed = audio.get(recording) ?? {
      path: `audio/${stem}.${extension}`,
      bytes,
      mediaType,
      isStored: true,
    }
    audio.set(recording, packed)
    const smil = writeSmil(document, chapterId, packed.path, pieces)
    const milliseconds = pieces.reduce((sum, { begin, end }) => sum + toMs(end) - toMs(begin), 0)
    return [{ document, path: `${stem}.smil`, smil, seconds: milliseconds / 1000 }]
  })
  return { files, audio: [...audio.values()] }
}

function writeSmil(
  document: string,
  chapterId: string,
  audio: string,
  pieces: readonly SaidPiece[],
): string {
  const lines: string[] = []
  let around: SaidPiece['around']
  const leave = () => {
    if (around) lines.push('</seq>')
  }
  pieces.forEach((piece, index) => {
    if (piece.around?.id !== around?.id) {
      leave()
      around = piece.around
      if (around)
        lines.push(
          `<seq epub:textref="${toAddress(document, around.id)}" epub:type="${around.type}">`,
        )
    }
    lines.push(
      `<par id="par-${index + 1}"><text src="${toAddress(document, piece.id)}"/>` +
        `<audio src="${escapeValue(audio)}" clipBegin="${toClock(piece.begin)}" clipEnd="${toClock(piece.end)}"/></par>`,
    )
  })
  leave()
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<smil xmlns="http://www.w3.org/ns/SMIL" xmlns:epub="http://www.idpf.org/2007/ops" version="3.0">',
    `<body epub:textref="${toAddress(document, chapterId)}">`,
    ...lines,
    '</body>',
    '</smil>',
    '',
  ].join('\n')
}

const toAddress = (document: string, id: string): string =>
  escapeValue(`${document}#${encodeURIComponent(toNcName(id))}`)

const toMs = (seconds: number): number => Math.round(seconds * 1000)

/** Seconds as a clock value (SMIL 3.0, "Clock values"): `12.345s`. */
const toClock = (seconds: number): string => `${toMs(seconds) / 1000}s`
