import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { readFile } from '../src/imports/read-file.ts'
import { foundLinden, linden, signIn } from './linden.ts'
import type { Loose } from './loose.ts'
import { strategyText } from './marketing.ts'
import { TestServer } from './server.ts'

let server: TestServer
let people: Awaited<ReturnType<typeof foundLinden>>
const names = ['ida', 'mia', 'sol']
let shift = Date.UTC(2026, 6, 14, 9) - Date.now()
let id: string
let hash: string
let snapshot: Loose

beforeAll(async () => {
  server = await TestServer.start({ demo: false, clock: () => Date.now() + shift })
  await server.claim()
  people = await foundLinden(server, names, strategyText)
  await record('leads', 'FY27-Q1', 100)
  await record('clients', 'FY27-Q1', 52)
})

const by = (person: string) => people[person]!
const quarter = { cycle: 'quarterly', period: 'FY27-Q1' }
const step = (person: string, kind: string, more: object = {}, headers = {}) =>
  by(person)('POST', `/reviews/${id}/steps`, { kind, ...more }, headers)
const file = async () =>
  (await server.ask('GET', `${linden}/strategy`)).body.files.map(({ text }: Loose) => text).join('')

async function record(measure: string, period: string, value: number, reason?: string) {
  const path = `${linden}/measures/${measure}/values/${period}`
  const { status } = await server.ask('PUT', path, { value, ...(reason && { reason }) })
  expect(status).toBe(200)
}

/** Days later everybody signs in again. */
async function laterOn(day: number): Promise<void> {
  shift = day - Date.now()
  await server.signIn()
  for (const name of names) people = { ...people, [name]: await signIn(server, name) }
}

const rowOf = (scorecard: Loose, kpi: string) =>
  scorecard.groups.flatMap(({ kpis }: Loose) => kpis).find((row: Loose) => row.id === kpi)

describe('the quarterly review of a fiscal year that begins in April', () => {
  test('is due on its day, beside the half-yearly one, and cannot be opened before its period ends', async () => {
    const { reviews } = (await by('mia')('GET', '/reviews')).body
    const told = reviews.map(({ subject, due, state }: Loose) => [subject.cycle, subject.period, due, state])
    expect(told).toEqual([
      ['half', 'FY27-H1', '2026-10-21', 'planned'],
      ['quarterly', 'FY27-Q2', '2026-10-14', 'planned'],
      ['quarterly', 'FY27-Q1', '2026-07-14', 'planned'],
      ['half', 'FY26-H2', '2026-04-21', 'planned'],
    ])
    const early = await by('ida')('POST', '/reviews', { cycle: 'quarterly', period: 'FY27-Q2' })
    expect(early).toMatchObject({ status: 409, body: { code: 'review-refused', refusal: 'period-runs' } })
    const other = await by('mia')('POST', '/reviews', quarter)
    expect(other).toMatchObject({ status: 409, body: { refusal: 'not-leading' } })
    const wrong = await by('ida')('POST', '/reviews', { cycle: 'quarterly', period: 'FY27-H1' })
    expect(wrong.status).toBe(400)
    expect((await by('ida')('POST', '/reviews', { cycle: 'yearly', period: 'FY27' })).status).toBe(404)
  })

  test('its agenda builds itself: 100 of 200 leads stands first', async () => {
    const { items } = (await by('mia')('GET', '/agenda?cycle=quarterly&period=FY27-Q1')).body
    expect(items[0]).toMatchObject({
      key: 'kpi:leads',
      title: 'Leads',
      choices: expect.arrayContaining(['keep']),
    })
    expect(items[0].reasons[0].text).toBe('off track: 100 of 200 lead in FY27-Q1')
    const opened = await by('ida')('POST', '/reviews', quarter)
    expect(opened).toMatchObject({ status: 201, body: { state: 'open', shown: 'kpi:leads', version: 1 } })
    expect(opened.headers.get('etag')).toBe('"1"')
    id = opened.body.id
    expect(opened.body.items.map(({ key }: Loose) => key)).toEqual(items.map(({ key }: Loose) => key))
    expect((await by('ida')('POST', '/reviews', quarter)).body.refusal).toBe('open-already')
  })

  test('what is seen is frozen: its hash is of the bytes, and its numbers are those of the scorecard', async () => {
    const read = await fetch(`${server.running.url}/api/v1${linden}/reviews/${id}/snapshot`, {
      headers: { cookie: server.cookie },
    })
    const text = await read.text()
    const { seen } = (await by('sol')('GET', `/reviews/${id}`)).body
    expect(createHash('sha256').update(text).digest('hex')).toBe(seen.hash)
    snapshot = JSON.parse(text)
    const scorecard = (await by('sol')('GET', '/scorecard')).body
    expect(rowOf(snapshot, 'leads')).toEqual(rowOf(scorecard, 'leads'))
    expect(snapshot.score.score).toBe(scorecard.score.score)
    expect(snapshot.alignment).toBe((await by('sol')('GET', '')).body.alignment)
  })

  test('decisions that could not be carried out are refused at once', async () => {
    const decide = (decision: object) => step('mia', 'decide', { item: 'kpi:leads', decision })
    const terms = { value: '5 pp' }
    const unread = await decide({ choice: 'adjust-target', reason: 'x', period: 'FY27', terms })
    expect(unread).toMatchObject({ status: 409, body: { code: 'offer-refused' } })
    expect(unread.body.detail).toContain('leads FY27: 5 pp is no amount')
    const known = { id: 'fair', name: 'Fair', kpis: ['leads'] }
    const twice = await decide({ choice: 'start-initiative', reason: 'x', initiative: known })
    expect(twice.body.detail).toContain('"fair" already')
    const nobody = await server.ask('POST', `${linden}/reviews/${id}/steps`, { kind: 'join' })
    expect(nobody.status).toBe(403)
  })

  test('lowers the target of leads and starts new channels; all of it is carried out at closing', async () => {
    const lower = {
      choice: 'adjust-target',
      reason: 'Half of the leads came.',
      reasonCode: 'market',
      period: 'FY27',
      terms: { value: 120 },
      evidence: ['100 of 200 in FY27-Q1'],
    }
    expect((await step('mia', 'decide', { item: 'kpi:leads', decision: lower })).status).toBe(200)
    const initiative = {
      id: 'channels',
      name: 'New channels',
      kpis: ['leads'],
      owner: 'mia',
      due: '2027-03-31',
    }
    const start = { choice: 'start-initiative', reason: 'More reach.', initiative }
    await step('mia', 'decide', { item: 'kpi:leads', decision: start })
    await step('sol', 'decide', { item: 'kpi:clients', decision: { choice: 'keep', reason: 'On track.' } })
    await step('sol', 'add-item', { title: 'The spring fair' })
    await step('sol', 'park', { item: 'topic:the-spring-fair', text: 'Too early.' })
    await step('ida', 'present', { item: 'kpi:leads' })
    await step('sol', 'note', { item: 'kpi:leads', text: 'The agency was late.' })
    const action = { what: 'Brief the agency', owner: 'mia', due: '2026-08-01' }
    await step('ida', 'assign', { item: 'kpi:leads', action })
    expect(await file()).not.toContain('channels')
    expect((await step('mia', 'close')).body.refusal).toBe('not-leading')
    const closed = await step('ida', 'close')
    expect(closed).toMatchObject({ status: 200, body: { state: 'closed', present: ['ida', 'mia', 'sol'] } })
    hash = closed.body.hash
    const text = await file()
    expect(text).toContain('# what marketing lives from')
    for (const line of ['New channels', 'state: running', 'reviewed: 2026-07-14'])
      expect(text).toContain(line)
    const [negotiation] = (await by('sol')('GET', '/negotiations?kpi=leads')).body
    expect(negotiation).toMatchObject({ state: 'offered', mustAct: ['sol'] })
    await server.expectReplay('linden')
  })

  test('its minutes are signed by who led it and another, who were there', async () => {
    expect((await step('ida', 'sign-off', { hash: '0'.repeat(64) })).body.refusal).toBe('minutes-changed')
    expect((await step('ida', 'sign-off', { hash })).body.state).toBe('closed')
    expect((await step('mia', 'sign-off', { hash })).body).toMatchObject({
      state: 'signed',
      signed: ['ida', 'mia'],
    })
  })

  test('and the target moves when both sides have signed it: the next quarter shows original and current', async () => {
    const [{ id: negotiation }] = (await by('sol')('GET', '/negotiations?kpi=leads')).body
    const read = async () => (await by('sol')('GET', `/negotiations/${negotiation}`)).body
    const act = async (person: string, kind: string) =>
      by(person)('POST', `/negotiations/${negotiation}/steps`, { kind, hash: (await read()).hash })
    await act('sol', 'accept')
    await act('sol', 'sign-off')
    expect((await act('mia', 'sign-off')).body.state).toBe('signed')
    const text = await file()
    expect(text).toContain('decided-in: review quarterly FY27-Q1')
    expect(text).toContain('reason-code: market')
    await laterOn(Date.UTC(2026, 9, 14, 9))
    await record('leads', 'FY27-Q2', 114)
    await record('leads', 'FY27-Q1', 130, 'counted again')
    const now = (await by('sol')('GET', '/scorecard')).body
    expect(rowOf(now, 'leads')).toMatchObject({ actual: 114, target: 120, original: 200, score: 0.95 })
    const before = (await by('sol')('GET', '/scorecard?period=FY27-Q1')).body
    expect(rowOf(before, 'leads')).toMatchObject({ actual: 130, target: 200, original: null })
  })

  test('as of its day, and as of its last event, the numbers are those that were seen, to the last digit', async () => {
    for (const query of ['asOf=2026-07-14', `asOf=2026-07-14&seq=${snapshot.seq}`]) {
      const then = (await by('sol')('GET', `/scorecard?${query}`)).body
      for (const group of snapshot.groups)
        for (const row of group.kpis) expect(rowOf(then, row.id)).toEqual(row)
      expect(then.score).toMatchObject({ score: snapshot.score.score, coverage: snapshot.score.coverage })
    }
    expect(rowOf(snapshot, 'leads')).toMatchObject({ actual: 100, target: 200 })
    const kept = (await by('sol')('GET', `/reviews/${id}/snapshot`)).body
    expect(kept).toEqual(snapshot)
    expect((await by('sol')('GET', '/scorecard?seq=3')).status).toBe(400)
    expect((await by('sol')('GET', '/scorecard?asOf=2026-07-14&seq=999999')).status).toBe(400)
  })

  test('its pack says the same in every form, whatever was restated since', async () => {
    const download = async (format: string) => {
      const url = `${server.running.url}/api/v1${linden}/reviews/${id}/pack.${format}`
      const answer = await fetch(url, { headers: { cookie: server.cookie } })
      expect(answer.status).toBe(200)
      return Buffer.from(await answer.arrayBuffer())
    }
    const { sheets }: Loose = await readFile(await download('xlsx'))
    const cells = JSON.stringify(sheets)
    for (const part of [
      'Half of the leads came.',
      'New channels',
      'Brief the agency',
      'The agency was late.',
      hash,
    ])
      expect(cells).toContain(part)
    const [scorecard] = sheets
    const leads = scorecard.rows.find((row: Loose) => row[1] === 'Leads')
    const { actual, target } = rowOf(snapshot, 'leads')
    expect(leads.slice(5, 7)).toEqual([actual, target])
    expect([actual, target]).toEqual([100, 200])
    for (const [format, magic] of [
      ['pdf', '%PDF'],
      ['pptx', 'PK'],
    ] as const) {
      const bytes = await download(format)
      expect(bytes.subarray(0, magic.length).toString('latin1')).toBe(magic)
      expect(await download(format)).toEqual(bytes)
    }
    const planned = crypto.randomUUID()
    expect((await by('mia')('GET', `/reviews/${planned}/pack.pdf`)).status).toBe(404)
  })

  test('actions are followed up, and the next review carries what is open', async () => {
    const [action] = (await by('mia')('GET', '/actions?mine=true&open=true')).body
    expect(action).toMatchObject({ what: 'Brief the agency', isLate: true, owner: 'mia', item: 'kpi:leads' })
    const { items } = (await by('mia')('GET', '/agenda?cycle=quarterly&period=FY27-Q2')).body
    const reasons = new Map<string, string[]>(
      items.map(({ key, reasons: all }: Loose) => [key, all.map(({ code }: Loose) => code)]),
    )
    expect(reasons.get(`action:${action.id}`)).toEqual(['action-late'])
    expect(reasons.get('topic:the-spring-fair')).toEqual(['left-open'])
    expect(reasons.get('kpi:leads') ?? []).not.toContain('off-track')
    const inbox = async () => {
      await server.running.passTelling()
      const { notices } = (await by('mia')('GET', '/inbox')).body
      return notices.map(({ sort, title }: Loose) => [sort, title])
    }
    expect(await inbox()).toEqual(
      expect.arrayContaining([
        ['action-due', 'Brief the agency: an action of yours is due'],
        ['review-soon', 'Quarterly review FY27-Q2: the review is near'],
      ]),
    )
    const done = await step('mia', 'finish-action', { action: { id: action.id }, text: 'Briefed.' })
    expect(done.body.actions).toMatchObject([{ state: 'done', note: 'Briefed.' }])
    expect((await by('mia')('GET', '/actions?open=true')).body).toEqual([])
    expect((await inbox()).map(([sort]: Loose) => sort)).not.toContain('action-due')
    await server.expectReplay('linden')
  })
})

describe('two people at the same moment', () => {
  beforeAll(async () => {
    const opened = await by('ida')('POST', '/reviews', { cycle: 'quarterly', period: 'FY27-Q2' })
    id = opened.body.id
  })

  test('one wins, and the other is told that the review has moved on', async () => {
    const { version } = (await by('ida')('GET', `/reviews/${id}`)).body
    const seen = { 'if-match': `"${version}"` }
    const answers = await Promise.all([
      step('ida', 'close', {}, seen),
      step('mia', 'note', { text: 'One more thing.' }, seen),
    ])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412])
    const lost = answers.find(({ status }) => status === 412)
    expect(lost?.body).toMatchObject({ code: 'review-moved-on', version: version + 1 })
  })

  test('a decision whose target somebody offered meanwhile keeps the review open, and nothing is half done', async () => {
    const { state } = (await by('ida')('GET', `/reviews/${id}`)).body
    if (state === 'closed') {
      id = (await by('ida')('POST', '/reviews', { cycle: 'half', period: 'FY27-H1' })).body.id
    }
    await step('ida', 'add-item', { subject: { kind: 'kpi', id: 'leads' }, title: 'Leads' })
    const lower = { choice: 'adjust-target', reason: 'x', period: 'FY27', terms: { value: 110 } }
    await step('mia', 'decide', { item: 'kpi:leads', decision: lower })
    const initiative = { id: 'stunt', name: 'Stunt', kpis: ['leads'] }
    await step('mia', 'decide', {
      item: 'kpi:leads',
      decision: { choice: 'start-initiative', reason: 'x', initiative },
    })
    const subject = { kind: 'target', kpi: 'leads', period: 'FY27' }
    expect((await by('sol')('POST', '/negotiations', { subject, terms: { value: 140 } })).status).toBe(200)
    const before = await file()
    const refused = await step('ida', 'close')
    expect(refused).toMatchObject({ status: 409, body: { code: 'offer-refused', refusal: 'offer-open' } })
    expect(refused.body.detail).toContain('leads FY27')
    expect(await file()).toBe(before)
    expect((await by('ida')('GET', `/reviews/${id}`)).body.state).toBe('open')
    await step('mia', 'undecide', { item: 'kpi:leads', choice: 'adjust-target' })
    expect((await step('ida', 'close')).body.state).toBe('closed')
    expect(await file()).toContain('Stunt')
    await server.expectReplay('linden')
  })
})

test('options for a target come with their chances, or with the reason why there are none', async () => {
  const { body } = await by('mia')('GET', '/kpis/leads/proposal')
  expect(body).toMatchObject({ why: '2 values are too few for a forecast; it takes 8.', options: [] })
  for (const [year, values] of [
    [25, [90, 110, 95, 105]],
    [26, [100, 120, 98, 111]],
  ] as const)
    for (const [at, value] of values.entries()) await record('leads', `FY${year}-Q${at + 1}`, value)
  const { options, target, due, best, why } = (await by('mia')('GET', '/kpis/leads/proposal')).body
  expect({ target, due, best, why }).toEqual({ target: 120, due: 'FY27', best: 130, why: null })
  expect(options.map(({ chance }: Loose) => chance)).toEqual([0.3, 0.5, 0.7])
  const [unlikely, even, likely] = options.map(({ value }: Loose) => value)
  expect(unlikely).toBeGreaterThan(even)
  expect(even).toBeGreaterThan(likely)
  expect((await by('mia')('GET', '/kpis/nothing/proposal')).status).toBe(404)
})
