import fc from 'fast-check'
import ICAL from 'ical.js'
import { beforeAll, describe, expect, test } from 'vitest'
import type { CalendarEntry } from '../src/telling/calendar.ts'
import { printCalendar } from '../src/telling/calendar.ts'
import { type Ask, foundLinden, linden } from './linden.ts'
import type { Loose } from './loose.ts'
import { TestServer } from './server.ts'

const at = new Date('2026-11-12T10:30:00Z')

function eventsIn(text: string): ICAL.Event[] {
  const calendar = new ICAL.Component(ICAL.parse(text) as never)
  return calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one))
}

describe('a calendar as RFC 5545 has it', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 200 }).map((one) => one.replace(/\p{Cc}/gu, ' '))
  const days = fc
    .integer({ min: 0, max: 20_000 })
    .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10))
  const whens = fc.oneof(
    days.map((day) => ({ day })),
    fc.integer({ min: 0, max: 2_000_000_000 }).map((seconds) => ({ at: new Date(seconds * 1000) })),
  )
  const entries = fc.array(
    fc.record({
      id: fc.uuid(),
      when: whens,
      summary: text,
      description: fc.array(text, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n')),
      url: fc.option(fc.webUrl(), { nil: undefined }),
    }),
    { maxLength: 5 },
  )

  test('is read by another program as it was written', () => {
    fc.assert(
      fc.property(text, entries, (name, all: CalendarEntry[]) => {
        const printed = printCalendar(name, all, at)
        for (const line of printed.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
        expect(printed.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
        const read = eventsIn(printed)
        expect(read.map(({ uid }) => uid)).toEqual(all.map(({ id }) => id))
        for (const [index, event] of read.entries()) {
          const { when, summary, description } = all[index] as CalendarEntry
          expect([event.summary ?? '', event.description ?? '']).toEqual([summary, description])
          expect(event.startDate.isDate).toBe('day' in when)
          if ('day' in when) expect(event.startDate.toString()).toBe(when.day)
          else expect(event.startDate.toJSDate().getTime()).toBe(when.at.getTime())
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('the calendar of a person', () => {
  let server: TestServer
  let kim: Ask

  beforeAll(async () => {
    server = await TestServer.start({
      demo: false,
      clock: () => at.getTime(),
      publicUrl: 'https://k.example.org',
    })
    await server.claim()
    ;({ kim } = (await foundLinden(server, ['kim', 'fay'])) as { kim: Ask })
    for (const { userId, person } of (await server.ask('GET', `${linden}/members`)).body)
      if (person) await server.ask('PUT', `${linden}/members/${userId}`, { roles: ['kpi-owner'], person })
  })

  const read = async (path: string) => {
    const response = await fetch(server.running.url + path)
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      text: await response.text(),
    }
  }

  test('is read at an address of its own, which reads nothing else and ends when it is revoked', async () => {
    const made = (await kim('POST', '/me/calendar')).body
    const { status, type, text } = await read(made.path)
    expect([status, type]).toEqual([200, 'text/calendar; charset=utf-8'])
    const events = eventsIn(text)
    // The value of October is due on 5 November, that of November on 5 December; two measures of Kim's share a day.
    expect(events.map(({ startDate }) => startDate.toString()).slice(0, 3)).toEqual([
      '2026-11-05',
      '2026-12-05',
      '2027-01-05',
    ])
    expect(events[0]?.summary).toMatch(/^Value due: .*2026-10 \+1$/)
    expect(events[0]?.component.getFirstPropertyValue('url')).toBe('https://k.example.org/linden/check-in')
    expect((await kim('GET', '/me/calendar')).body).toEqual([{ id: made.id, createdAt: at.toISOString() }])
    const token = made.path.split('feed=')[1]
    for (const headers of [{ authorization: `Bearer ${token}` }, { cookie: `__Host-sid=${token}` }]) {
      const answer = await fetch(`${server.running.url}/api/v1${linden}/inbox`, { headers: headers as Loose })
      expect(answer.status).toBe(401)
    }
    const kept = await server.query('select encode(token_hash, $1) as hash from calendar_feed', ['hex'])
    expect(JSON.stringify(kept)).not.toContain(token)
    expect((await kim('DELETE', `/me/calendar/${made.id}`)).status).toBe(200)
    expect((await kim('DELETE', `/me/calendar/${made.id}`)).status).toBe(404)
    expect((await read(made.path)).status).toBe(401)
    expect((await read(made.path.slice(0, -4))).status).toBe(401)
    await server.expectReplay('linden')
  })

  test('holds the end of an offer, at its moment', async () => {
    const subject = { kind: 'target', kpi: 'churn', period: '2027' }
    const offered = await kim('POST', '/negotiations', { subject, terms: { value: '5%', reason: 'better' } })
    const answer = await kim('GET', '/calendar.ics')
    const offer = eventsIn(answer.body as unknown as string).find(({ uid }) => uid.startsWith('offer-'))
    expect(offer?.summary).toMatch(/^Offer ends: churn, 2027$/)
    expect(offer?.startDate.toJSDate().toISOString().slice(0, 16)).toBe(offered.body.expiresAt.slice(0, 16))
  })
})
