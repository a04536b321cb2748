import type { Grain } from '@keelson/core'
import { dueDay, handedIn, isOpen, printDay, reviewPeople, reviewsDue } from '@keelson/core'
import { mayRecord } from '../accounts/actor.ts'
import { negotiationsOf } from '../store/read/negotiation.ts'
import { reviewsOf } from '../store/read/review.ts'
import type { CalendarEntry } from './calendar.ts'
import type { Addressee, View } from './matter.ts'
import { remindersIn } from './settings.ts'
import { subjectName } from './sources/negotiations.ts'
import { say, words } from './words.ts'

/** How far a calendar looks ahead. */
const ahead: Readonly<Record<Grain, number>> = { day: 0, week: 8, month: 12, quarter: 4, half: 2, year: 1 }

type Asked = { readonly view: View; readonly who: Addressee; readonly base: string | undefined }

/** What a person's calendar holds; other kinds of entries are further functions of this list. */
const kinds: readonly ((asked: Asked) => Promise<readonly CalendarEntry[]> | readonly CalendarEntry[])[] = [
  checkInEntries,
  offerEntries,
  reviewEntries,
]

/** What a person's calendar holds, by day. `base` is the address of the organisation in the application. */
export async function calendarEntries(asked: Asked): Promise<readonly CalendarEntry[]> {
  return (await Promise.all(kinds.map((kind) => kind(asked)))).flat()
}

/** The days on which values of a person's measures are due, from the last period that has ended on. */
function checkInEntries({ view, who, base }: Asked): readonly CalendarEntry[] {
  const { live, rules } = view
  const { strategy, engine } = live
  const { calendar } = strategy.organisation
  const { language } = who.reader
  const due = handedIn(strategy, live.today).flatMap(({ measure, kpis: [judged] }) => {
    const { id, grain } = measure
    const isMine = (measure.owner ?? judged?.owner) === who.actor.person && who.actor.person !== undefined
    if (!isMine || !mayRecord(who.actor, strategy, id)) return []
    const last = engine.timeline(grain).first + engine.closed(grain) - 1
    return Array.from({ length: ahead[grain] + 1 }, (_, index) => ({
      day: printDay(dueDay(calendar.end(grain, last + index), remindersIn(rules))),
      text: say(language, words[language].calendarDue, {
        name: judged?.name ?? measure.name,
        period: calendar.name(grain, last + index),
      }),
    }))
  })
  return [...Map.groupBy(due, ({ day }) => day)].map(([day, all]) => {
    const [first] = all.map(({ text }) => text)
    return {
      id: `check-in-${day}-${live.orgId}@keelson`,
      when: { day },
      summary: all.length === 1 ? (first ?? '') : `${first} +${all.length - 1}`,
      description: all.map(({ text }) => text).join('\n'),
      url: base && `${base}/check-in`,
    }
  })
}

/** When offers end that a person has a seat at. */
async function offerEntries({ view, who, base }: Asked): Promise<readonly CalendarEntry[]> {
  const { tenant, live } = view
  const { language } = who.reader
  const { person } = who.actor
  const kept = await negotiationsOf(tenant, live.orgId)
  return kept
    .filter(({ negotiation }) => isOpen(negotiation))
    .filter(({ negotiation }) => negotiation.seats.some(({ people }) => people.includes(person ?? '')))
    .map(({ id, negotiation }) => ({
      id: `offer-${id}@keelson`,
      when: { at: new Date(negotiation.expiresAt) },
      summary: say(language, words[language].calendarOffer, {
        name: subjectName(live.strategy, negotiation.subject),
      }),
      description: '',
      url: base && `${base}/agreements/${id}`,
    }))
}

const reviewDaysAhead = 400

/** The reviews that a person takes part in, and the actions that are theirs. */
async function reviewEntries({ view, who, base }: Asked): Promise<readonly CalendarEntry[]> {
  const { tenant, live } = view
  const { strategy, today } = live
  const { language } = who.reader
  const { person } = who.actor
  if (person === undefined) return []
  const reviews = reviewsDue(strategy, today, today + reviewDaysAhead).flatMap(
    ({ cycle, period, name, due }) => {
      const own = strategy.reviews.get(cycle)
      if (!own || !reviewPeople(strategy, own).participants.includes(person)) return []
      return [
        {
          id: `review-${cycle}-${period}-${live.orgId}@keelson`,
          when: { day: printDay(due) },
          summary: say(language, words[language].calendarReview, { name: `${name} ${period}` }),
          description: '',
          url: base && `${base}/reviews`,
        },
      ]
    },
  )
  const kept = await reviewsOf(tenant, live.orgId)
  const actions = kept.flatMap(({ id: review, review: { actions: all } }) =>
    all
      .filter(({ state, owner }) => state === 'open' && owner === person)
      .map(({ id, what, due }) => ({
        id: `action-${id}@keelson`,
        when: { day: due },
        summary: say(language, words[language].calendarAction, { name: what }),
        description: '',
        url: base && `${base}/reviews/${review}`,
      })),
  )
  return [...reviews, ...actions]
}
