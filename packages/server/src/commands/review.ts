import { createHash, randomUUIDv7 } from 'node:crypto'
import type {
  Alignment,
  Review,
  ReviewCommand,
  ReviewCycle,
  ReviewPeople,
  ReviewStep,
  ReviewSubject,
} from '@keelson/core'
import { advanceReview, agendaOf, decideReview, plannedReview, printDay, reviewPeople } from '@keelson/core'
import type { Actor } from '../accounts/actor.ts'
import { mayDo } from '../accounts/actor.ts'
import { Failure } from '../errors.ts'
import type { LiveOrganisation } from '../live/organisation.ts'
import type { ReviewSnapshot } from '../live/review-snapshot.ts'
import { snapshotOf } from '../live/review-snapshot.ts'
import type { Tenant } from '../store/database.ts'
import { negotiationsOf } from '../store/read/negotiation.ts'
import type { KeptReview } from '../store/read/review.ts'
import { reviewsOf } from '../store/read/review.ts'
import { addDocuments } from '../store/write/document.ts'
import { addSteps } from '../store/write/negotiation.ts'
import { addReviewSteps } from '../store/write/review.ts'
import { carryOut, nothingCarried } from './carry-out.ts'
import type { Command } from './command.ts'

/** A step of a review: of one that there is, by its id, or of a period of a cycle. */
export type ReviewInput = {
  readonly about: { readonly id: string } | { readonly subject: ReviewSubject }
  readonly command: ReviewCommand
  /** The version that the sender has read. */
  readonly ifVersion?: number
}

export type ReviewMoved = { readonly id: string; readonly isNew: boolean }

/**
 * Takes a review on by one command. With its closing everything that it decided is carried out in the same transaction:
 * all of it or, where one part cannot be, nothing.
 */
export const moveReview: Command<ReviewInput, ReviewMoved> = {
  kind: 'review-moved',
  async run({ tenant, live, actor, at, seq }, { about, command, ifVersion }) {
    const { id, review: before, isNew } = await find(tenant, live, about)
    if (ifVersion !== undefined && ifVersion !== before.version)
      throw new Failure('review-moved-on', undefined, { version: before.version })
    const { subject } = before
    const cycle = cycleOf(live, subject)
    const isLooking = command.kind === 'open' || command.kind === 'refresh'
    const sight = isLooking ? await lookAt(tenant, live, cycle, subject) : undefined
    const outcome = decideReview(before, command, contextOf(live, actor, cycle, subject, at.getTime(), sight))
    if ('refusal' in outcome) {
      const { code, message, facts } = outcome.refusal
      throw new Failure('review-refused', message, { refusal: code, facts })
    }
    const { steps } = outcome
    if (steps.length === 0) return { answer: { id, isNew: false } }
    const place = before.version + 1
    const after = steps.reduce(advanceReview, before)
    if (command.kind === 'decide') await carryOut(tenant, live, at, onlyLast(after, command.item))
    const carried = command.kind === 'close' ? await carryOut(tenant, live, at, after) : nothingCarried
    const snapshot = steps.some(isSight) ? sight?.snapshot : undefined
    await addReviewSteps(tenant, live.orgId, seq, { id, subject, place, steps, snapshot })
    for (const one of carried.negotiations) await addSteps(tenant, live.orgId, seq, one)
    await addDocuments(tenant, live.orgId, seq, carried.files)
    return {
      answer: { id, isNew },
      status: isNew ? 201 : 200,
      payload: { id, subject, place, steps, snapshot: snapshot ?? null, ...carried },
    }
  },
}

/** What a review looks at as things stand: the snapshot, and the agenda made from the same numbers. */
export type Sight = {
  readonly snapshot: ReviewSnapshot
  readonly agenda: ReturnType<typeof agendaOf>
  readonly seq: number
}

/** Looks at an organisation for a review. Waits for the alignment report. */
export async function lookAt(
  tenant: Tenant,
  live: LiveOrganisation,
  cycle: ReviewCycle,
  subject: ReviewSubject,
): Promise<Sight> {
  const alignment: Alignment = await live.align()
  const negotiations = (await negotiationsOf(tenant, live.orgId)).map(({ negotiation }) => negotiation)
  const reviews = (await reviewsOf(tenant, live.orgId))
    .map(({ review }) => review)
    .filter((review) => review.subject.cycle !== subject.cycle || review.subject.period !== subject.period)
  const inputs = { results: live.engine, alignment, cycle, subject, negotiations, reviews }
  return {
    snapshot: snapshotOf(live.engine, alignment, cycle, live.seq),
    agenda: agendaOf(inputs),
    seq: live.seq,
  }
}

/** The cycle that a review is of. Throws `not-found` where the strategy has none, `invalid-request` for a wrong period. */
export function cycleOf({ strategy }: LiveOrganisation, { cycle: id, period }: ReviewSubject): ReviewCycle {
  const cycle = strategy.reviews.get(id)
  if (!cycle)
    throw new Failure(
      'not-found',
      `There is no cycle "${id}". Those there are: ${[...strategy.reviews.keys()].join(', ')}.`,
    )
  const { grain } = cycle
  const read = strategy.organisation.calendar.parse(period)
  if (!('fault' in read) && read.grain === grain) return cycle
  throw new Failure('invalid-request', `The reviews "${id}" are of each ${grain}, and "${period}" is none.`)
}

function contextOf(
  live: LiveOrganisation,
  actor: Actor,
  cycle: ReviewCycle,
  { period }: ReviewSubject,
  at: number,
  sight: Sight | undefined,
) {
  const { strategy, today } = live
  const { calendar } = strategy.organisation
  const read = calendar.parse(period)
  return {
    at,
    today,
    ends: 'fault' in read ? today : calendar.end(read.grain, read.ordinal),
    people: peopleOf(live, cycle, actor),
    known: (person: string) => strategy.people.has(person),
    prepare: () => ({
      seen: { asOf: printDay(today), seq: sight?.seq ?? live.seq, hash: sight?.snapshot.hash ?? '' },
      agenda: sight?.agenda ?? [],
    }),
    hash: (text: string) => createHash('sha256').update(text).digest('hex'),
  }
}

/** Who leads and takes part, as the strategy has it; whoever may edit the strategy may lead too. */
export function peopleOf({ strategy }: LiveOrganisation, cycle: ReviewCycle, actor: Actor): ReviewPeople {
  const people = reviewPeople(strategy, cycle)
  const { person } = actor
  if (person === undefined || people.leads.includes(person) || !mayDo(actor, 'edit-strategy')) return people
  return { leads: [...people.leads, person], participants: [...people.participants, person] }
}

function isSight({ kind }: ReviewStep): boolean {
  return kind === 'open' || kind === 'refresh'
}

/** The review as if nothing but the last decision on an item had been made: whether that one can be carried out. */
function onlyLast(review: Review, key: string): Review {
  const items = review.items
    .filter((item) => item.key === key)
    .map((item) => ({ ...item, decisions: item.decisions.slice(-1) }))
  return { ...review, items }
}

type Found = Pick<KeptReview, 'id' | 'review'> & { readonly isNew: boolean }

async function find(
  tenant: Tenant,
  { orgId }: LiveOrganisation,
  about: ReviewInput['about'],
): Promise<Found> {
  const [kept] = await reviewsOf(tenant, orgId, about)
  if (kept) return { ...kept, isNew: false }
  if ('id' in about) throw new Failure('not-found')
  return { id: randomUUIDv7(), review: plannedReview(about.subject), isNew: true }
}
