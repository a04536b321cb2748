import { beforeAll, expect, test } from 'vitest'
import { tenantTables } from '../src/store/tenant-tables.ts'
import { TestServer } from './server.ts'

let server: TestServer
beforeAll(async () => {
  server = await TestServer.start({ demo: false })
})

test('every table with an organisation is on the list, and secured whoever asks', async () => {
  const rows = await server.query(
    `select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as "isSecured"
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id'
     where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and c.relname <> 'organisation'
     order by 1`,
  )
  expect(rows).toEqual(tenantTables.toSorted().map((name) => ({ name, isSecured: true })))
})

test('every key and index of such a table begins with the organisation', async () => {
  const rows = await server.query(
    `select i.indexrelid::regclass::text as name from pg_index i
     join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
     where i.indrelid::regclass::text = any($1) and a.attname <> 'org_id'`,
    [[...tenantTables]],
  )
  expect(rows).toEqual([])
})
