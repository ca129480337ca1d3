/** A session at a console: what is typed, behind its prompt, and what the machine answers. */

export interface SessionLine {
  readonly kind: 'input' | 'output'
  /** With the white space after it; `''` where there is none. */
  readonly prompt: string
}

const languages = /^(?:console|shell-?session|sh-session|terminal|pycon|irb)$/i

/** Whether code in a language is a session. */
export const isSession = (language: string): boolean => languages.test(language)

/** `$`, `user@host:~/x$`, `(venv) $`, `[me@host x]#`, `C:\x>`, `PS C:\x>`, `>>>`, `In [1]:`, `irb(main):001>`. */
const prompt =
  /^(?:(?:\([\w.-]+\) )?(?:[\w.-]+@[\w.-]+(?:[: ]\S*?)?|\[[^\]\s]+@[^\]]+\]|~[\w./-]*)? ?[$%#❯➜](?: |$)|(?:PS )?[A-Z]:\\[^>]*> ?|PS> ?|>>>(?: |$)|In \[\d+\]: |irb\([^)]*\)[^>\s]*> )/
/** Before what goes on from the line before. */
const goesOn = /^(?:>|\.\.\.|\s*\.\.\.:)(?: |$)/

/** Tell the lines of a session apart; `undefined` where nothing is typed in it. */
export function readSession(text: string): SessionLine[] | undefined {
  let isOpen = false
  let mayGoOn = false
  let hasInput = false
  const lines = text.split('\n').map((line): SessionLine => {
    const sign = prompt.exec(line)?.[0] ?? (isOpen || mayGoOn ? goesOn.exec(line)?.[0] : undefined)
    const isInput = sign !== undefined || isOpen
    // A command that ends with a backslash goes on (POSIX Shell, 2.2.1), one of Python where it has the sign for it.
    isOpen = isInput && /(?:\\|`)$/.test(line)
    mayGoOn = isInput && /^(?:>>>|\.\.\.|In \[|\s*\.\.\.:|irb)/.test(line)
    if (!isInput) return { kind: 'output', prompt: '' }
    hasInput = true
    return { kind: 'input', prompt: sign ?? '' }
  })
  return hasInput ? lines : undefined
}
