/** Know the parts of a book by their usual titles (The Chicago Manual of Style 18, §1.4). */
import type { Matter } from '../book/configuration.js'

interface Usual {
  readonly role: string
  readonly matter: Matter
  readonly titles: readonly string[]
}

/** Titles in lower case; roles are those of DPUB-ARIA 1.1 where it has one. */
const usual: readonly Usual[] = [
  { role: 'title-page', matter: 'front', titles: ['title page'] },
  { role: 'copyright-page', matter: 'front', titles: ['copyright', 'imprint', 'impressum'] },
  {
    role: 'dedication',
    matter: 'front',
    titles: ['dedication', 'widmung', 'dédicace', 'dedicatoria'],
  },
  {
    role: 'foreword',
    matter: 'front',
    titles: ['foreword', 'geleitwort', 'avant-propos', 'prólogo'],
  },
  {
    role: 'preface',
    matter: 'front',
    titles: [
      'preface',
      'vorwort',
      'préface',
      'prefacio',
      'prefazione',
      'about this book',
      'about the book',
      'how to read this book',
    ],
  },
  {
    role: 'acknowledgments',
    matter: 'front',
    titles: [
      'acknowledgments',
      'acknowledgements',
      'danksagung',
      'remerciements',
      'agradecimientos',
    ],
  },
  {
    role: 'introduction',
    matter: 'body',
    titles: ['introduction', 'einleitung', 'introducción', 'introduzione', 'inleiding'],
  },
  { role: 'prologue', matter: 'body', titles: ['prologue', 'prolog'] },
  { role: 'epilogue', matter: 'body', titles: ['epilogue', 'epilog', 'épilogue', 'epílogo'] },
  {
    role: 'conclusion',
    matter: 'body',
    titles: ['conclusion', 'conclusions', 'schluss', 'conclusión'],
  },
  { role: 'afterword', matter: 'back', titles: ['afterword', 'nachwort', 'postface'] },
  { role: 'glossary', matter: 'back', titles: ['glossary', 'glossar', 'glossaire', 'glosario'] },
  {
    role: 'bibliography',
    matter: 'back',
    titles: [
      'bibliography',
      'references',
      'literatur',
      'literaturverzeichnis',
      'bibliographie',
      'bibliografía',
    ],
  },
  { role: 'colophon', matter: 'back', titles: ['colophon', 'kolophon'] },
  { role: 'index', matter: 'back', titles: ['index', 'stichwortverzeichnis', 'sachregister'] },
]

const appendixTitle = /^(appendix|appendices|anhang|annexe|apéndice)\b/i
const byTitle = new Map(
  usual.flatMap((entry) => entry.titles.map((title) => [title, entry] as const)),
)

/** The role that a title tells, if it does. */
export function roleFromTitle(title: string): string | undefined {
  if (appendixTitle.test(title)) return 'appendix'
  return byTitle.get(normal(title))?.role
}

/**
 * Where a title says that its chapter stands.
 *
 * @param frontBefore how many front-matter chapters come before it: an introduction straight after a
 *   preface is front matter, the first chapter of the text otherwise (Chicago §1.49)
 */
export function matterFromTitle(title: string, frontBefore: number): Matter {
  if (appendixTitle.test(title)) return 'back'
  const entry = byTitle.get(normal(title))
  if (entry?.role === 'introduction' && frontBefore > 0) return 'front'
  return entry?.matter ?? 'body'
}

const normal = (title: string) =>
  title
    .trim()
    .toLowerCase()
    .replace(/[.:!]$/, '')

const ordinalTitle =
  /^(chapter|letter|part|book|section|act|scene|canto|appendix|kapitel|brief|teil|anhang|chapitre|lettre|partie|capítulo|carta|parte)\s+([\divxlcdm]+|[a-z]|one|two|three|four|five|six|seven|eight|nine|ten)\b/i
const bareNumber = /^(\d+|[IVXLC]+)([.:)]\s|[.:)]?$)/

/** A title that carries its own number: "Chapter 4", "Letter 2", "Kapitel IX", "3. Ownership". */
export const numbersItself = (title: string): boolean =>
  ordinalTitle.test(title) || bareNumber.test(title)
