import type { StrategyMap } from '@keelson/server/answers'
import { formatNumber } from '../../state/format.ts'
import { t } from '../../state/words.ts'

/** A hypothesis of the map with what the data say of it. */
export type CausalLink = StrategyMap['links'][number]

const words = {
  supported: 'map.supported',
  tentative: 'map.tentative',
  'not-supported': 'map.notSupported',
  'insufficient-data': 'map.insufficient',
} as const

export function verdictWord(verdict: CausalLink['verdict']): string {
  return t(words[verdict])
}

/** What the data say of a link, with what it rests on. */
export function evidenceText({
  verdict,
  points,
  effectivePoints,
  bestLag,
  effect,
  low,
  high,
  grain,
}: CausalLink): string {
  if (verdict === 'insufficient-data' || effect === null) return t('map.points', { points })
  return t('map.evidence', {
    effect: formatNumber(effect),
    low: formatNumber(low),
    high: formatNumber(high),
    lag: bestLag ?? 0,
    grain,
    points,
    worth: effectivePoints === null ? '–' : formatNumber(Math.round(effectivePoints)),
  })
}
