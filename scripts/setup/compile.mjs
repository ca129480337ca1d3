// Compile src/ to dist/, and bundle that, when a source or a package is newer than the last time.
import { existsSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundle } from './bundle.mjs'
import { root, Stop, step, tail } from './steps.mjs'

const stampPath = `${root}dist/.compiled`

export async function compile() {
  const last = existsSync(stampPath) ? statSync(stampPath).mtimeMs : 0
  if (existsSync(`${root}dist/bundle/cli.js`) && newest() <= last) return
  const start = Date.now() / 1000
  removeOrphans(`${root}src`, `${root}dist`)
  const compiler = `${root}node_modules/typescript/bin/tsc`
  const { ok, output } = await step('compiling', process.execPath, [compiler, '-p', '.'])
  if (!ok) {
    throw new Stop(
      `The sources do not compile:\n${tail(output, 30)}`,
      'Undo the last change of src/, or mend it as the compiler says',
    )
  }
  await bundle()
  writeFileSync(stampPath, '')
  // The time before compiling, so that what was edited meanwhile is compiled the next time.
  utimesSync(stampPath, start, start)
}

/** The latest change of a source, of the packages, or of a folder: a folder changes when a file of it is removed. */
function newest() {
  const places = [`${root}tsconfig.json`, `${root}package-lock.json`, `${root}src`]
  for (const entry of readdirSync(`${root}src`, { recursive: true })) {
    places.push(join(root, 'src', entry))
  }
  return Math.max(...places.map((place) => statSync(place).mtimeMs))
}

/** Remove compiled files whose source is gone: the compiler leaves them. */
function removeOrphans(source, compiled) {
  if (!existsSync(compiled)) return
  for (const entry of readdirSync(compiled, { withFileTypes: true })) {
    if (entry.name === 'bundle') continue
    const path = join(compiled, entry.name)
    if (entry.isDirectory()) {
      if (existsSync(join(source, entry.name))) removeOrphans(join(source, entry.name), path)
      else rmSync(path, { recursive: true })
    } else if (/\.(js|js\.map|d\.ts)$/.test(entry.name)) {
      const stem = entry.name.replace(/\.(js|js\.map|d\.ts)$/, '')
      if (existsSync(join(source, `${stem}.ts`))) continue
      rmSync(path)
      // Without it the compiler would believe that the file is still there.
      rmSync(`${root}dist/.tsbuildinfo`, { force: true })
    }
  }
}
