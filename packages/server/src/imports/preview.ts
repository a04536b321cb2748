import type { Intake, IntakeMapping, IntakeRejection, Unit } from '@keelson/core'
import { takeIn, writeStored } from '@keelson/core'
import type { Actor } from '../accounts/actor.ts'
import type { GivenValue } from '../commands/record-values.ts'
import { currentOf, Kept, refusal } from '../commands/record-values.ts'
import { Failure } from '../errors.ts'
import type { LiveOrganisation } from '../live/organisation.ts'
import type { Tenant } from '../store/database.ts'
import { versionsOf } from '../store/read/observation.ts'
import type { Book } from './sheet.ts'

export type Outcome = 'created' | 'updated' | 'unchanged'

/** A value as it would be; numbers as people write them, null for none. */
export type Result = {
  readonly row: number
  readonly measure: string
  readonly period: string
  readonly before: number | null
  readonly after: number | null
  readonly outcome: Outcome
}

/** What an import would do, and everything that it would not. `rowsIn` = written + unchanged + rejected. */
export type Preview = {
  readonly accounting: ImportTotals
  readonly values: readonly GivenValue[]
  readonly results: readonly Result[]
  readonly rejected: readonly IntakeRejection[]
}

export type ImportTotals = {
  readonly rowsIn: number
  readonly written: number
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly rejected: number
  readonly blank: number
  readonly columnsIn: number
  readonly mapped: string[]
  readonly ignored: string[]
}

const mostValues = 100_000

/** What would come of a sheet, read by a mapping, with what stands now. */
export async function previewOf(
  tenant: Tenant,
  { live, actor }: { readonly live: LiveOrganisation; readonly actor: Actor },
  { name, book, mapping }: { readonly name: string; readonly book: Book; readonly mapping: IntakeMapping },
): Promise<Preview> {
  const sheet = book.sheets[mapping.sheet]
  if (!sheet) throw new Failure('invalid-request', `The file has no sheet ${mapping.sheet}.`)
  const intake = takeIn(sheet.rows, mapping, live.strategy, live.today)
  if (intake.taken.length > mostValues)
    throw new Failure(
      'too-large',
      `The sheet has ${intake.taken.length} values; at most ${mostValues} are taken.`,
    )
  const values = givenOf(intake, name)
  const kept = new Kept(await versionsOf(tenant, live.orgId, values))
  const counts = { created: 0, updated: 0, unchanged: intake.repeated }
  const rejected = [
    ...intake.rejected,
    ...sheet.faults.filter(({ row }) => row > mapping.headerRow).map(unread),
  ]
  const results: Result[] = []
  const wanted: GivenValue[] = []
  for (const given of values) {
    const refused = refusal({ live, actor }, given)
    if (refused) {
      const { code, message } = refused
      const field = code === 'forbidden' ? 'measure' : 'period'
      const text = code === 'forbidden' ? given.measure : periodOf(live, given)
      rejected.push({ row: given.row, column: -1, field, code, text, choices: [], message })
      continue
    }
    wanted.push(given)
    const before = currentOf(kept.of(given))
    const outcome = kept.has(given) ? 'unchanged' : before === undefined ? 'created' : 'updated'
    counts[outcome] += 1
    const unit = live.strategy.measures.get(given.measure)?.unit
    const { row, measure } = given
    const period = periodOf(live, given)
    const after = written(given.value, unit)
    results.push({ row, measure, period, before: written(before?.value, unit), after, outcome })
  }
  const { mapped, ignored, blank } = intake
  const accounting = {
    rowsIn: counts.created + counts.updated + counts.unchanged + rejected.length,
    written: counts.created + counts.updated,
    ...counts,
    rejected: rejected.length,
    blank,
    columnsIn: mapped.length + ignored.length,
    mapped: [...mapped],
    ignored: [...ignored],
  }
  return { accounting, values: wanted, results, rejected: rejected.sort((a, b) => a.row - b.row) }
}

function unread({ row, message }: { readonly row: number; readonly message: string }): IntakeRejection {
  return {
    row,
    column: -1,
    field: 'value',
    code: 'row-unreadable',
    text: '',
    choices: [],
    message: `Row ${row}: ${message}`,
  }
}

function givenOf({ taken }: Intake, name: string): readonly GivenValue[] {
  return taken.map(({ row, measure, ordinal, value, recorded, note }) => ({
    row,
    measure,
    ordinal,
    value: Number.isNaN(value) ? null : value,
    recorded,
    isDated: false,
    source: `${name.slice(0, 150).toWellFormed()} row ${row}`,
    note,
  }))
}

function periodOf({ strategy }: LiveOrganisation, { measure, ordinal }: GivenValue): string {
  const grain = strategy.measures.get(measure)?.grain ?? 'month'
  return strategy.organisation.calendar.name(grain, ordinal)
}

function written(value: number | null | undefined, unit: Unit | undefined): number | null {
  if (value === null || value === undefined || Number.isNaN(value)) return null
  return unit ? Number(writeStored(value, unit)) : value
}
