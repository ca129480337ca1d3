/** The public API: build a book from a program. `cli.ts` is one such program. */

export type { BuildRequest, BuildResult, Written } from './book/build-request.js'
export type {
  Configuration,
  Edition,
  EpubEdition,
  Metadata,
  PrintEdition,
} from './book/configuration.js'
export { EnvironmentFault, type World } from './book/world.js'
export { build } from './build.js'
export { rules } from './diagnostics/rules.js'
export { createWorld } from './world/create-world.js'
