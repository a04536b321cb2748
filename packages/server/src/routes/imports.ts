import { createHash } from 'node:crypto'
import type { Strategy } from '@keelson/core'
import Type from 'typebox'
import type { Actor } from '../accounts/actor.ts'
import { mayRecord } from '../accounts/actor.ts'
import { OrganisationParams, refusals } from '../api/common.ts'
import {
  DraftQuery,
  FileBody,
  ImportDraft,
  ImportList,
  ImportMoved,
  ImportParams,
  ImportPreview,
  MappingBody,
  UploadQuery,
} from '../api/imports.ts'
import type { App, ServerParts } from '../app.ts'
import type { Command } from '../commands/command.ts'
import { commitImport, mapImport, refuseMany, undoImport, uploadImport } from '../commands/imports.ts'
import { personIn } from '../commands/person.ts'
import { runCommand } from '../commands/run.ts'
import { Failure } from '../errors.ts'
import type { Access } from '../http/access.ts'
import { enter } from '../http/access.ts'
import { idempotencyKey } from '../http/idempotency.ts'
import { bounds } from '../imports/bounds.ts'
import type { KeptMapping } from '../imports/draft.ts'
import { FileFault } from '../imports/fault.ts'
import { FileReader } from '../imports/file-reader.ts'
import type { Preview } from '../imports/preview.ts'
import { problemsOf } from '../imports/problems.ts'
import type { Book } from '../imports/sheet.ts'
import { packed, unpacked } from '../imports/staged.ts'
import { rejectedCsv, sampleCsv } from '../imports/tables.ts'
import type { KeptImport } from '../store/read/import.ts'
import { importsOf, importTimes } from '../store/read/import.ts'
import { draft, opened, plainRows, previewed } from './import-answers.ts'

const right = 'record-values'
const mostListed = 100
const mostResults = 200
const dayMs = 86_400_000
const csv = { content: { 'text/csv': { schema: Type.String() } } }

/** Sheets that people send: what is in them, how they are read, what would come of them, and taking them back. */
export function importRoutes(app: App, parts: ServerParts): void {
  const { database, clock } = parts
  const reader = new FileReader()
  app.addHook('onClose', async () => reader.stop())
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  )

  app.get(
    '/api/v1/organisations/:organisation/imports',
    {
      schema: {
        summary: 'The last imports, the newest first',
        params: OrganisationParams,
        response: { 200: ImportList, ...refusals },
      },
    },
    async (request) => {
      const { organisation, live } = await enter(parts, request, right)
      const { orgId } = organisation
      const kept = await database.inTenant(orgId, (tenant) => importsOf(tenant, orgId, mostListed))
      return plainRows(parts, live, kept)
    },
  )

  app.post(
    '/api/v1/organisations/:organisation/imports',
    {
      bodyLimit: bounds.fileBytes,
      schema: {
        summary: 'Begins an import: sends a .csv, .tsv or .xlsx file; nothing is recorded yet',
        params: OrganisationParams,
        querystring: UploadQuery,
        body: { content: { 'application/octet-stream': { schema: FileBody } } },
        response: { 201: ImportDraft, ...refusals },
      },
    },
    async (request, reply) => {
      const access = await enter(parts, request, right)
      const { orgId } = access.organisation
      const bytes = request.body as unknown
      if (!Buffer.isBuffer(bytes)) throw new Failure('unsupported-media-type')
      const at = new Date(clock())
      const author = personIn(access.actor)
      // Before the file is read: reading costs more than refusing.
      await database.inTenant(orgId, async (tenant) =>
        refuseMany(await importTimes(tenant, orgId, author, new Date(at.getTime() - dayMs)), at),
      )
      const book = await readBook(reader, bytes)
      const { name } = request.query
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const content = await packed(book)
      const key = idempotencyKey(request)
      const origin = { orgId, actor: access.actor, route: 'import', key, sent: { name, sha256 } }
      const { answer } = await runCommand(parts, origin, uploadImport, {
        name,
        sha256,
        kind: book.kind,
        content,
      })
      // An answer that was kept is plain JSON.
      const kept = { ...answer, createdAt: new Date(answer.createdAt) }
      return reply.code(201).send(await draft(parts, access, kept, book, {}))
    },
  )

  app.get(
    '/api/v1/organisations/:organisation/imports/sample.csv',
    {
      schema: {
        summary: 'A table that could be imported, of measures that you may record',
        params: OrganisationParams,
        response: { 200: csv, ...refusals },
      },
    },
    async (request, reply) => {
      const { live, actor } = await enter(parts, request, right)
      return sendCsv(
        reply,
        'keelson-sample.csv',
        sampleCsv(live.strategy, ownMeasures(live.strategy, actor), live.today),
      )
    },
  )

  app.get(
    '/api/v1/organisations/:organisation/imports/:import',
    {
      schema: {
        summary: 'An import: the sheets of its file, and how one is proposed to be read',
        params: ImportParams,
        querystring: DraftQuery,
        response: { 200: ImportDraft, ...refusals },
      },
    },
    async (request) => {
      const access = await enter(parts, request, right)
      const { kept, book } = await opened(parts, access, request.params.import)
      return draft(parts, access, kept, book, request.query)
    },
  )

  app.put(
    '/api/v1/organisations/:organisation/imports/:import/mapping',
    {
      schema: {
        summary: 'Says how the sheet is read, and what texts of it mean',
        params: ImportParams,
        body: MappingBody,
        response: { 200: ImportMoved, ...refusals },
      },
    },
    async (request) => {
      const { access, key } = await asked(request)
      return move(access, 'import-mapping', key, mapImport, {
        id: request.params.import,
        mapping: request.body,
      })
    },
  )

  app.get(
    '/api/v1/organisations/:organisation/imports/:import/preview',
    {
      schema: {
        summary:
          'What the import would do: values created, updated, unchanged and rejected, by what mends them',
        params: ImportParams,
        response: { 200: ImportPreview, ...refusals },
      },
    },
    async (request) => {
      const access = await enter(parts, request, right)
      const { accounting, results, rejected } = await previewed(parts, access, request.params.import)
      const { measures, kpis, departments } = access.live.strategy
      const nameOf = (id: string) => measures.get(id)?.name ?? id
      const named = (id: string) => ({ id, name: departments.get(id)?.name ?? nameOf(id) })
      return {
        ...accounting,
        problems: problemsOf(rejected).map((problem) => ({
          ...problem,
          choices: problem.choices.map(named),
        })),
        results: results.slice(0, mostResults).map((result) => ({
          ...result,
          name: nameOf(result.measure),
          unit: measures.get(result.measure)?.unit.name ?? '',
        })),
        measures: ownMeasures(access.live.strategy, access.actor).map((id) => ({
          id,
          name: [...kpis.values()].find(({ measure }) => measure === id)?.name ?? nameOf(id),
        })),
        departments: [...departments.values()].map(({ id, name }) => ({ id, name })),
      }
    },
  )

  app.post(
    '/api/v1/organisations/:organisation/imports/:import/commit',
    {
      schema: {
        summary: 'Records the values of the import; again, it changes nothing',
        params: ImportParams,
        response: { 200: ImportMoved, ...refusals },
      },
    },
    async (request) => {
      const { access, key } = await asked(request)
      return move(access, 'import-commit', key, commitImport, { id: request.params.import })
    },
  )

  app.post(
    '/api/v1/organisations/:organisation/imports/:import/undo',
    {
      schema: {
        summary: 'Takes the whole import back: its values are again as they were before it',
        params: ImportParams,
        response: { 200: ImportMoved, ...refusals },
      },
    },
    async (request) => {
      const { access, key } = await asked(request)
      return move(access, 'import-undo', key, undoImport, { id: request.params.import })
    },
  )

  app.get(
    '/api/v1/organisations/:organisation/imports/:import/rejected.csv',
    {
      schema: {
        summary: 'The rows that were rejected, with the reasons and what stands in them',
        params: ImportParams,
        response: { 200: csv, ...refusals },
      },
    },
    async (request, reply) => {
      const access = await enter(parts, request, right)
      const { kept, book, rejected } = await opened(parts, access, request.params.import)
      const list =
        rejected === null
          ? (await previewed(parts, access, request.params.import)).rejected
          : ((await unpacked(rejected)) as Preview['rejected'])
      const mapping = kept.mapping === null ? undefined : (JSON.parse(kept.mapping) as KeptMapping)
      return sendCsv(reply, 'rejected.csv', rejectedCsv(list, book, mapping))
    },
  )

  async function asked(request: Parameters<typeof enter>[1]) {
    return { access: await enter(parts, request, right), key: idempotencyKey(request) }
  }

  async function move<Input>(
    { organisation, actor, live }: Access,
    route: string,
    key: string | undefined,
    command: Command<Input, KeptImport>,
    input: Input,
  ) {
    const { orgId } = organisation
    const { answer, seq } = await runCommand(parts, { orgId, actor, route, key }, command, input)
    const [row] = await plainRows(parts, live, [{ ...answer, createdAt: new Date(answer.createdAt) }])
    return { ...(row as NonNullable<typeof row>), seq }
  }
}

async function readBook(reader: FileReader, bytes: Buffer): Promise<Book> {
  try {
    return await reader.read(bytes)
  } catch (error) {
    if (!(error instanceof FileFault)) throw error
    throw new Failure(error.code === 'file-too-large' ? 'too-large' : 'file-unreadable', error.message, {
      file: error.code,
    })
  }
}

/** Measures whose values somebody may record; those that are computed have none. */
function ownMeasures(strategy: Strategy, actor: Actor): readonly string[] {
  return [...strategy.measures.values()]
    .filter(({ formulaText, aggregates }) => formulaText === undefined && aggregates.length === 0)
    .map(({ id }) => id)
    .filter((id) => mayRecord(actor, strategy, id))
}

function sendCsv(reply: import('fastify').FastifyReply, name: string, text: string) {
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(text)
}
