/** Every rule has a section in docs/messages.md and a book that provokes it; neither has more. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { build } from '../src/build.js'
import { renderText } from '../src/diagnostics/render-text.js'
import { type RuleName, rules } from '../src/diagnostics/rules.js'
import { createBrowser } from '../src/world/browser.js'
import { bookFolder, worldAt } from './support/book-folder.js'
import { cases, fixtures, matchesExpected } from './support/cases.js'
import { makeRestless } from './support/restless-browser.js'

const ruleNames = Object.keys(rules).sort() as RuleName[]

/**
 * What only a damaged file, or a book of ten thousand pages, can provoke. The test that does it is named here, and has the rule's name in it.
 */
const provokedElsewhere: Partial<Record<RuleName, string>> = {
  'invalid-epub': 'preflight.test.ts',
  'inaccessible-epub': 'preflight.test.ts',
  'careless-epub': 'preflight.test.ts',
  'unpolished-epub': 'preflight.test.ts',
  'kindle-preflight': 'preflight.test.ts',
  'absent-checker': 'preflight.test.ts',
  'inaccessible-pdf': 'tags.test.ts',
  'large-cover': 'epub.test.ts',
  'missing-package': 'csl.test.ts',
  'greedy-pages': 'print.test.ts',
}

const browser = createBrowser()
afterAll(() => browser.close())

/** Check the book of a case; `request.json` holds what was asked on the command line. */
async function check(folder: string) {
  const asked = join(folder, 'request.json')
  const { browser: kind, ...request } = existsSync(asked)
    ? JSON.parse(readFileSync(asked, 'utf8'))
    : {}
  const world = await worldAt(folder, kind === 'restless' ? makeRestless(browser) : browser)
  return build(world, { folder: bookFolder, kinds: [], write: false, strict: false, ...request })
}

describe('a book that provokes the rule', () => {
  test.each(cases('messages'))('%s', async (name) => {
    const rule = name.split('/').at(-1)!
    const { files } = await check(join(fixtures, name))
    const found = files.flatMap((file) => file.messages)
    expect(found.map(({ ruleId }) => ruleId)).toContain(rule)
    for (const message of found) {
      expect(message.reason, 'a reason has no full stop').not.toMatch(/\.$/)
      expect(message.file).toBeTruthy()
    }
    await matchesExpected(() => renderText(files, { colour: false, verbose: true }))(name)
  })

  test('there is one for every rule, here or in the test that is named', () => {
    const here = cases('messages').map((name) => name.split('/').at(-1)!)
    expect([...here, ...Object.keys(provokedElsewhere)].sort()).toEqual(ruleNames)
  })

  test.each(Object.entries(provokedElsewhere))('%s is provoked by %s', (rule, file) => {
    const folder = fileURLToPath(new URL('.', import.meta.url))
    expect(readdirSync(folder)).toContain(file)
    expect(readFileSync(join(folder, file), 'utf8')).toContain(`'${rule}'`)
  })
})

describe('docs/messages.md', () => {
  const page = readFileSync(new URL('../docs/messages.md', import.meta.url), 'utf8')
  const sections = new Map(
    page
      .split(/^## (?=[a-z]+(?:-[a-z]+)+$)/m)
      .slice(1)
      .map((section) => [section.slice(0, section.indexOf('\n')), section] as const),
  )

  test('has a section for every rule, and no other', () => {
    expect([...sections.keys()].sort()).toEqual(ruleNames)
  })

  test.each(ruleNames)('%s: severity, meaning, example, cure', (rule) => {
    const section = sections.get(rule) ?? ''
    expect(section).toContain(`*${rules[rule].severity}* · ${rules[rule].summary}.`)
    expect(section).toMatch(/^```[a-z]+$/m)
    expect(section).toMatch(/^\*\*Cure:\*\* ./m)
  })
})
