/** Our own rules for EPUBs: each is broken once, and has a section in docs/preflight.md. */
import { VFile } from 'vfile'
import { describe, expect, test } from 'vitest'
import { ruleGroups } from '../src/preflight/epub/epub-rules.js'
import { judgeEpub } from '../src/preflight/judge-epub.js'
import { ruleFaults } from './fixtures/preflight/rule-faults.js'
import { describeRules } from './support/describe-rules.js'
import { soundEpub, spoil } from './support/sound-epub.js'

const rules = ruleGroups.flatMap((group) => group.rules)

function judge(bytes: Uint8Array, isForKindle: boolean) {
  const file = new VFile({ path: 'book.yaml' })
  judgeEpub(bytes, { file, isForKindle, isThorough: true })
  return file.messages
}

describe('a rule', () => {
  test('has a name of its own, and there are many', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
    expect(rules.length).toBeGreaterThan(100)
  })

  test('has a fault that breaks it', () => {
    expect(Object.keys(ruleFaults).sort()).toEqual(rules.map(({ id }) => id).sort())
  })

  test('is kept by a sound book', async () => {
    expect(judge(await soundEpub(), false).map(String)).toEqual([])
  })

  test.each(rules.map(({ id, family }) => [id, family] as const))(
    '%s is broken and reported',
    async (id, family) => {
      const messages = judge(
        await spoil(await soundEpub(), ruleFaults[id]!),
        family === 'kindle-preflight',
      )
      const found = messages.filter(({ actual }) => actual === id)
      expect(messages.map(({ actual }) => actual)).toContain(id)
      for (const { ruleId, reason, note } of found) {
        expect(ruleId).toBe(family)
        expect(reason).toMatch(/^(Unexpected|Missing) /)
        expect(reason).not.toMatch(/\.$/)
        expect(note).toContain(`docs/preflight.md#${id}`)
      }
    },
  )

  test('for Kindle is asked of no other book', async () => {
    const spoilt = await spoil(await soundEpub(), ruleFaults['kindle-layout']!)
    expect(judge(spoilt, false).map(({ ruleId }) => ruleId)).not.toContain('kindle-preflight')
  })
})

test('many places make three messages, the last of which counts them', async () => {
  const many = Array.from({ length: 9 }, () => '<p align="left">x</p>').join('')
  const spoilt = await spoil(await soundEpub(), [
    ['two.xhtml', '</section>\n</body>', `${many}</section>\n</body>`],
  ])
  const found = judge(spoilt, false).filter(({ actual }) => actual === 'unknown-attribute')
  expect(found).toHaveLength(3)
  expect(found[2]!.reason).toContain('(9 places)')
})

test('docs/preflight.md has a section for every rule', async () => {
  await expect(describeRules(ruleGroups)).toMatchFileSnapshot('../docs/preflight.md')
})
