import type { Model } from '@keelson/server/answers'
import type { Subject } from './negotiate.ts'

/** What an item of the strategy is called; its id where it is gone. */
export function nameIn(
  items: readonly { readonly id: string; readonly name: string }[] | undefined,
  id: string,
): string {
  return items?.find((one) => one.id === id)?.name ?? id
}

/** What is negotiated, in words. */
export function subjectName(model: Model | undefined, subject: Subject): string {
  if (subject.kind === 'target') return `${nameIn(model?.kpis, subject.kpi)}, ${subject.period}`
  return `${nameIn(model?.kpis, subject.from)} → ${nameIn(model?.kpis, subject.to)}`
}
