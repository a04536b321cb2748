import Type from 'typebox'
import { Id, OrganisationParams, refusals, Slug } from '../api/common.ts'
import { CheckInBody, LockAnswer, LockBody, Value, ValuesAnswer, ValuesBody } from '../api/values.ts'
import type { App, ServerParts } from '../app.ts'
import { lockPeriods } from '../commands/lock-periods.ts'
import { readValues } from '../commands/read-values.ts'
import { recordValues } from '../commands/record-values.ts'
import { runCommand } from '../commands/run.ts'
import { Failure } from '../errors.ts'
import { enter } from '../http/access.ts'
import { idempotencyKey } from '../http/idempotency.ts'
import type { SentTable } from '../http/value-table.ts'
import { readValueTable } from '../http/value-table.ts'
import type { LiveOrganisation } from '../live/organisation.ts'
import { refusalOf } from './rejection.ts'
import { storedValue } from './stored-value.ts'

const bodyLimit = 8 * 1_048_576
const ValueParams = Type.Object(
  { organisation: Slug, measure: Id, period: Type.String({ minLength: 1, maxLength: 20 }) },
  { additionalProperties: false },
)
const CsvBody = Type.String()

/** Observed values: many at once, one by its address, and the lock on periods that are closed. */
export function valueRoutes(app: App, parts: ServerParts): void {
  app.post(
    '/api/v1/organisations/:organisation/values',
    {
      bodyLimit,
      schema: {
        summary:
          'Records values, as JSON, NDJSON or CSV; each row is written, unchanged or rejected with a reason',
        params: OrganisationParams,
        body: {
          content: {
            'application/json': { schema: ValuesBody },
            'application/x-ndjson': { schema: ValuesBody },
            'text/csv': { schema: CsvBody },
          },
        },
        response: { 200: ValuesAnswer, ...refusals },
      },
    },
    async (request) => {
      const { live, actor, organisation } = await enter(parts, request, 'record-values')
      const table = tableOf(
        request.body as Type.Static<typeof ValuesBody> | Type.Static<typeof CsvBody>,
        live,
      )
      const input = readValues(live, table.rows)
      const unread = table.unread.map(({ row, message }) => ({
        row,
        code: 'row-unreadable',
        field: '',
        message,
      }))
      // What is read depends on the day and on the strategy; a retry is to be known by what was sent.
      const key = idempotencyKey(request)
      const origin = { orgId: organisation.orgId, actor, route: 'values', key, sent: request.body }
      const given = { ...input, rejected: [...input.rejected, ...unread] }
      const { answer, seq } = await runCommand(parts, origin, recordValues, given)
      const { columnsMapped, columnsIgnored } = table
      const columnsIn = columnsMapped.length + columnsIgnored.length
      return {
        ...answer,
        rejections: [...answer.rejections],
        columnsIn,
        columnsMapped: [...columnsMapped],
        columnsIgnored: [...columnsIgnored],
        seq,
      }
    },
  )

  app.put(
    '/api/v1/organisations/:organisation/measures/:measure/values/:period',
    {
      schema: {
        summary:
          'Records the value of one period; the same value again changes nothing. If-Match refuses to replace one not seen',
        params: ValueParams,
        body: CheckInBody,
        response: { 200: Value, ...refusals },
      },
    },
    async (request, reply) => {
      const { live, actor, organisation } = await enter(parts, request, 'record-values')
      const { measure, period } = request.params
      const input = readValues(live, [{ measure, period, ...request.body }])
      const [rejection] = input.rejected
      if (rejection) throw refusalOf(rejection)
      const ifVersion = versionIn(request.headers['if-match'])
      const key = idempotencyKey(request)
      const sent = { measure, period, ifVersion, body: request.body }
      const origin = { orgId: organisation.orgId, actor, route: 'check-in', key, sent }
      const given = ifVersion === undefined ? input : { ...input, ifVersion }
      const { answer } = await runCommand(parts, origin, recordValues, given)
      const [late] = answer.rejections
      if (late) throw refusalOf(late)
      const value = await storedValue(parts, live, measure, period)
      return reply.header('etag', `"${value.version}"`).send(value)
    },
  )

  app.get(
    '/api/v1/organisations/:organisation/measures/:measure/values/:period',
    {
      schema: {
        summary: 'The value of one period, with every version of it',
        params: ValueParams,
        response: { 200: Value, ...refusals },
      },
    },
    async (request, reply) => {
      const { live } = await enter(parts, request, 'read')
      const { measure, period } = request.params
      const value = await storedValue(parts, live, measure, period)
      return reply.header('etag', `"${value.version}"`).send(value)
    },
  )

  app.put(
    '/api/v1/organisations/:organisation/lock',
    {
      schema: {
        summary: 'Closes values up to a day; an earlier day opens some again',
        params: OrganisationParams,
        body: LockBody,
        response: { 200: LockAnswer, ...refusals },
      },
    },
    async (request) => {
      const { actor, organisation } = await enter(parts, request, 'lock-periods')
      const origin = { orgId: organisation.orgId, actor, route: 'lock', key: idempotencyKey(request) }
      const { answer, seq } = await runCommand(parts, origin, lockPeriods, request.body)
      return { ...answer, seq }
    },
  )
}

function tableOf(
  body: Type.Static<typeof ValuesBody> | Type.Static<typeof CsvBody>,
  live: LiveOrganisation,
): SentTable {
  if (typeof body === 'string') return readValueTable(body, live.strategy.organisation.calendar)
  const columnsMapped = [...new Set(body.values.flatMap((row) => Object.keys(row)))]
  return { rows: body.values, unread: [], columnsMapped, columnsIgnored: [] }
}

function versionIn(header: string | undefined): string | undefined {
  if (header === undefined) return undefined
  const version = /^"([0-9.]*)"$/.exec(header.trim())?.[1]
  if (version === undefined)
    throw new Failure('invalid-request', 'If-Match takes the ETag of the value, or "" for none.')
  return version
}
