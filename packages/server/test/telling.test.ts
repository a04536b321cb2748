import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Ask, foundLinden, linden } from './linden.ts'
import type { Loose } from './loose.ts'
import { MailServer } from './mail-server.ts'
import { eventually, Receiver } from './receiver.ts'
import { TestServer } from './server.ts'

const publicUrl = 'https://keelson.example.org'
/** A Thursday morning; the value of October was due on 5 November. */
const start = Date.parse('2026-11-12T10:30:00Z')

let now = start
let mail: MailServer
let chat: Receiver
let server: TestServer
let people: Readonly<Record<string, Ask>>

const as = (who: string): Ask => people[who] as Ask
const pass = () => server.running.passTelling()
const inbox = async (who: string, more = ''): Promise<Loose> =>
  (await as(who)('GET', `/inbox?all=false${more}`)).body
const titles = async (who: string): Promise<string[]> =>
  (await inbox(who)).notices.map(({ title }: Loose) => title)
const openSorts = async (who: string): Promise<string[]> =>
  (await inbox(who)).notices.map(({ sort }: Loose) => sort)
const mailsTo = (who: string) => mail.taken.filter(({ to }) => to.includes(`${who}@example.org`))
const prefer = async (who: string, change: object) => {
  const { organisationLanguage, organisationTimeZone, hasMail, ...own } = (
    await as(who)('GET', '/me/preferences')
  ).body as Loose
  const answer = await as(who)('PUT', '/me/preferences', { ...own, ...change })
  expect(answer.status).toBe(200)
  return answer.body as Loose
}

beforeAll(async () => {
  mail = await MailServer.open()
  chat = await Receiver.open()
  server = await TestServer.start({
    demo: false,
    clock: () => now,
    mail: { url: mail.url, from: 'Keelson <keelson@example.org>' },
    publicUrl,
    egressAllow: [chat.host],
  })
  await server.claim()
  people = await foundLinden(server, ['fay', 'cem', 'sol', 'ida', 'kim'])
  for (const { userId, person } of (await server.ask('GET', `${linden}/members`)).body) {
    const roles = ['kpi-owner', 'department-head']
    if (person) await server.ask('PUT', `${linden}/members/${userId}`, { roles, person })
  }
})

describe('reminders', () => {
  test('tell the owner of a value that is due, by mail with a link, and the head of one that is late', async () => {
    await pass()
    // Kim owns churn and west, Sol owns east and north; nobody heads Ida's own revenue.
    expect((await openSorts('kim')).filter((sort) => sort === 'check-in-due').length).toBe(2)
    const [first] = mailsTo('kim')
    expect(first?.headers.get('subject')).toMatch(/^Linden: .*: the value of 2026-10 is to be handed in$/)
    expect(first?.text).toMatch(/Due on November 5, 2026\./)
    expect(first?.text).toMatch(/https:\/\/keelson\.example\.org\/check-in\/link\/[\w-]{65}/)
    expect(first?.html).toContain('/check-in/link/')
    expect(first?.headers.get('list-unsubscribe')).toBe(`<${publicUrl}/linden/preferences>`)
    expect(first?.headers.get('auto-submitted')).toBe('auto-generated')
    expect(first?.text).toContain(`${publicUrl}/linden/preferences`)
    expect(await openSorts('fay')).toContain('check-in-late')
  })

  test('are told once, however often anybody looks, and the last of those missed only', async () => {
    const before = mail.taken.length
    await pass()
    await pass()
    expect(mail.taken.length).toBe(before)
    expect(Math.max(...mail.counts.values())).toBe(1)
  })

  test('are over when the value is there', async () => {
    const recorded = await as('kim')('PUT', '/measures/churn/values/2026-10', { value: '5.5%' })
    expect(recorded.status).toBe(200)
    await eventually(
      () => titles('kim'),
      (all) => all.every((title) => !/churn/i.test(title)),
    )
    const all = (await as('kim')('GET', '/inbox?all=true')).body.notices
    expect(all.filter(({ isOver, subject }: Loose) => isOver && subject === 'measure:churn').length).toBe(1)
  })
})

describe('the link of a reminder', () => {
  const linkIn = (text: string): string => /check-in\/link\/([\w-]+)/.exec(text)?.[1] as string
  const open = (token: string) => server.ask('GET', `/check-in-links/${token}`, undefined, { cookie: '' })
  const hand = (token: string, body: object, headers = {}) =>
    server.ask('POST', `/check-in-links/${token}`, body, { cookie: '', headers })
  const tokenOf = (who: string, name: RegExp) =>
    linkIn(mailsTo(who).find(({ text }) => name.test(text))?.text ?? '')

  test('shows one KPI and takes one value of it, as the person it was sent to', async () => {
    const token = tokenOf('sol', /east/)
    const shown = await open(token)
    expect(shown.status).toBe(200)
    expect(Object.keys(shown.body).sort()).toEqual([
      'before',
      'expiresAt',
      'lastDay',
      'name',
      'organisation',
      'period',
      'unit',
    ])
    expect(shown.body).toMatchObject({ organisation: 'Linden', name: 'east', unit: 'EUR', period: '2026-10' })
    expect((await hand(token, { value: 'a lot' })).status).toBe(400)
    const key = { 'idempotency-key': 'once' }
    const handed = await hand(token, { value: '1,2 Mio', note: 'from the train' }, key)
    expect([handed.status, handed.body]).toEqual([200, { name: 'east', period: '2026-10', value: 1_200_000 }])
    // Asked again after an answer that was lost.
    expect((await hand(token, { value: '1,2 Mio', note: 'from the train' }, key)).body).toEqual(handed.body)
    const kept = (await as('sol')('GET', '/measures/east/values/2026-10')).body
    expect(kept.versions).toHaveLength(1)
    expect(kept.versions[0]).toMatchObject({ value: 1_200_000, source: 'link', note: 'from the train' })
    const [event] = await server.query(
      "select actor from event where kind = 'values-recorded' order by at desc, seq desc limit 1",
    )
    const [sol] = await server.query("select user_id from account where email = 'sol@example.org'")
    expect(event.actor).toBe(`user:${sol.user_id}`)
    await server.expectReplay('linden')
  })

  test('opens nothing once it was used, has expired, was made up, or the value is there: alike', async () => {
    const used = tokenOf('sol', /east/)
    const made = used.slice(0, 22) + 'A'.repeat(43)
    const answered = tokenOf('kim', /churn/)
    const waiting = tokenOf('sol', /north/)
    expect((await open(waiting)).status).toBe(200)
    const hash = createHash('sha256').update(waiting).digest()
    const expire = (by: string) =>
      server.query(
        `update check_in_link set expires_at = expires_at ${by} interval '7 days' where token_hash = $1`,
        [hash],
      )
    await expire('-')
    const told = []
    for (const token of [used, made, answered, waiting, 'x']) {
      const [seen, handed] = [await open(token), await hand(token, { value: 5 })]
      for (const { status, body } of [seen, handed]) told.push([status, { ...body, instance: '' }])
    }
    expect(told[0]).toEqual([404, expect.objectContaining({ code: 'link-over' })])
    expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1)
    await expire('+')
    const dump = await server.query('select encode(token_hash, $1) as hash from check_in_link', ['hex'])
    expect(JSON.stringify(dump)).not.toContain(used)
    expect(server.logged.join('\n')).not.toContain(used)
  })

  test('of two at the same moment one is taken', async () => {
    const token = tokenOf('sol', /north/)
    const both = await Promise.all([hand(token, { value: 10 }), hand(token, { value: 20 })])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 404])
  })
})

describe('an offer', () => {
  test('waits in the inbox of whoever must answer, and no longer when it is answered', async () => {
    const subject = { kind: 'target', kpi: 'churn', period: '2027' }
    const offered = await as('kim')('POST', '/negotiations', {
      subject,
      terms: { value: '5%', reason: 'better' },
    })
    expect(offered.status).toBe(201)
    const { id, hash, version } = offered.body as Loose
    const waiting = await eventually(
      () => inbox('fay'),
      ({ notices }) => notices.some(({ sort }: Loose) => sort === 'offer-waits'),
    )
    const notice = waiting.notices.find(({ sort }: Loose) => sort === 'offer-waits')
    expect(notice).toMatchObject({ address: `/agreements/${id}`, isRead: false, isOver: false })
    expect(notice.detail).toMatch(/^Kim made it\./)
    const german = (await inbox('fay', '&language=de')).notices.find(
      ({ sort }: Loose) => sort === 'offer-waits',
    )
    expect(german.title).toMatch(/Ein Angebot wartet auf Sie$/)
    const accepted = await as('fay')(
      'POST',
      `/negotiations/${id}/steps`,
      { kind: 'accept', hash },
      { 'if-match': `"${version}"` },
    )
    expect(accepted.status).toBe(200)
    await eventually(
      () => openSorts('fay'),
      (sorts) => !sorts.includes('offer-waits'),
    )
    expect(await openSorts('cem')).toContain('offer-waits')
  })
})

describe('an inbox', () => {
  test('is read, notice by notice or whole, and counts what is not', async () => {
    const { unread, notices } = await inbox('fay')
    expect(unread).toBe(notices.length)
    const one = (await as('fay')('POST', '/inbox/read', { ids: [notices[0].id] })).body
    expect(one).toEqual({ unread: unread - 1 })
    const other = await as('cem')('POST', '/inbox/read', { ids: [notices[1].id] })
    expect(other.status).toBe(200)
    expect((await inbox('fay')).unread).toBe(unread - 1)
    expect((await as('fay')('POST', '/inbox/read', {})).body).toEqual({ unread: 0 })
    const paged = [await inbox('fay', '&limit=1')]
    paged.push(await inbox('fay', `&limit=1&before=${paged[0].next}`))
    expect(paged.map((page) => page.notices[0]?.id)).toEqual(notices.slice(0, 2).map(({ id }: Loose) => id))
  })

  test('tells of a mention, once, and not whoever wrote it', async () => {
    const text = 'What happened, @kim?'
    const comment = { on: 'kpi:churn', text, mentions: ['kim', 'fay'] }
    expect((await as('fay')('POST', '/comments', comment)).status).toBe(201)
    const told = await eventually(
      () => inbox('kim'),
      ({ notices }) => notices.some(({ sort }: Loose) => sort === 'mentioned'),
    )
    const notice = told.notices.find(({ sort }: Loose) => sort === 'mentioned')
    expect(notice).toMatchObject({ title: 'Fay mentions you', address: '/kpis/churn?tab=discussion' })
    expect(await openSorts('fay')).not.toContain('mentioned')
    await pass()
    expect((await openSorts('kim')).filter((sort) => sort === 'mentioned')).toHaveLength(1)
  })
})

describe('the stream', () => {
  test('says to whoever looks that their inbox is another, and to nobody else', async () => {
    const heard: Record<string, string> = { kim: '', sol: '' }
    const streams = Object.keys(heard).map(async (who) => {
      const { token } = (await as(who)('POST', '/tokens', { name: who, scopes: ['read'], days: 1 })).body
      const response = await fetch(`${server.running.url}/api/v1${linden}/stream`, {
        headers: { authorization: `Bearer ${token}` },
        signal: AbortSignal.timeout(2500),
      })
      try {
        for await (const part of response.body as unknown as AsyncIterable<Uint8Array>)
          heard[who] += Buffer.from(part).toString()
      } catch {
        // The stream has no end of its own.
      }
    })
    await eventually(
      () => Object.values(heard),
      (texts) => texts.every((text) => text.includes('event: hello')),
    )
    await as('fay')('POST', '/comments', { on: 'kpi:churn', text: 'again', mentions: ['kim'] })
    await Promise.all(streams)
    expect(heard.kim).toContain('event: inbox')
    expect(heard.sol).not.toContain('event: inbox')
  })
})

describe('preferences', () => {
  test('decide on language, quiet hours and digests', async () => {
    const zone = 'Australia/Lord_Howe'
    const bad = await as('cem')('PUT', '/me/preferences', {
      language: 'de',
      timeZone: 'Mars/Base',
      quiet: null,
      digest: { every: 'none' },
      ways: (await as('cem')('GET', '/me/preferences')).body.ways,
    })
    expect(bad.status).toBe(400)
    const ways = (await as('cem')('GET', '/me/preferences')).body.ways
    // At half past nine at night there.
    await prefer('cem', { language: 'de', timeZone: zone, quiet: { from: '20:00', to: '08:00' } })
    await prefer('ida', {
      language: 'zh-Hans',
      ways: { ...ways, mentioned: 'digest' },
      quiet: null,
      digest: { every: 'day', at: '21:30' },
    })
    await prefer('sol', { ways: { ...ways, mentioned: 'inbox' } })
    const before = { cem: mailsTo('cem').length, ida: mailsTo('ida').length, sol: mailsTo('sol').length }
    const mentions = ['cem', 'ida', 'sol']
    for (const text of ['first', 'second'])
      await as('fay')('POST', '/comments', { on: 'kpi:churn', text, mentions })
    await pass()
    expect(mailsTo('cem').length).toBe(before.cem)
    const quietEnds = Date.parse('2026-11-12T21:00:00Z')
    now = quietEnds - 60_000
    await pass()
    expect(mailsTo('cem').length).toBe(before.cem)
    now = quietEnds
    await pass()
    const german = mailsTo('cem').slice(before.cem)
    expect(german.map(({ headers }) => headers.get('subject'))).toEqual(
      Array(2).fill('Linden: Fay erwähnt Sie'),
    )
    expect(german[0]?.headers.get('content-language')).toBe('de')
    // The digest of that evening, where the organisation is.
    now = Date.parse('2026-11-12T21:30:00Z')
    await pass()
    await pass()
    const digests = mailsTo('ida')
      .slice(before.ida)
      .filter(({ text }) => text.includes('提到了您'))
    expect(digests).toHaveLength(1)
    expect(digests[0]?.text.match(/提到了您/g)).toHaveLength(2)
    expect(
      mailsTo('sol')
        .slice(before.sol)
        .filter(({ text }) => text.includes('mentions you')),
    ).toEqual([])
    await server.expectReplay('linden')
  })
})

describe('findings', () => {
  test('are told to strategy administrators, and are over when they are gone', async () => {
    const notices = (await server.ask('GET', `${linden}/inbox?limit=200`)).body.notices
    const findings = notices.filter(({ sort }: Loose) => sort === 'finding-new')
    const open = (await server.ask('GET', `${linden}/alignment?limit=1000`)).body.findings
    const wanted = open
      .filter(({ severity, waiver }: Loose) => severity !== 'note' && waiver === null)
      .map(({ code, subject }: Loose) => `finding:${code}:${subject.id}`)
    expect(wanted.length).toBeGreaterThan(0)
    expect(findings.map(({ subject }: Loose) => subject).sort()).toEqual([...new Set(wanted)].sort())
  })
})

describe('chat channels', () => {
  test('are told of a matter once, in the form of Slack or Teams, with nothing of a name as markup', async () => {
    const { hasMail, mayChange, ...rules } = (await server.ask('GET', `${linden}/telling`)).body
    await server.ask('PUT', `${linden}/telling`, { ...rules, quiet: null })
    const made = []
    for (const format of ['slack', 'teams']) {
      const body = { name: format, format, url: `${chat.url}/${format}?secret=hush`, sorts: ['mentioned'] }
      made.push(await server.ask('POST', `${linden}/telling/channels`, body))
    }
    expect(made.map(({ status }) => status)).toEqual([201, 201])
    expect(JSON.stringify((await server.ask('GET', `${linden}/telling/channels`)).body)).not.toContain('hush')
    await as('fay')('POST', '/comments', {
      on: 'kpi:churn',
      text: 'both',
      mentions: ['kim', 'cem', 'sol'],
    })
    await eventually(
      () => chat.received,
      (all) => all.length >= 2,
    )
    await pass()
    expect(chat.received).toHaveLength(2)
    const bodies = chat.received.map(({ body }) => JSON.parse(body))
    const slack = bodies.find((body) => 'text' in body)
    expect(slack.text).toMatch(
      /^\*Fay mentions you\*\nIn a comment on churn\.\n<https:\/\/keelson\.example\.org\/linden/,
    )
    const card = bodies.find((body) => body.type === 'message').attachments[0]
    expect(card.contentType).toBe('application/vnd.microsoft.card.adaptive')
    expect(card.content.body[0]).toMatchObject({ type: 'TextBlock', text: 'Fay mentions you' })
    const dump = await server.query('select payload from event where kind like $1', ['chat-%'])
    expect(JSON.stringify(dump)).not.toContain('hush')
    const [first] = made
    const change = { name: 'renamed', sorts: ['finding-new'] }
    expect((await server.ask('PUT', `${linden}/telling/channels/${first?.body.id}`, change)).status).toBe(200)
    expect((await server.ask('GET', `${linden}/telling/channels`)).body[0]).toMatchObject(change)
    for (const { body } of made)
      expect((await server.ask('DELETE', `${linden}/telling/channels/${body.id}`)).status).toBe(200)
    expect((await server.ask('GET', `${linden}/telling/channels`)).body).toEqual([])
    await server.expectReplay('linden')
  })

  test('are refused where the server may not call', async () => {
    const body = { name: 'x', format: 'slack', url: 'http://169.254.169.254/hook', sorts: ['mentioned'] }
    expect((await server.ask('POST', `${linden}/telling/channels`, body)).status).toBe(400)
  })
})

describe('the rules of the organisation', () => {
  test('are set by strategy administrators, and read by all', async () => {
    const { hasMail, mayChange, ...rules } = (await server.ask('GET', `${linden}/telling`)).body
    expect([hasMail, mayChange]).toEqual([true, true])
    const changed = { ...rules, reminders: { ...rules.reminders, daysBefore: [1], escalateAfterDays: null } }
    expect((await as('kim')('PUT', '/telling', changed)).status).toBe(403)
    expect((await as('kim')('GET', '/telling')).body).toMatchObject({ ...rules, mayChange: false })
    expect((await server.ask('PUT', `${linden}/telling`, changed)).body).toMatchObject(changed)
    await pass()
    expect(await openSorts('fay')).not.toContain('check-in-late')
    await server.expectReplay('linden')
  })

  test('a test says whether mail and chat arrive, and why not', async () => {
    const before = mail.taken.length
    const tested = await server.ask('POST', `${linden}/telling/test`, {})
    expect(tested.body).toEqual({ isSent: true, fault: null })
    expect(mail.taken.slice(before).map(({ to }) => to)).toEqual([['ada@example.org']])
    mail.refuse = 550
    const refused = (await server.ask('POST', `${linden}/telling/test`, {})).body
    mail.refuse = undefined
    expect(refused.isSent).toBe(false)
    expect(refused.fault).toContain('550')
    const unknown = await server.ask('POST', `${linden}/telling/test`, { channel: crypto.randomUUID() })
    expect(unknown.status).toBe(404)
  })
})
