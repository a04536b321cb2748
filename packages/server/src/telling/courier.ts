import type { DueSending, NewLink, SendingState } from '../store/write/sending.ts'
import { settleSending, startSending } from '../store/write/sending.ts'
import { postChat } from './chat.ts'
import type { CourierParts, Organisation } from './parts.ts'
import { prepare } from './prepare.ts'
import { MailFailure, SmtpSession } from './smtp.ts'

const minute = 60_000
/** How long after each attempt that was refused the next one comes; after the last the sending has failed. */
const delaysMs = [minute, 5 * minute, 30 * minute, 120 * minute, 360 * minute] as const
/** Longer than a sending can take: after it, the process at work is taken for dead. */
export const leaseMs = 180_000

/**
 * Takes a claimed sending to its end. Everything that may fail without anybody having heard of it is done first; then it
 * is said in the database that it goes out, and only then is it handed over. So a process that dies leaves either what
 * nobody has, which is sent again, or what somebody may have, which is not.
 */
export async function carry(
  parts: CourierParts,
  { slug, live }: Organisation,
  sending: DueSending,
): Promise<void> {
  const { database, clock } = parts
  const { orgId } = live
  const settle = (state: SendingState) =>
    database.inTenant(orgId, (tenant) => settleSending(tenant, orgId, sending, state))
  const ended = (state: 'sent' | 'failed' | 'unsure' | 'dropped', fault: string | null = null) =>
    settle({ state, dueAt: new Date(clock()), fault })
  const again = (fault: string) => {
    const delay = delaysMs[sending.attempts - 1]
    if (delay === undefined) return ended('failed', fault)
    return settle({ state: 'waiting', dueAt: new Date(clock() + delay), fault })
  }
  const start = (link?: NewLink) =>
    database.inTenant(orgId, (tenant) =>
      startSending(tenant, orgId, sending, {
        at: new Date(clock()),
        until: new Date(clock() + leaseMs),
        link,
      }),
    )

  const prepared = await prepare(parts, { slug, live }, sending)
  if (prepared.kind === 'nothing') return ended('dropped', prepared.why)
  if (prepared.kind === 'later') return again(prepared.why)
  if (prepared.kind === 'chat') {
    if (!(await start())) return
    const failure = await postChat(parts.egress, prepared.url, prepared.body, parts.version)
    if (!failure) return ended('sent')
    if (failure.isUnsure) return ended('unsure', failure.fault)
    return failure.isFinal ? ended('failed', failure.fault) : again(failure.fault)
  }
  const { smtp } = parts
  if (!smtp) return ended('dropped', 'No mail server is configured.')
  let session: SmtpSession | undefined
  try {
    session = await SmtpSession.open(smtp)
    if (!(await start(prepared.link))) return
    await session.send(prepared.mail)
  } catch (error) {
    if (!(error instanceof MailFailure)) throw error
    const { message, isUnsure, isFinal } = error
    if (isUnsure) return ended('unsure', message)
    return isFinal ? ended('failed', message) : again(message)
  } finally {
    session?.close()
  }
  return ended('sent')
}
