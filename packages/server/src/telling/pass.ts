import { openNotices } from '../store/read/notice.ts'
import { endNotices } from '../store/write/notice.ts'
import type { Matter, Source, View } from './matter.ts'
import { sources } from './sources.ts'
import { tell } from './tell.ts'

/** Brings the inboxes of an organisation to how things stand: tells what is new, ends what is over. */
export async function passNotices(view: View, isWhole: boolean): Promise<void> {
  for (const source of sources) if (isWhole || !source.isSlow) await passSource(view, source)
}

async function passSource(view: View, source: Source): Promise<void> {
  const { tenant, live, now } = view
  const matters = await source.find(view)
  const at = new Date(now)
  const open = await openNotices(tenant, live.orgId, source.sorts)
  const wanted = new Set(matters.map(keyOf))
  const known = new Set(open.map(({ key }) => key))
  if (source.isStanding) {
    const over = open.filter(({ key }) => !wanted.has(key))
    await endNotices(
      tenant,
      live.orgId,
      over.map(({ noticeId }) => noticeId),
      at,
    )
  }
  await tell(
    tenant,
    live.orgId,
    matters.filter((matter) => !known.has(keyOf(matter))),
    at,
  )
}

function keyOf({ userId, matter }: Pick<Matter, 'userId' | 'matter'>): string {
  return `${userId} ${matter}`
}
