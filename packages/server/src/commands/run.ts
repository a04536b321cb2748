import { createHash } from 'node:crypto'
import type { Actor } from '../accounts/actor.ts'
import { Failure } from '../errors.ts'
import type { Registry } from '../live/registry.ts'
import { canonical } from '../store/canonical.ts'
import type { Database } from '../store/database.ts'
import { keptAnswer } from '../store/read/idempotency.ts'
import { appendEvent, lockHead } from '../store/write/event.ts'
import { keepAnswer } from '../store/write/idempotency.ts'
import type { Command, Done } from './command.ts'

/** What commands need of the server. */
export type Parts = {
  readonly database: Database
  readonly registry: Registry
  readonly clock: () => number
}

/** Where a command comes from. With a key it takes effect once, however often it is sent. */
export type Origin = {
  readonly orgId: string
  readonly actor: Actor
  readonly route: string
  readonly key: string | undefined
  /** What was sent, where the input holds more than that: under one key it must be the same. */
  readonly sent?: unknown
}

export type Outcome<Answer> = {
  readonly status: number
  readonly answer: Answer
  /** The last event of the organisation. */
  readonly seq: number
  readonly isReplay: boolean
}

/** Runs a command in one transaction with its event, outbox row and idempotency record. It has taken effect on return. */
export async function runCommand<Input, Answer>(
  { database, registry, clock }: Parts,
  { orgId, actor, route, key, sent }: Origin,
  command: Command<Input, Answer>,
  input: Input,
): Promise<Outcome<Answer>> {
  const live = await registry.get(orgId)
  const bodyHash =
    key === undefined
      ? undefined
      : createHash('sha256')
          .update(canonical(sent ?? input))
          .digest()
  let rows: Done<Answer>['rows']
  const outcome = await database.inTenant(orgId, async (tenant): Promise<Outcome<Answer>> => {
    rows = undefined
    const head = await lockHead(tenant, orgId)
    const requestKey = { orgId, principal: actor.principal, route, key: key ?? '' }
    if (bodyHash) {
      const kept = await keptAnswer(tenant, requestKey)
      if (kept && !kept.bodyHash.equals(bodyHash)) throw new Failure('key-reused')
      if (kept) {
        const answer = JSON.parse(kept.answer) as Answer
        return { status: kept.status, answer, seq: head.seq, isReplay: true }
      }
    }
    if (head.halted !== null) throw new Failure('halted', head.halted)
    await live.catchUp(tenant, head.seq)
    const at = new Date(clock())
    const seq = head.seq + 1
    const done = await command.run({ tenant, live, actor, at, seq }, input)
    const status = done.status ?? 200
    rows = done.rows
    if (done.payload !== undefined) {
      const event = { orgId, at, actor: actor.principal, kind: command.kind, payload: done.payload }
      await appendEvent(tenant, head, event)
    }
    if (bodyHash) await keepAnswer(tenant, requestKey, bodyHash, status, JSON.stringify(done.answer), at)
    return { status, answer: done.answer, seq: done.payload === undefined ? head.seq : seq, isReplay: false }
  })
  if (rows) registry.took(orgId, outcome.seq, rows)
  else registry.hear(`${orgId} ${outcome.seq}`)
  await registry.get(orgId)
  return outcome
}
