import { beforeAll, describe, expect, test } from 'vitest'
import { TestServer } from './server.ts'

let server: TestServer
let token: string
const path = '/organisations/perlbeck/strategy'
type File = { readonly path: string; readonly text: string }

beforeAll(async () => {
  server = await TestServer.start()
  await server.claim()
  token = await server.token()
})

const read = async (): Promise<{ base: number; files: File[]; observations: File[] }> =>
  (await server.ask('GET', path, undefined, { token })).body
const send = (verb: 'plan' | 'apply', body: unknown, headers: Record<string, string> = {}) =>
  server.ask('POST', `${path}/${verb}`, body, { token, headers })

function edited(files: readonly File[], name: string, from: string, to: string): File[] {
  expect(files.find((file) => file.path === name)?.text).toContain(from)
  return files.map((file) => (file.path === name ? { path: name, text: file.text.replace(from, to) } : file))
}

describe('strategy files', () => {
  test('come back byte for byte, with their comments, and applying them again changes nothing', async () => {
    const { base, files, observations } = await read()
    expect(files.find((file) => file.path === 'finance.yaml')?.text).toContain('# Finance')
    const again = await send('apply', { base, files, whole: true })
    expect(again.body).toMatchObject({ base, files: { added: 0, changed: 0, removed: 0 }, changes: [] })
    const csv = observations.find((file) => file.path === 'observations/month.csv')?.text as string
    const pushed = await server.ask('POST', '/organisations/perlbeck/values', csv, {
      token,
      headers: { 'content-type': 'text/csv' },
    })
    expect(pushed.body).toMatchObject({ written: 0, rejected: 0 })
    expect(await read()).toEqual({ ...(await read()), base, files, observations })
  })

  test('are planned before they are applied: what would change, and what follows', async () => {
    const { base, files } = await read()
    const changed = edited(files, 'finance.yaml', 'value: 54250000', 'value: 40000000')
    const { body } = await send('plan', { base, files: changed, whole: true })
    expect(body).toMatchObject({ isSound: true, files: { added: 0, changed: 1, removed: 0 } })
    expect(body.changes.map(({ kind, id }: { kind: string; id: string }) => `${kind} ${id}`)).toEqual([
      'target operating-cost FY27',
    ])
    expect(body.scores.some(({ id }: { id: string }) => id === 'operating-cost')).toBe(true)
    expect(body.gaps.length).toBeGreaterThan(0)
    expect((await read()).base).toBe(base)
  })

  test('that rest on an older strategy are refused, and nothing of them is written', async () => {
    const { base, files } = await read()
    const first = edited(files, 'finance.yaml', '# Finance', '# Finance and control')
    const second = edited(files, 'sales.yaml', '# Sales', '# Sales and dealers')
    const done = await send(
      'apply',
      { base, files: first, whole: true, comment: 'heading' },
      { 'idempotency-key': 'h' },
    )
    expect(done.status).toBe(200)
    expect(await send('apply', { base, files: second, whole: true })).toMatchObject({
      status: 409,
      body: { code: 'stale-base', base: done.body.base },
    })
    const repeated = await send(
      'apply',
      { base, files: first, whole: true, comment: 'heading' },
      { 'idempotency-key': 'h' },
    )
    expect(repeated.body).toEqual(done.body)
    const { files: now } = await read()
    expect(now.find((file) => file.path === 'sales.yaml')?.text.includes('# Sales and dealers')).toBe(false)
    await server.expectReplay()
  })

  test('with errors are refused with every place', async () => {
    const { base, files } = await read()
    const broken = edited(files, 'finance.yaml', 'objective: lower-cost', 'objective: lower-costs')
    const { status, body } = await send('apply', { base, files: broken, whole: true })
    if (status === 422) {
      expect(body.code).toBe('strategy-unsound')
      expect(body.diagnostics[0].place).toMatchObject({ file: 'finance.yaml' })
    } else expect(status).toBe(200)
    const torn = await send('apply', {
      base: (await read()).base,
      files: [{ path: 'x.yaml', text: 'kpis: {a: {' }],
      whole: false,
    })
    expect(torn).toMatchObject({ status: 422, body: { code: 'strategy-unsound' } })
    expect(torn.body.diagnostics[0].place).toMatchObject({ file: 'x.yaml', line: 1 })
  })

  test('can be given in part; a path that leads elsewhere is refused', async () => {
    const { base, files } = await read()
    const more = { path: 'more/themes.yaml', text: 'themes:\n  care: { name: Care for people } # kept\n' }
    const { body } = await send('apply', { base, files: [more], whole: false })
    expect(body.files).toEqual({ added: 1, changed: 0, removed: 0 })
    const after = await read()
    expect(after.files).toContainEqual(more)
    expect(after.files.length).toBe(files.length + 1)
    for (const bad of [
      '../up.yaml',
      '/etc/x.yaml',
      'a/../../b.yaml',
      'x.txt',
      '.hidden.yaml',
      'a\u0000.yaml',
    ]) {
      const answer = await send('apply', { base: after.base, files: [{ path: bad, text: '' }], whole: false })
      expect(answer.status).toBe(400)
    }
    await send('apply', {
      base: after.base,
      files: after.files.filter((file) => file.path !== more.path),
      whole: true,
    })
    expect((await read()).files.map((file) => file.path)).not.toContain(more.path)
    await server.expectReplay()
  })
})

describe('as known on a day', () => {
  test('the files tell of days before the organisation was here', async () => {
    const { body } = await server.ask('GET', '/organisations/perlbeck/scorecard?asOf=2026-03-03', undefined, {
      token,
    })
    expect(body).toMatchObject({ asOf: '2026-03-03', period: '2026-02' })
    expect((await server.ask('GET', '/organisations/perlbeck/scorecard?asOf=2199-01-01')).status).toBe(400)
    expect((await server.ask('GET', '/organisations/perlbeck/scorecard?asOf=2026-02-30')).status).toBe(400)
  })
})
