import type { StrategyEdit } from '@keelson/core'
import type { FiscalCalendar, Settings } from '@keelson/server/answers'

/** Settings as a person writes them into a form: shares in per cent, numbers as texts. */
export type SettingsDraft = {
  readonly name: string
  readonly timeZone: string
  readonly currency: string
  readonly grain: string
  readonly review: string
  readonly onTrack: string
  readonly atRisk: string
  readonly tolerance: string
  readonly padding: string
  readonly coverageLimit: string
  readonly rollUp: string
  readonly kpiLimit: string
  readonly calendar: FiscalCalendar
  readonly perspectives: Readonly<Record<string, { readonly name: string; readonly weight: string }>>
  /** A new rate of a currency from today on; '' is none. */
  readonly rates: Readonly<Record<string, string>>
  readonly newCurrency: string
  readonly newRate: string
}

export const percent = (share: number) => String(Math.round(share * 1e6) / 1e4)

export function draftOfSettings({
  organisation,
  calendar,
  currencies,
  perspectives,
}: Settings): SettingsDraft {
  const { name, timeZone, currency, grain, review, rollUp, kpiLimit } = organisation
  return {
    name,
    timeZone,
    currency: currency ?? '',
    grain,
    review,
    onTrack: percent(organisation.onTrack),
    atRisk: percent(organisation.atRisk),
    tolerance: percent(organisation.tolerance),
    padding: percent(organisation.padding),
    coverageLimit: percent(organisation.coverageLimit),
    rollUp,
    kpiLimit: String(kpiLimit),
    calendar,
    perspectives: Object.fromEntries(
      perspectives.map(({ id, name: title, weight }) => [id, { name: title, weight: String(weight ?? '') }]),
    ),
    rates: Object.fromEntries(currencies.map(({ code }) => [code, ''])),
    newCurrency: '',
    newRate: '',
  }
}

const plainFields = [
  ['name', 'name'],
  ['timeZone', 'timezone'],
  ['currency', 'currency'],
  ['grain', 'grain'],
  ['review', 'review'],
] as const
const shareFields = [
  ['tolerance', 'tolerance'],
  ['padding', 'padding'],
] as const

/** A draft as edits; none for what is as it was. Weights and rates hold from today on: what was judged stays judged so. */
export function settingsEdits(
  settings: Settings,
  draft: SettingsDraft,
  today: string,
): readonly StrategyEdit[] {
  const before = draftOfSettings(settings)
  const fields: Record<string, unknown> = {}
  for (const [own, field] of plainFields)
    if (draft[own] !== before[own]) fields[field] = draft[own] === '' ? null : draft[own]
  for (const [own, field] of shareFields) if (draft[own] !== before[own]) fields[field] = `${draft[own]}%`
  if (draft.kpiLimit !== before.kpiLimit) fields['kpi-limit'] = Number(draft.kpiLimit)
  if (draft.onTrack !== before.onTrack || draft.atRisk !== before.atRisk)
    fields.bands = { 'on-track': `${draft.onTrack}%`, 'at-risk': `${draft.atRisk}%` }
  if (draft.rollUp !== before.rollUp || draft.coverageLimit !== before.coverageLimit) {
    const { missing, freshnessDays } = settings.organisation
    fields['roll-up'] = {
      rule: draft.rollUp,
      missing,
      'coverage-limit': `${draft.coverageLimit}%`,
      freshness: `${freshnessDays} days`,
    }
  }
  if (JSON.stringify(draft.calendar) !== JSON.stringify(before.calendar)) fields.calendar = draft.calendar
  return [
    ...(Object.keys(fields).length > 0 ? [{ kind: 'set', item: 'organisation', fields } as const] : []),
    ...perspectiveEdits(before, draft),
    ...weightEdits(settings, before, draft, today),
    ...rateEdits(draft, today),
  ]
}

function perspectiveEdits(before: SettingsDraft, { perspectives }: SettingsDraft): readonly StrategyEdit[] {
  return Object.entries(perspectives).flatMap(([id, { name }]): readonly StrategyEdit[] =>
    name === before.perspectives[id]?.name || name.trim() === ''
      ? []
      : [{ kind: 'set', item: 'perspective', id, fields: { name } }],
  )
}

function weightEdits(
  { weightsFrom }: Settings,
  before: SettingsDraft,
  { perspectives }: SettingsDraft,
  today: string,
): readonly StrategyEdit[] {
  const all = Object.entries(perspectives)
  if (all.every(([id, { weight }]) => weight === before.perspectives[id]?.weight)) return []
  const weights = Object.fromEntries(
    all.flatMap(([id, { weight }]) => (weight.trim() === '' ? [] : [[id, Number(weight)]])),
  )
  return weightsFrom === today
    ? [{ kind: 'set', item: 'scorecard', period: today, fields: { weights } }]
    : [{ kind: 'add', item: 'scorecard', fields: { from: today, weights } }]
}

function rateEdits({ rates, newCurrency, newRate }: SettingsDraft, today: string): readonly StrategyEdit[] {
  const edits = Object.entries(rates).flatMap(([id, text]): readonly StrategyEdit[] => {
    const rate = Number(text)
    return text.trim() === '' || !(rate > 0)
      ? []
      : [{ kind: 'revise', item: 'currency', id, fields: { from: today, rate } }]
  })
  const rate = Number(newRate)
  if (!/^[A-Z]{3}$/.test(newCurrency) || !(rate > 0)) return edits
  return [
    ...edits,
    { kind: 'add', item: 'currency', id: newCurrency, fields: { rates: [{ from: today, rate }] } },
  ]
}
