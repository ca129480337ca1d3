/** Say in an author's words what the machine reported. */
import { EnvironmentFault } from '../book/world.js'

/** What each errno of a disk means, and what to do about it. */
const diskFaults: Readonly<Record<string, readonly [reason: string, hint: string]>> = {
  ENOSPC: ['The disk is full', 'Free some space, or write elsewhere with `--out`'],
  EDQUOT: ['Your disk quota is used up', 'Free some space, or write elsewhere with `--out`'],
  EFBIG: ['The file is larger than the disk allows', 'Write to another disk with `--out`'],
  EACCES: ['Permission denied', 'Change the permissions, or use a folder that is yours'],
  EPERM: ['Permission denied', 'Change the permissions, or use a folder that is yours'],
  EROFS: ['The disk is read-only', 'Write to another disk with `--out`'],
  EMFILE: ['Too many files are open', 'Raise the limit with `ulimit -n 4096` and try again'],
  ENFILE: ['Too many files are open', 'Close other programs and try again'],
  EISDIR: ['There is a folder of that name', 'Give `--out` the name of a file'],
  ENOTDIR: ['A part of the path is a file, not a folder', 'Check the path'],
  ENOENT: ['The folder is not there, and cannot be made', 'Check the path'],
  ENAMETOOLONG: ['The name is too long for the disk', 'Give a shorter name with `--out`'],
  ELOOP: ['Links lead in a circle', 'Check the links along the path'],
  EIO: ['The disk failed', 'Check the disk, then try again'],
}

/** The `code` of an error of Node's, or `''`. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/** Turn an error of the disk into a fault of the environment that names the path. */
export function diskFault(
  action: 'read' | 'write',
  path: string,
  cause: unknown,
): EnvironmentFault {
  if (cause instanceof EnvironmentFault) return cause
  const code = errorCode(cause)
  const said = cause instanceof Error ? cause.message : String(cause)
  const [reason, hint] = diskFaults[code] ?? [said, 'Check the path and the disk']
  return new EnvironmentFault(`Cannot ${action} \`${path}\`: ${reason}`, hint, { cause })
}

/** What a command of the browser threw, as a fault of the machine. */
export function browserFault(cause: unknown): EnvironmentFault {
  if (cause instanceof EnvironmentFault) return cause
  const said = cause instanceof Error ? cause.message : String(cause)
  const isSlow = /timed? ?out/i.test(said)
  return new EnvironmentFault(
    isSlow ? 'The browser did not answer in time' : 'The browser stopped in the middle of its work',
    isSlow
      ? 'Try again when the machine is less busy'
      : 'It may have run out of memory: close other programs and try again',
    { cause },
  )
}
