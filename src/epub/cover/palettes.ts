/** Colours of the drawn covers: few, and chosen by eye rather than by rule. */

export interface Palette {
  /** Colour of the cover. */
  readonly ground: string
  /** Colour of the title; 7:1 or more on `ground`. */
  readonly ink: string
  /** Colour of what stands back; 4.5:1 or more on `ground`. */
  readonly quiet: string
  /** Colours of the ornament, from dark to light. */
  readonly accents: readonly [string, string, string, string]
}

export const palettes: readonly Palette[] = [
  {
    ground: '#f4efe4',
    ink: '#1d2433',
    quiet: '#5c5a55',
    accents: ['#1d3a5f', '#c8452d', '#e2a53a', '#dfd5c0'],
  },
  {
    ground: '#12263a',
    ink: '#f6f0e2',
    quiet: '#a9b9c6',
    accents: ['#1f4b6e', '#e8a33d', '#d9603b', '#f1e3c6'],
  },
  {
    ground: '#f1ece6',
    ink: '#22291f',
    quiet: '#5a5f55',
    accents: ['#2f4b3a', '#7d9a6a', '#d98e4a', '#ddd6c3'],
  },
  {
    ground: '#1f2a24',
    ink: '#f3eedd',
    quiet: '#aebbb0',
    accents: ['#355f4b', '#8fb58b', '#e3b45c', '#e9e2cc'],
  },
  {
    ground: '#efe9e7',
    ink: '#2a1a24',
    quiet: '#655761',
    accents: ['#5b2346', '#b54a63', '#e7a08a', '#dccfca'],
  },
  {
    ground: '#2a1428',
    ink: '#f8ece4',
    quiet: '#c4abb8',
    accents: ['#63294f', '#d1566b', '#f0a66e', '#f3dcc8'],
  },
  {
    ground: '#e9eef0',
    ink: '#14232b',
    quiet: '#51626b',
    accents: ['#17495c', '#3f8f9c', '#e57b4e', '#cfdadb'],
  },
  {
    ground: '#0f1d24',
    ink: '#eef3f0',
    quiet: '#9fb4b8',
    accents: ['#1d5563', '#46a3a1', '#f0b35a', '#dfe9e2'],
  },
]
