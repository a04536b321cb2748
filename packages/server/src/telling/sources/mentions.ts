import type { Strategy } from '@keelson/core'
import { mentionsSince } from '../../store/read/notice.ts'
import type { Source } from '../matter.ts'
import { membersWho } from '../matter.ts'

const dayMs = 86_400_000
/** Longer than any time in which no process runs is made up for. */
const lookBackMs = 7 * dayMs

/** Whoever is mentioned in a comment is told, unless they wrote it. */
export const mentionSource: Source = {
  sorts: ['mentioned'],
  isStanding: false,
  isSlow: false,
  async find(view) {
    const { tenant, live, now, nameOf } = view
    const comments = await mentionsSince(tenant, live.orgId, new Date(now - lookBackMs))
    return comments.flatMap(({ commentId, subject, author, mentions }) =>
      mentions
        .flatMap((person) => membersWho(view, person))
        .filter(({ userId }) => author !== `user:${userId}`)
        .map(({ userId }) => ({
          userId,
          sort: 'mentioned' as const,
          matter: `mentioned ${commentId}`,
          subject,
          facts: { by: nameOf(author), name: subjectName(live.strategy, subject) },
          address: addressOf(subject),
        })),
    )
  },
}

function subjectName({ kpis, objectives }: Strategy, subject: string): string {
  const [kind = '', ...rest] = subject.split(':')
  const id = rest.at(-1) ?? ''
  const named = kind === 'objective' ? objectives.get(id) : kpis.get(id)
  return named?.name ?? id
}

function addressOf(subject: string): string {
  const [kind = '', ...rest] = subject.split(':')
  const id = encodeURIComponent(rest.join(':'))
  if (kind === 'kpi') return `/kpis/${id}?tab=discussion`
  return kind === 'finding' ? `/alignment?open=${id}` : `/map?node=${id}`
}
