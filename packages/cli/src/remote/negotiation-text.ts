/** A negotiation as the server tells it, as far as it is printed. */
export type NegotiationRow = {
  readonly id: string
  readonly subject:
    | { readonly kind: 'target'; readonly kpi: string; readonly period: string }
    | { readonly kind: 'contribution'; readonly from: string; readonly to: string }
  readonly state: string
  readonly mustAct: readonly string[]
  readonly expiresAt: string | null
  readonly rounds: number
}

export type NegotiationTold = NegotiationRow & {
  readonly version: number
  readonly hash: string | null
  readonly accepted: readonly string[]
  readonly signed: readonly string[]
  readonly seats: readonly { readonly of: string; readonly people: readonly string[] }[]
  readonly quorum: number
  readonly history: readonly {
    readonly kind: string
    readonly by: string
    readonly at: string
    readonly terms: Readonly<Record<string, unknown>> | null
    readonly changes: readonly {
      readonly field: string
      readonly before: string | null
      readonly after: string | null
    }[]
    readonly reason: string | null
  }[]
  readonly effect: readonly Effect[]
}

export type Effect = {
  readonly kpi: string
  readonly period: string
  readonly target: number | null
  readonly producedBefore: number | null
  readonly producedAfter: number | null
  readonly unallocated: number | null
}

/** As many digits of a hash as are printed and asked for. */
export const hashDigits = 12

/** One line of a list. */
export function drawRow({ id, subject, state, mustAct, expiresAt, rounds }: NegotiationRow): string {
  const until = expiresAt === null ? '' : `, until ${expiresAt.slice(0, 10)}`
  const next = mustAct.length === 0 ? '' : `; ${mustAct.join(', ')} must act${until}`
  const count = `${rounds} ${rounds === 1 ? 'round' : 'rounds'}`
  return `${id}  ${subjectWords(subject)}: ${state}, ${count}${next}\n`
}

/** A negotiation whole: what happened, what lies on the table and what it does. */
export function drawNegotiation(told: NegotiationTold): string {
  const { history, seats, quorum, accepted, signed, effect, hash } = told
  const steps = history.map(({ kind, by, at, terms, changes, reason }) => {
    const said = changes.length > 0 ? changes.map(changeWords).join('; ') : terms ? termsWords(terms) : ''
    const words = [said, reason].filter((one) => one !== '' && one !== null).join('; ')
    return `  ${at.slice(0, 10)}  ${kind}${by === '' ? '' : ` by ${by}`}${words === '' ? '' : `: ${words}`}\n`
  })
  const sits = seats.map(({ of, people }) => {
    const isIn = (done: readonly string[]) => people.some((person) => done.includes(person))
    const mark = isIn(signed) ? 'signed' : isIn(accepted) ? 'accepted' : 'open'
    return `  ${of} (${people.join(', ')}): ${mark}\n`
  })
  const terms = hash === null ? '' : `Terms ${hash.slice(0, hashDigits)}: accept or sign them with --terms.\n`
  return [
    drawRow(told),
    ...steps,
    `Seats, ${quorum} to be filled:\n`,
    ...sits,
    drawEffect(effect),
    terms,
  ].join('')
}

/** What terms do to the targets above. */
export function drawEffect(effect: readonly Effect[]): string {
  return effect
    .map(({ kpi, period, target, producedBefore, producedAfter, unallocated }) => {
      const open = unallocated === null ? 'what is open is not known' : `unallocated ${amount(unallocated)}`
      return `  ${kpi} ${period}: ${amount(producedBefore)} → ${amount(producedAfter)} of ${amount(target)}, ${open}\n`
    })
    .join('')
}

function subjectWords(subject: NegotiationRow['subject']): string {
  return subject.kind === 'target' ? `${subject.kpi} ${subject.period}` : `${subject.from} → ${subject.to}`
}

function termsWords(terms: Readonly<Record<string, unknown>>): string {
  return Object.entries(terms)
    .map(([field, value]) => `${field} ${typeof value === 'object' ? JSON.stringify(value) : value}`)
    .join('; ')
}

function changeWords({
  field,
  before,
  after,
}: NegotiationTold['history'][number]['changes'][number]): string {
  return `${field} ${before ?? '–'} → ${after ?? '–'}`
}

function amount(value: number | null): string {
  return value === null ? '–' : Number(value.toPrecision(6)).toLocaleString('en')
}
