import type { Finding, Strategy } from '@keelson/core'
import type { Matter, Source, View } from '../matter.ts'
import { membersWho } from '../matter.ts'

const mostFindings = 200

/** Strategy administrators are told of every error and warning that nobody accepted, heads of those of their department. */
export const findingSource: Source = {
  sorts: ['finding-new'],
  isStanding: true,
  isSlow: true,
  async find(view) {
    const { findings } = await view.live.align()
    return findings
      .filter(({ severity, waiver }) => severity !== 'note' && !waiver)
      .slice(0, mostFindings)
      .flatMap((finding) => told(view, finding))
  },
}

function told(view: View, { code, subject, message }: Finding): readonly Matter[] {
  const { departments } = view.live.strategy
  const department = departmentOf(view.live.strategy, subject)
  const concerned = new Set([
    ...view.members.filter(({ actor }) => actor.roles.includes('strategy-administrator')),
    ...membersWho(view, departments.get(department ?? '')?.head),
  ])
  return [...concerned].map(({ userId }) => ({
    userId,
    sort: 'finding-new' as const,
    matter: `finding-new ${code}:${subject.id}`,
    subject: `finding:${code}:${subject.id}`,
    facts: { message },
    address: `/alignment?open=${encodeURIComponent(`${code}:${subject.id}`)}`,
  }))
}

function departmentOf({ kpis, measures }: Strategy, { kind, id }: Finding['subject']): string | undefined {
  if (kind === 'department') return id
  return kind === 'kpi' ? kpis.get(id)?.department : measures.get(id)?.department
}
