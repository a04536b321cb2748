import { defineConfig } from 'vitest/config'

const limits = { testTimeout: 120_000, hookTimeout: 120_000 }

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'core',
          include: ['packages/{core,cli,demo}/test/**/*.test.ts', 'test/**/*.test.ts'],
          ...limits,
        },
      },
      {
        test: {
          name: 'server',
          include: ['packages/{server,web}/test/**/*.test.ts'],
          globalSetup: ['packages/server/test/cluster.ts'],
          ...limits,
        },
      },
    ],
  },
})
