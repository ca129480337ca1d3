// Preloaded with `node --import`: a PDF that is being written beside its place stays unfinished for a minute,
// and says so, that a test may strike at that very moment.
import files from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'

const { open } = files
files.open = async (path, ...rest) => {
  const handle = await open(path, ...rest)
  if (!/\.pdf\..*\.part$/.test(String(path))) return handle
  handle.sync = async () => {
    process.stderr.write('slow disk: written beside\n')
    await new Promise((resolve) => setTimeout(resolve, 60_000))
  }
  return handle
}
syncBuiltinESMExports()
