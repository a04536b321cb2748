/** A review as lists tell it. */
export type ReviewRowTold = {
  readonly subject: { readonly cycle: string; readonly period: string }
  readonly name: string
  readonly due: string
  readonly state: string
  readonly isDue: boolean
  readonly id: string | null
  readonly items: number
  readonly settled: number
}

export type AgendaItemTold = {
  readonly key: string
  readonly title: string
  readonly reasons: readonly { readonly text: string }[]
}

export type ActionTold = {
  readonly id: string
  readonly review: string
  readonly what: string
  readonly owner: string
  readonly due: string
  readonly state: string
  readonly isLate: boolean
}

type Note = { readonly by: string; readonly text: string }

/** A review whole, as far as it is printed. */
export type ReviewTold = Pick<ReviewRowTold, 'subject' | 'name' | 'state'> & {
  readonly id: string
  readonly present: readonly string[]
  readonly signed: readonly string[]
  readonly hash: string | null
  readonly seen: { readonly asOf: string } | null
  readonly notes: readonly Note[]
  readonly items: readonly (AgendaItemTold & {
    readonly decisions: readonly {
      readonly by: string
      readonly decision: { readonly choice: string; readonly reason: string }
    }[]
    readonly notes: readonly Note[]
    readonly parked: Note | null
  })[]
  readonly actions: readonly ActionTold[]
}

/** As many digits of the minutes' number as tell one from the others. */
export const hashDigits = 12

export function drawReviewRow({
  subject,
  name,
  due,
  state,
  isDue,
  id,
  items,
  settled,
}: ReviewRowTold): string {
  const stands = state === 'planned' && isDue ? 'due' : state
  const count = items > 0 ? `, ${settled} of ${items} settled` : ''
  const own = id === null ? '' : `  ${id}`
  return `${subject.cycle} ${subject.period}  ${stands} (${due})${count}  ${name}${own}\n`
}

/** What is to be talked about, each with every reason. */
export function drawAgenda(items: readonly AgendaItemTold[]): string {
  return items
    .map(({ title, reasons }, at) => {
      const why = reasons.map(({ text }) => `     ${text}\n`).join('')
      return `${String(at + 1).padStart(3)}. ${title}\n${why}`
    })
    .join('')
}

export function drawAction({ id, what, owner, due, state, isLate }: ActionTold): string {
  const stands = state === 'open' ? (isLate ? 'late' : 'open') : state
  return `${id.slice(0, 8)}  ${stands}  ${due}  ${owner}: ${what}\n`
}

/** A review with what came of it. */
export function drawReview(told: ReviewTold): string {
  const { id, subject, name, state, present, signed, hash, seen, items, notes, actions } = told
  const known = seen ? `, numbers as known on ${seen.asOf}` : ''
  const lines = [`${name} ${subject.period}: ${state}${known}\n${id}\n`]
  for (const { title, reasons, decisions, notes: own, parked } of items) {
    lines.push(`\n${title}\n`, ...reasons.map(({ text }) => `  ${text}\n`))
    for (const { by, decision } of decisions)
      lines.push(`  → ${decision.choice}: ${decision.reason} (${by})\n`)
    if (parked) lines.push(`  put off: ${parked.text} (${parked.by})\n`)
    for (const { by, text } of own) lines.push(`  note: ${text} (${by})\n`)
  }
  for (const { by, text } of notes) lines.push(`\nnote: ${text} (${by})\n`)
  if (actions.length > 0) lines.push('\nActions\n', ...actions.map((action) => `  ${drawAction(action)}`))
  if (present.length > 0) lines.push(`\nThere: ${present.join(', ')}\n`)
  if (hash !== null)
    lines.push(`Minutes ${hash.slice(0, hashDigits)}, signed by ${signed.join(', ') || 'nobody yet'}\n`)
  return lines.join('')
}
