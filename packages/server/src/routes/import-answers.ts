import type Type from 'typebox'
import type { DraftQuery } from '../api/imports.ts'
import type { ServerParts } from '../app.ts'
import { Failure } from '../errors.ts'
import type { Access } from '../http/access.ts'
import { draftOf, type KeptMapping } from '../imports/draft.ts'
import { type Preview, previewOf } from '../imports/preview.ts'
import type { Book } from '../imports/sheet.ts'
import { unpackedBook } from '../imports/staged.ts'
import type { LiveOrganisation } from '../live/organisation.ts'
import type { KeptImport } from '../store/read/import.ts'
import { fileOf, importOf, importsOf } from '../store/read/import.ts'
import { namesOf } from './names.ts'

const mostRemembered = 50

type Opened = { readonly kept: KeptImport; readonly book: Book; readonly rejected: Buffer | null }

/** An import with what is in its file; throws `import-forgotten` where that is no longer kept. */
export async function opened(parts: ServerParts, { organisation }: Access, id: string): Promise<Opened> {
  const { orgId } = organisation
  const { kept, file } = await parts.database.inTenant(orgId, async (tenant) => ({
    kept: await importOf(tenant, orgId, id),
    file: await fileOf(tenant, orgId, id, new Date(parts.clock())),
  }))
  if (!kept) throw new Failure('not-found', 'There is no such import.')
  if (!file) throw new Failure('import-forgotten')
  return { kept, book: await unpackedBook(file.content), rejected: file.rejected }
}

/** What an import would do as things stand. */
export async function previewed(parts: ServerParts, access: Access, id: string): Promise<Preview> {
  const { kept, book } = await opened(parts, access, id)
  if (kept.mapping === null) throw new Failure('import-closed', 'Nobody has said yet how the file is read.')
  const mapping = JSON.parse(kept.mapping) as KeptMapping
  const { orgId } = access.organisation
  return parts.database.inTenant(orgId, (tenant) =>
    previewOf(tenant, access, { name: kept.name, book, mapping }),
  )
}

/** An import that is being made, with a proposal of how it is read. */
export async function draft(
  parts: ServerParts,
  { organisation, live }: Access,
  kept: KeptImport,
  book: Book,
  choice: Type.Static<typeof DraftQuery>,
) {
  const { orgId } = organisation
  const past = await parts.database.inTenant(orgId, (tenant) => importsOf(tenant, orgId, mostRemembered))
  const before = past.flatMap(({ state, mapping }) =>
    state === 'committed' && mapping !== null ? [JSON.parse(mapping) as KeptMapping] : [],
  )
  const [row] = await plainRows(parts, live, [kept])
  const proposed = draftOf(book, live.strategy, before, choice)
  // What was said of this very import stands before what may be meant.
  const said = kept.mapping === null ? undefined : (JSON.parse(kept.mapping) as KeptMapping)
  const isSaid = said && choice.sheet === undefined && choice.headerRow === undefined
  const { headings: _, ...mapping } = isSaid ? said : { headings: [], ...proposed.mapping }
  const columns = [...mapping.columns]
  return {
    ...(row as NonNullable<typeof row>),
    kind: book.kind,
    notes: [...book.notes],
    ...proposed,
    mapping: { ...mapping, columns, repairs: [...mapping.repairs] },
  }
}

/** Imports as they are listed. */
export async function plainRows(
  { database }: ServerParts,
  live: LiveOrganisation,
  kept: readonly KeptImport[],
) {
  const names = await namesOf(
    database,
    live,
    kept.map(({ author }) => author),
  )
  return kept.map(({ importId, name, author, createdAt, state, accounting }) => ({
    id: importId,
    name,
    author,
    authorName: names.get(author) ?? null,
    createdAt: createdAt.toISOString(),
    state,
    accounting: accounting === null ? null : (JSON.parse(accounting) as Preview['accounting']),
  }))
}
