import { randomUUIDv7 } from 'node:crypto'
import type { Actor } from '../accounts/actor.ts'
import { system } from '../accounts/actor.ts'
import { Failure } from '../errors.ts'
import { createOrganisation } from '../store/write/organisation.ts'
import type { Command } from './command.ts'
import { setMember } from './members.ts'
import type { Parts } from './run.ts'
import { runCommand } from './run.ts'

const founded: Command<{ readonly slug: string; readonly isDemo: boolean }, Record<never, never>> = {
  kind: 'organisation-founded',
  run: async (_context, input) => ({ answer: {}, payload: input }),
}

/** Makes an organisation, with its first event; whoever makes it administers it. Gives its id. */
export async function foundOrganisation(
  parts: Parts,
  slug: string,
  isDemo: boolean,
  founder: Actor = system,
): Promise<string> {
  const orgId = randomUUIDv7()
  const at = new Date(parts.clock())
  if (!(await createOrganisation(parts.database, { orgId, slug, isDemo, at })))
    throw new Failure('slug-taken')
  const origin = { orgId, actor: founder, route: 'found', key: undefined }
  await runCommand(parts, origin, founded, { slug, isDemo })
  if (founder.userId !== undefined) {
    const roles = ['strategy-administrator'] as const
    await runCommand(parts, origin, setMember, {
      userId: founder.userId,
      roles,
      person: null,
      department: null,
    })
  }
  return orgId
}
