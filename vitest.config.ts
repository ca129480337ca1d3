import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // A browser or EPUBCheck may take its time on two cores; a hanging test still ends.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Colours of messages are asked for, never guessed.
    env: { NO_COLOR: '1' },
  },
})
