import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { enterTenant, openDatabase } from '../src/store/database.ts'
import { tenantTables } from '../src/store/tenant-tables.ts'
import { createOrganisation } from '../src/store/write/organisation.ts'
import { TestServer } from './server.ts'

/** Belongs to no organisation: it is the list of them, which is read before one is known. */
const shared = ['organisation']

let server: TestServer
let tables: string[]

beforeAll(async () => {
  server = await TestServer.start()
  await server.claim()
  const rows = await server.query(
    "select table_name from information_schema.columns where table_schema = 'public' and column_name = 'org_id' order by 1",
  )
  tables = rows.map(({ table_name }) => table_name).filter((name) => !shared.includes(name))
})

describe('every table of an organisation [S8]', () => {
  test('is named as one', () => {
    expect(tables).toEqual([...tenantTables].sort())
    expect(tables.length).toBeGreaterThan(8)
  })

  test('has row-level security, forced, in one policy for reading and for writing', async () => {
    const rows = await server.query(
      `select c.relname, c.relrowsecurity, c.relforcerowsecurity, p.polcmd, p.polpermissive,
         pg_get_expr(p.polqual, p.polrelid) as reading, pg_get_expr(p.polwithcheck, p.polrelid) as writing
       from pg_class c left join pg_policy p on p.polrelid = c.oid
       where c.relname = any($1) and c.relkind in ('r', 'p') order by 1`,
      [tables],
    )
    const rule = expect.stringMatching(/^\(org_id = .*current_setting\('app\.org_id'/)
    const form = { relrowsecurity: true, relforcerowsecurity: true, polcmd: '*', polpermissive: true }
    expect(rows).toEqual(tables.map((relname) => ({ relname, ...form, reading: rule, writing: rule })))
  })

  test('has org_id first in its primary key and in every other index', async () => {
    const rows = await server.query(
      `select c.relname, i.indisprimary, a.attname from pg_index i
       join pg_class c on c.oid = i.indrelid
       join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
       where c.relname = any($1)`,
      [tables],
    )
    expect(rows.filter(({ attname }) => attname !== 'org_id')).toEqual([])
    const keyed = rows.filter(({ indisprimary }) => indisprimary).map(({ relname }) => relname)
    expect(keyed.sort()).toEqual(tables)
  })
})

describe('the role that requests work as [S8]', () => {
  test('owns nothing, and no rule passes it by', async () => {
    const [role] = await server.query(
      "select rolsuper, rolbypassrls, rolcanlogin, rolcreaterole, rolcreatedb from pg_roles where rolname = 'keelson_app'",
    )
    expect(Object.values(role)).toEqual([false, false, false, false, false])
    const owned = await server.query(
      "select classid::regclass, objid from pg_shdepend where deptype = 'o' and refobjid = 'keelson_app'::regrole",
    )
    expect(owned).toEqual([])
    const memberOf = await server.query(
      "select roleid::regrole from pg_auth_members where member = 'keelson_app'::regrole",
    )
    expect(memberOf).toEqual([])
  })

  test('changes no event, no observation and no strategy file that is there, and sees no account', async () => {
    const rows = await server.query(
      `select t.name, p.privilege from unnest($1::text[]) t(name), unnest($2::text[]) p(privilege)
       where has_table_privilege('keelson_app', t.name, p.privilege)`,
      [
        ['event', 'observation', 'document'],
        ['update', 'delete', 'truncate'],
      ],
    )
    expect(rows).toEqual([])
    const readable = await server.query(
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm')
       and relname <> all($1) and has_table_privilege('keelson_app', oid, 'select')`,
      [tables],
    )
    expect(readable).toEqual([])
  })
})

describe('a transaction', () => {
  test('without an organisation sees nothing and can write nothing', async () => {
    const database = openDatabase(server.databaseUrl, 1)
    try {
      for (const table of tables) {
        const [{ count }] = await server.query(`select count(*)::int as count from ${table}`)
        const seen = await database.shared.transaction().execute(async (transaction) => {
          await asNobody(transaction)
          return (
            await transaction
              .selectFrom(table as never)
              .selectAll()
              .execute()
          ).length
        })
        expect([table, seen]).toEqual([table, 0])
        if (!['head', 'event', 'document', 'observation', 'membership'].includes(table)) continue
        expect(count).toBeGreaterThan(0)
        const copying = database.shared.transaction().execute(async (transaction) => {
          const [row] = await server.query(`select * from ${table} limit 1`)
          await asNobody(transaction)
          await transaction
            .insertInto(table as never)
            .values(row as never)
            .execute()
        })
        await expect(copying).rejects.toThrow(/violates row-level security policy/)
      }
    } finally {
      await database.close()
    }
  })

  test('of one organisation cannot write for another', async () => {
    const database = openDatabase(server.databaseUrl, 1)
    const [{ org_id: first }] = await server.query('select org_id from organisation')
    const second = crypto.randomUUID()
    try {
      await createOrganisation(database, { orgId: second, slug: 'second', isDemo: false, at: new Date() })
      const writing = database.inTenant(second, (tenant) =>
        tenant
          .insertInto('outbox')
          .values({ org_id: first, seq: 999_999, kind: 'x', created_at: new Date() })
          .execute(),
      )
      await expect(writing).rejects.toThrow(/violates row-level security policy/)
      const { numUpdatedRows } = await database.inTenant(second, (tenant) =>
        tenant.updateTable('head').set({ halted: 'x' }).where('org_id', '=', first).executeTakeFirstOrThrow(),
      )
      expect(numUpdatedRows).toBe(0n)
      const { numDeletedRows } = await database.inTenant(second, (tenant) =>
        tenant.deleteFrom('membership').executeTakeFirstOrThrow(),
      )
      expect(numDeletedRows).toBe(0n)
      await expect(database.inTenant(`${first}' or true --`, async () => 1)).rejects.toThrow(/UUID/)
    } finally {
      await database.close()
    }
  })
})

test('a transaction in which a statement failed is never told as committed [N1]', async () => {
  const database = openDatabase(server.databaseUrl, 1)
  const [{ org_id: orgId }] = await server.query('select org_id from organisation')
  try {
    const caught = database.inTenant(orgId, async (tenant) => {
      await tenant.updateTable('head').set({ halted: 'x' }).execute()
      await tenant
        .selectFrom('head')
        .select('nowhere' as never)
        .execute()
        .catch(() => {})
      return 'done'
    })
    await expect(caught).rejects.toThrow(/rolled back/)
    const after = database.inTenant(orgId, (tenant) => tenant.selectFrom('head').select('halted').execute())
    expect(await after).toEqual([{ halted: null }])
  } finally {
    await database.close()
  }
})

test('2,000 requests of 20 organisations through two connections: each sees its own rows alone [S10]', async () => {
  const database = openDatabase(server.databaseUrl, 2)
  try {
    const organisations = Array.from({ length: 20 }, (_, index) => ({
      orgId: crypto.randomUUID(),
      slug: `pool-${index}`,
      isDemo: false,
      at: new Date(),
    }))
    for (const made of organisations) await createOrganisation(database, made)
    const run = async (index: number): Promise<number> => {
      const { orgId } = organisations[(index * 7) % organisations.length] as { orgId: string }
      // One in five fails in the middle, one in seven asks for no organisation at all.
      if (index % 5 === 0) {
        const failing = database.inTenant(orgId, (tenant) =>
          tenant
            .selectFrom('head')
            .select('nowhere' as never)
            .execute(),
        )
        await expect(failing).rejects.toThrow(/nowhere/)
        return 0
      }
      if (index % 7 === 0) {
        const left = await database.shared
          .selectNoFrom(({ fn, val }) => [
            fn('current_setting', [val('app.org_id'), val(true)]).as('setting'),
            fn('current_setting', [val('role'), val(true)]).as('role'),
          ])
          .executeTakeFirstOrThrow()
        expect([left.setting || null, left.role]).toEqual([null, 'none'])
        return 0
      }
      const open = index % 2 === 0 ? database.inTenant : database.snapshot
      const rows = await open(orgId, (tenant) => tenant.selectFrom('head').select('org_id').execute())
      expect(rows).toEqual([{ org_id: orgId }])
      return rows.length
    }
    const seen = await Promise.all(Array.from({ length: 2000 }, (_, index) => run(index)))
    expect(seen.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(1300)
  } finally {
    await database.close()
  }
})

/** The role of requests, of no organisation. */
async function asNobody(transaction: Parameters<typeof enterTenant>[0]): Promise<void> {
  await enterTenant(transaction, '00000000-0000-0000-0000-000000000000')
  await sql.raw("set local app.org_id = ''").execute(transaction)
}
