import { spanOf } from '../strategy/shape.ts'
import { nearest } from '../text/nearest.ts'
import type { Check } from './check.ts'

export const waiverUnknown: Check = {
  code: 'waiver-unknown',
  family: 'structure',
  severity: 'warning',
  words: 'There is no check "{check}"{hint}, so the waiver of it for {on} silences nothing.',
  *run({ strategy, checkCodes }) {
    for (const { check, on, at } of strategy.waivers) {
      if (checkCodes.includes(check)) continue
      const meant = nearest(check, checkCodes)
      const span = spanOf(at, 'check')
      const facts = { check, on, hint: meant ? ` (did you mean "${meant}"?)` : '' }
      const fix = meant ? { fix: { title: `Write ${meant}`, edits: [{ span, text: meant }] } } : {}
      yield { subject: { kind: 'organisation', id: strategy.organisation.id }, span, facts, ...fix }
    }
  },
}
