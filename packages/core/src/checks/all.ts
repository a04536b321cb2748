import type { Check } from './check.ts'

/** Every check, one file each. */
export const checks: readonly Check[] = []
