import type { Source } from './matter.ts'
import { checkInSource } from './sources/check-ins.ts'
import { findingSource } from './sources/findings.ts'
import { mentionSource } from './sources/mentions.ts'
import { negotiationSource } from './sources/negotiations.ts'
import { reviewSource } from './sources/reviews.ts'

/** Everything that notices come from. */
export const sources: readonly Source[] = [
  checkInSource,
  negotiationSource,
  reviewSource,
  mentionSource,
  findingSource,
]
