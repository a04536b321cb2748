import type { StrategyEdit } from '@keelson/core'
import type { Model } from '@keelson/server/answers'

type Kpi = Model['kpis'][number]

/** What a person may change of a KPI without files. */
export type KpiDraft = {
  readonly name: string
  readonly objective: string
  readonly department: string
  readonly owner: string
  /** The new value of the target; '' leaves it as it is. */
  readonly target: string
  readonly reason: string
}

export function draftOf({ name, objective, department, owner }: Kpi): KpiDraft {
  return {
    name,
    objective: objective ?? '',
    department: department ?? '',
    owner: owner ?? '',
    target: '',
    reason: '',
  }
}

/** The target that binds now: the first one that is not due yet, else the last. */
export function targetNow({ targets }: Kpi, today: string): Kpi['targets'][number] | undefined {
  return targets.find(({ due }) => due >= today) ?? targets.at(-1)
}

/** A draft as edits; none for what is as it was. A target that is there moves by a revision, for which a reason is needed. */
export function editsOf(kpi: Kpi, draft: KpiDraft, { today, organisation }: Model): readonly StrategyEdit[] {
  const before = draftOf(kpi)
  const fields = Object.fromEntries(
    (['name', 'objective', 'department', 'owner'] as const)
      .filter((field) => draft[field] !== before[field])
      .map((field) => [field, draft[field] === '' ? null : draft[field]]),
  )
  const edits: StrategyEdit[] = []
  if (Object.keys(fields).length > 0) edits.push({ kind: 'set', item: 'kpi', id: kpi.id, fields })
  const value = amountOf(draft.target, kpi.unit)
  if (value === undefined) return edits
  const target = targetNow(kpi, today)
  if (target) {
    const { trajectory } = target.revisions.at(-1) ?? { trajectory: 'step' }
    const shape = trajectory === 'custom' ? {} : { trajectory }
    const said = { from: today, value, ...shape, reason: draft.reason.trim() || '–' }
    edits.push({ kind: 'revise', item: 'target', id: kpi.id, period: target.period, fields: said })
  } else {
    const said = { for: organisation.period, value, agreed: today }
    edits.push({ kind: 'add', item: 'target', id: kpi.id, fields: said })
  }
  return edits
}

/** An amount as strategy files have it; undefined where the text is none. */
export function amountOf(text: string, unit: string): string | number | undefined {
  const plain = text.trim().replaceAll('_', '').replace(/\s*%$/, '')
  if (plain === '' || !/^[-+−]?\d+(\.\d+)?$/.test(plain)) return undefined
  const number = plain.replace('−', '-')
  if (unit === '%') return `${number}%`
  return unit === 'pp' ? `${number} pp` : Number(number)
}
