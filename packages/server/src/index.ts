export type { Config, Running } from './start.ts'
export { StartFailure, startServer } from './start.ts'
