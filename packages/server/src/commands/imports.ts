import assert from 'node:assert/strict'
import { randomUUIDv7 } from 'node:crypto'
import type { IntakeMapping, IntakeRejection, RowRejection } from '@keelson/core'
import { Failure } from '../errors.ts'
import { headingsOf, type KeptMapping } from '../imports/draft.ts'
import { previewOf } from '../imports/preview.ts'
import type { Book } from '../imports/sheet.ts'
import { packed, unpackedBook } from '../imports/staged.ts'
import { canonical } from '../store/canonical.ts'
import type { Database } from '../store/database.ts'
import { fileOf, importOf, importTimes, type KeptImport } from '../store/read/import.ts'
import { observationsBetween, versionsOf } from '../store/read/observation.ts'
import { changeImport, createImport, forgetFiles, keepRejected } from '../store/write/import.ts'
import { addObservations, type ObservationRow } from '../store/write/observation.ts'
import type { Command, Context } from './command.ts'
import { personIn } from './person.ts'
import { columnsOf, currentOf, recordValues, refusal } from './record-values.ts'

export const mostImportsADay = 100
const dayMs = 86_400_000
const keptMs = 7 * dayMs

export type UploadInput = {
  readonly name: string
  readonly sha256: string
  readonly kind: Book['kind']
  readonly content: Buffer
}

/** Keeps what is in a file for seven days, for the next steps of its import. */
export const uploadImport: Command<UploadInput, KeptImport> = {
  kind: 'import-uploaded',
  async run({ tenant, live, actor, at, seq }, { name, sha256, kind, content }) {
    const author = personIn(actor)
    refuseMany(await importTimes(tenant, live.orgId, author, new Date(at.getTime() - dayMs)), at)
    await forgetFiles(tenant, live.orgId, at)
    const importId = randomUUIDv7()
    const keptUntil = new Date(at.getTime() + keptMs)
    await createImport(tenant, live.orgId, seq, { importId, name, sha256, author, at, content, keptUntil })
    const nothing = { mapping: null, accounting: null, valuesSeq: null } as const
    const answer = { importId, name, sha256, author, createdAt: at, state: 'uploaded', ...nothing } as const
    return { answer, status: 201, payload: { id: importId, name, sha256, author, kind } }
  },
}

/** Forgets the files of imports whose time is over: what became of them stays. */
export async function forgetImportFiles({ inTenant }: Database, orgId: string, at: Date): Promise<void> {
  await inTenant(orgId, (tenant) => forgetFiles(tenant, orgId, at))
}

/** Throws `too-many-requests` where somebody began as many imports within a day as are taken. */
export function refuseMany(times: readonly Date[], at: Date): void {
  const first = times.at(-mostImportsADay)
  if (!first) return
  const retryAfter = Math.max(1, Math.ceil((first.getTime() + dayMs - at.getTime()) / 1000))
  throw new Failure('too-many-requests', `At most ${mostImportsADay} imports a day.`, { retryAfter })
}

export type MappingInput = { readonly id: string; readonly mapping: IntakeMapping }

/** Says how the sheet is read. */
export const mapImport: Command<MappingInput, KeptImport> = {
  kind: 'import-mapped',
  async run(context, { id, mapping }) {
    const { tenant, live, seq } = context
    const { kept, book } = await openImport(context, id)
    const sheet = book.sheets[mapping.sheet]
    if (!sheet) throw new Failure('invalid-request', `The file has no sheet ${mapping.sheet}.`)
    refuseRoles(mapping)
    const headings = headingsOf(sheet.rows, mapping.headerRow, mapping.columns.length)
    const whole: KeptMapping = { ...mapping, headings }
    const text = canonical(whole)
    const answer: KeptImport = { ...kept, state: 'previewed', mapping: text }
    if (text === kept.mapping) return { answer }
    await changeImport(tenant, live.orgId, id, seq, { state: 'previewed', mapping: text })
    return { answer, payload: { id, mapping: whole } }
  },
}

/** Records the values of an import, as any that are handed in. */
export const commitImport: Command<{ readonly id: string }, KeptImport> = {
  kind: 'import-committed',
  async run(context, { id }) {
    const { tenant, live, seq } = context
    const kept = await foundImport(context, id)
    if (kept.state === 'committed') return { answer: kept }
    const { book } = await openImport(context, id)
    if (kept.mapping === null) throw new Failure('import-closed', 'Nobody has said yet how the file is read.')
    const { mapping } = kept
    const preview = await previewOf(tenant, context, {
      name: kept.name,
      book,
      mapping: JSON.parse(mapping) as KeptMapping,
    })
    const rejected = preview.rejected.map(plainRejection)
    const { values } = preview
    const { answer: told, payload, rows } = await recordValues.run(context, { values, rejected })
    const { accounting } = preview
    assert(told.written === accounting.written, 'an import writes what its preview said')
    await keepRejected(tenant, live.orgId, id, await packed(preview.rejected))
    const text = canonical(accounting)
    await changeImport(tenant, live.orgId, id, seq, { state: 'committed', accounting: text, values_seq: seq })
    const recorded = (payload as { rows?: unknown } | undefined)?.rows ?? columnsOf([])
    return {
      answer: { ...kept, state: 'committed', accounting: text, valuesSeq: seq },
      payload: { id, accounting, rows: recorded },
      rows: rows ?? [],
    }
  },
}

/** Takes the values of an import back: each is again as it was before it. Refused where something later rests on one. */
export const undoImport: Command<{ readonly id: string }, KeptImport> = {
  kind: 'import-undone',
  async run(context, { id }) {
    const { tenant, live, seq } = context
    const kept = await foundImport(context, id)
    if (kept.state === 'undone') return { answer: kept }
    if (kept.state !== 'committed' || kept.valuesSeq === null)
      throw new Failure(
        'import-closed',
        'The import has not been committed, so there is nothing to take back.',
      )
    const rows = await rowsBefore(context, kept.name, kept.valuesSeq)
    await addObservations(tenant, live.orgId, seq, rows)
    await changeImport(tenant, live.orgId, id, seq, { state: 'undone' })
    return {
      answer: { ...kept, state: 'undone' },
      payload: { id, rows: columnsOf(rows) },
      rows: rows.map((row, place) => ({ ...row, seq, place })),
    }
  },
}

async function rowsBefore(
  context: Context,
  name: string,
  valuesSeq: number,
): Promise<readonly ObservationRow[]> {
  const { tenant, live } = context
  const written = await observationsBetween(tenant, live.orgId, valuesSeq - 1, valuesSeq)
  const versions = await versionsOf(tenant, live.orgId, written)
  const byKey = Map.groupBy(versions, ({ measure, ordinal }) => `${ordinal} ${measure}`)
  const later: string[] = []
  const rows = written.map(({ measure, ordinal, source }, at): ObservationRow => {
    const all = byKey.get(`${ordinal} ${measure}`) ?? []
    const given = { row: at + 1, measure, ordinal, value: null, recorded: live.today, isDated: false }
    const refused = refusal(context, given)
    if (refused) throw new Failure('cannot-undo', refused.message.replace(/^Row \d+: /, ''))
    if (currentOf(all)?.seq !== valuesSeq) later.push(nameOf(context, measure, ordinal))
    const before = currentOf(all.filter((one) => one.seq < valuesSeq))
    return {
      measure,
      ordinal,
      value: before?.value ?? Number.NaN,
      recorded: live.today,
      entered: live.today,
      source: source ?? name,
      note: before?.note ?? null,
      sourceSeq: null,
      reason: 'import undone',
    }
  })
  const [first] = later
  if (first === undefined) return rows
  const others = later.length > 1 ? ` and ${later.length - 1} more` : ''
  throw new Failure('cannot-undo', `Values were changed after the import: ${first}${others}.`, {
    changes: later.slice(0, 100),
  })
}

function nameOf({ live }: Context, measure: string, ordinal: number): string {
  const { measures, organisation } = live.strategy
  const grain = measures.get(measure)?.grain ?? 'month'
  return `${measure} ${organisation.calendar.name(grain, ordinal)}`
}

function plainRejection({ row, code, field, message }: IntakeRejection): RowRejection {
  return { row, code, field, message }
}

async function foundImport({ tenant, live }: Context, id: string): Promise<KeptImport> {
  const kept = await importOf(tenant, live.orgId, id)
  if (!kept) throw new Failure('not-found', 'There is no such import.')
  return kept
}

/** An import that can still be changed, with what is in its file. */
async function openImport(context: Context, id: string): Promise<{ kept: KeptImport; book: Book }> {
  const kept = await foundImport(context, id)
  if (kept.state === 'committed' || kept.state === 'undone')
    throw new Failure('import-closed', 'The import has been committed.')
  const file = await fileOf(context.tenant, context.live.orgId, id, context.at)
  if (!file) throw new Failure('import-forgotten')
  return { kept, book: await unpackedBook(file.content) }
}

/** One column each for the measure, and for the period and the value where they do not stand in headings. */
function refuseRoles({ columns }: IntakeMapping): void {
  const count = (role: string) => columns.filter((one) => one === role).length
  const isWide = count('values') > 0
  const faults: string[] = []
  for (const role of ['measure', 'department', 'period', 'value', 'note'] as const)
    if (count(role) > 1) faults.push(`Several columns are the ${role}; one can be.`)
  if (count('measure') === 0) faults.push('Say which column holds the measures.')
  if (isWide && count('value') + count('period') > 0)
    faults.push(
      'Values stand either in one column with their periods, or in columns of periods; not in both.',
    )
  if (!isWide && count('value') === 0) faults.push('Say which column holds the values.')
  if (!isWide && count('period') === 0) faults.push('Say which column holds the periods.')
  const [first] = faults
  if (first === undefined) return
  throw new Failure('invalid-request', first, {
    faults: faults.map((message) => ({ in: 'body', field: 'columns', message })),
  })
}
