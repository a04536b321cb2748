export type { Config, Running } from './start.ts'
export { startServer } from './start.ts'
export { StartFailure } from './start-failure.ts'
