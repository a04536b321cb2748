import type { Status } from '@keelson/core'
import type { Paint } from './paint.ts'

const signs: Readonly<Record<Status, string>> = {
  'on-track': '●',
  'at-risk': '▲',
  'off-track': '◆',
  unknown: '○',
}
const labels: Readonly<Record<Status, string>> = {
  'on-track': 'on track',
  'at-risk': 'at risk',
  'off-track': 'off track',
  unknown: 'unknown',
}

/** A status by sign and word, so that it can be told apart without colours. */
export function statusText(status: Status, paint: Paint): string {
  const colour = {
    'on-track': paint.blue,
    'at-risk': paint.yellow,
    'off-track': paint.red,
    unknown: paint.dim,
  }[status]
  return colour(`${signs[status]} ${labels[status]}`)
}

/** A share as whole per cent, or a dash where there is none. */
export function percentText(share: number): string {
  return Number.isNaN(share) ? '–' : `${(share * 100).toFixed(0)} %`
}
