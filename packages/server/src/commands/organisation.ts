import { randomUUIDv7 } from 'node:crypto'
import type { Actor } from '../accounts/actor.ts'
import { system } from '../accounts/actor.ts'
import { Failure } from '../errors.ts'
import { LiveOrganisation } from '../live/organisation.ts'
import { appendEvent, lockHead } from '../store/write/event.ts'
import { createOrganisation } from '../store/write/organisation.ts'
import type { Command, Context } from './command.ts'
import { setMember } from './members.ts'
import type { Parts } from './run.ts'

/** A command with its input, that founding runs; gives what its event says. */
export type Step = { readonly kind: string; run(context: Context): Promise<unknown> }

export function stepOf<Input, Answer>({ kind, run }: Command<Input, Answer>, input: Input): Step {
  return { kind, run: async (context) => (await run(context, input)).payload }
}

/** First words of addresses that are no organisation's. */
const reserved = new Set([
  'api',
  'assets',
  'claim',
  'healthz',
  'invitation',
  'mcp',
  'metrics',
  'readyz',
  'shared',
  'sign-in',
  'welcome',
])

const founded: Command<{ readonly slug: string; readonly isDemo: boolean }, Record<never, never>> = {
  kind: 'organisation-founded',
  run: async (_context, input) => ({ answer: {}, payload: input }),
}

/**
 * Makes an organisation with its first events, those of `steps` after them, in one transaction: it is there as a whole,
 * or its name is still free. Whoever makes it administers it. Gives its id.
 */
export async function foundOrganisation(
  { database, clock }: Parts,
  slug: string,
  isDemo: boolean,
  founder: Actor = system,
  steps: readonly Step[] = [],
): Promise<string> {
  if (reserved.has(slug))
    throw new Failure('slug-taken', `"${slug}" is an address of the application itself.`)
  const orgId = randomUUIDv7()
  const at = new Date(clock())
  const { userId } = founder
  const roles = ['strategy-administrator'] as const
  const administrator = userId === undefined ? [] : [{ userId, roles, person: null, department: null }]
  const all = [
    stepOf(founded, { slug, isDemo }),
    ...administrator.map((input) => stepOf(setMember, input)),
    ...steps,
  ]
  const isNew = await createOrganisation(database, { orgId, slug, isDemo, at }, async (tenant) => {
    const live = new LiveOrganisation(orgId, clock)
    for (const { kind, run } of all) {
      const head = await lockHead(tenant, orgId)
      await live.catchUp(tenant, head.seq)
      const payload = await run({ tenant, live, actor: founder, at, seq: head.seq + 1 })
      if (payload !== undefined)
        await appendEvent(tenant, head, { orgId, at, actor: founder.principal, kind, payload })
    }
  })
  if (!isNew) throw new Failure('slug-taken')
  return orgId
}
