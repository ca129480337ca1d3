/** `docs/preflight.md`, written from the rules themselves: `npx vitest run -u test/house-rules.test.ts`. */
import { rules as messages } from '../../src/diagnostics/rules.js'
import type { ruleGroups } from '../../src/preflight/epub/epub-rules.js'

const head = `# The preflight of the EPUB

After each build, and more thoroughly in \`octavo check\`, Octavo looks at the finished EPUB as shops and readers will.
[epub.md](epub.md#checks) says which checkers run when. These are its own rules: what the checkers do not see, what
Standard Ebooks asks of a well-made book as far as it applies to technical ones, and what Amazon fails at.

A rule speaks through one of five messages, which has the severity. After a build you see errors and warnings; remarks
are for \`octavo check\`. Each rule names three places at most, and counts the rest.

This page is made from the rules (\`src/preflight/epub/rules/\`).
`

/** Write the page. */
export function describeRules(groups: typeof ruleGroups): string {
  const sections = groups.flatMap(({ title, rules }) => [
    `\n# ${title}\n`,
    ...rules.map(
      ({ id, family, summary, why, cure }) =>
        `\n## ${id}\n\n[${family}](messages.md#${family}), *${messages[family].severity}* · ${summary}.\n\n${why}.\n\n**Cure:** ${cure}.\n`,
    ),
  ])
  return head + sections.join('')
}
