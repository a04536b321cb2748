import type { Review, ReviewDecision, Strategy } from '@keelson/core'
import { reasonText } from '@keelson/core'
import type Type from 'typebox'
import type { Scorecard } from '../api/scorecard.ts'
import type { PackDocument, PackSection } from './document.ts'
import { packOf } from './document.ts'
import { scorecardContent } from './scorecard-document.ts'

/** What a review saw, decided and gave people to do, as a document: the pack of the review. */
export function reviewDocument(
  name: string,
  { people, kpis }: Strategy,
  review: Review,
  scorecard: Type.Static<typeof Scorecard>,
): PackDocument {
  const { subject, items, actions, notes, present, signed, hash, seen } = review
  const person = (id: string) => people.get(id)?.name ?? id
  const decided = items.flatMap(({ title, decisions }) =>
    decisions.map(({ by, decision }) => [
      title,
      decisionWords(decision, (id) => kpis.get(id)?.name ?? id),
      decision.reason,
      (decision.evidence ?? []).join('; '),
      person(by),
    ]),
  )
  const putOff = items.flatMap(({ title, parked }) =>
    parked ? [[title, parked.reason, person(parked.by)]] : [],
  )
  const noted = [
    ...items.flatMap(({ title, notes: own }) => own.map(({ by, text }) => [title, text, person(by)])),
    ...notes.map(({ by, text }) => ['', text, person(by)]),
  ]
  const agenda = items.map(({ title, reasons }) => [
    title,
    reasons.map(({ code, facts }) => reasonText(code, facts)).join('; '),
  ])
  const signatures =
    signed.length === 0 ? 'Nobody has signed yet.' : `Signed by ${signed.map(person).join(', ')}.`
  const sections: readonly PackSection[] = [
    {
      title: 'Minutes',
      paragraphs: [
        `There: ${present.map(person).join(', ')}.`,
        ...(hash === undefined ? [] : [`Minutes ${hash}. ${signatures}`]),
        ...(seen ? [`Numbers as known on ${seen.asOf}, after event ${seen.seq}: ${seen.hash}.`] : []),
      ],
      tables: [],
    },
    section('Decisions', ['Item', 'Decision', 'Reason', 'Evidence', 'By'], decided, 'Nothing was decided.'),
    section(
      'Actions',
      ['Action', 'Owner', 'Due', 'State'],
      actions.map(({ what, owner, due, state }) => [what, person(owner), due, state]),
      'Nothing is to be done.',
    ),
    ...(putOff.length > 0 ? [section('Put off', ['Item', 'Reason', 'By'], putOff, '')] : []),
    ...(noted.length > 0 ? [section('Notes', ['Item', 'Note', 'By'], noted, '')] : []),
    section('Agenda', ['Item', 'Why'], agenda, 'Nothing asked for attention.'),
  ]
  return packOf({ ...scorecardContent(scorecard), title: `${name} ${subject.period}`, sections })
}

function section(
  title: string,
  head: readonly string[],
  rows: PackSection['tables'][number]['rows'],
  nothing: string,
): PackSection {
  return rows.length === 0
    ? { title, paragraphs: [nothing], tables: [] }
    : { title, paragraphs: [], tables: [{ head, rows }] }
}

function decisionWords(
  { choice, period, terms, by, until, initiative }: ReviewDecision,
  nameOf: (id: string) => string,
): string {
  const last = until === undefined ? '' : `, last day ${until}`
  switch (choice) {
    case 'keep':
      return 'Keep'
    case 'adjust-target': {
      const amount = terms?.value ?? terms?.change ?? terms?.between?.join(' to ') ?? ''
      return `Offer ${amount} for ${period}`
    }
    case 'replace':
      return `Replace by ${nameOf(by ?? '')}${last}`
    case 'retire':
      return `Retire${last}`
    case 'start-initiative':
      return `Start ${initiative?.name ?? ''}`
    case 'stop-initiative':
      return 'Stop the initiative'
    default:
      return 'Resolved'
  }
}
