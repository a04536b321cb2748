import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { digestMail, noticeMail } from '../src/telling/mail.ts'
import { readMailConfig, SmtpSession } from '../src/telling/smtp.ts'
import { type Ask, foundLinden, linden } from './linden.ts'
import type { Loose } from './loose.ts'
import { MailServer } from './mail-server.ts'
import { TestServer } from './server.ts'

describe('how mail leaves', () => {
  const read = (url: string, allow: readonly string[] = [], from = 'Keelson <keelson@example.org>') =>
    readMailConfig({ url, from }, allow)

  test('is encrypted, unless the mail server is this machine or is permitted', () => {
    expect(read('smtp://mail.example.org')).toMatchObject({ port: 587, secure: false, requireTLS: true })
    expect(read('smtps://mail.example.org')).toMatchObject({ port: 465, secure: true })
    expect(read('smtp://127.0.0.1:25')).toMatchObject({ port: 25, requireTLS: false })
    expect(read('smtp://mail.internal:25')).toMatchObject({ requireTLS: true })
    expect(read('smtp://mail.internal:25', ['mail.internal:25'])).toMatchObject({ requireTLS: false })
    expect(read('smtps://a%40b:p%3Aw@mail.example.org').login).toEqual({ user: 'a@b', pass: 'p:w' })
    expect(read('smtps://mail.example.org').sender).toBe('keelson@example.org')
  })

  test('says what is wrong where it is set wrongly', () => {
    for (const url of ['mail.example.org', 'https://mail.example.org', 'smtp://'])
      expect(() => read(url)).toThrow('smtp-url is an address such as')
    for (const from of ['', 'Keelson', 'Keelson <>'])
      expect(() => read('smtps://mail.example.org', [], from)).toThrow('mail-from is an e-mail address')
  })

  test('trusts no certificate that nobody vouches for', async () => {
    const server = new SMTPServer({ secure: true, authOptional: true, logger: false })
    server.on('error', () => {})
    const listener = server.listen(0, '127.0.0.1')
    await once(listener, 'listening')
    afterAll(() => server.close())
    const { port } = listener.address() as AddressInfo
    await expect(SmtpSession.open(read(`smtps://127.0.0.1:${port}`))).rejects.toThrow(
      /The mail server cannot be used: .*(self-signed|ESOCKET|ETLS|certificate)/i,
    )
  })
})

describe('a mail', () => {
  const frame = {
    language: 'en',
    organisation: 'A & B <i>',
    preferencesUrl: 'https://k.example.org/a/preferences',
  } as const
  const facts = (more: object) =>
    JSON.stringify({ name: '<script>alert(1)</script>', period: '2026-10', due: '2026-11-05', ...more })
  const notice = { sort: 'check-in-due', facts: facts({}), url: 'https://k.example.org/a/check-in?a=1&b="2"' }

  test('makes no markup of names', () => {
    for (const { html, text } of [
      noticeMail(frame, notice, undefined),
      digestMail(frame, [notice, notice]),
    ]) {
      expect(html).not.toMatch(/<script|<i>|b="2"/)
      expect(html).toContain('&lt;script&gt;')
      expect(text).toContain('<script>')
    }
  })

  test('is worded in every language, with every fact', () => {
    for (const language of ['en', 'de', 'zh-Hans'] as const) {
      const { subject, text } = noticeMail(
        { ...frame, language },
        notice,
        'https://k.example.org/check-in/link/x',
      )
      expect(subject).toContain('2026-10')
      expect(text).toContain('https://k.example.org/check-in/link/x')
      expect(text).not.toMatch(/[{}]|undefined/)
    }
    expect(noticeMail({ ...frame, language: 'de' }, notice, undefined).text).toContain('5. November 2026')
  })
})

describe('a mail server that', () => {
  let now = Date.parse('2026-11-12T10:30:00Z')
  let mail: MailServer
  let server: TestServer
  let fay: Ask

  beforeAll(async () => {
    mail = await MailServer.open()
    server = await TestServer.start({
      demo: false,
      clock: () => now,
      mail: { url: mail.url, from: 'keelson@example.org' },
      publicUrl: 'https://k.example.org',
    })
    await server.claim()
    ;({ fay } = (await foundLinden(server, ['fay', 'kim'])) as { fay: Ask })
    await server.running.passTelling()
  })

  /** Mentions Kim in a comment, and gives what came of the mail. */
  const mention = async (): Promise<Loose> => {
    const body = { on: 'kpi:churn', text: 'look', mentions: ['kim'] }
    expect((await fay('POST', '/comments', body)).status).toBe(201)
    await server.running.passTelling()
    return last()
  }
  const last = async (): Promise<Loose> => (await server.ask('GET', `${linden}/telling/sendings`)).body[0]
  /** Of mails about mentions: a day later others are due as well. */
  const idsOf = () =>
    mail.taken
      .filter(({ headers }) => String(headers.get('subject')).includes('mention'))
      .map(({ headers }) => headers.get('message-id'))

  test('refuses for now is asked again later, and takes the mail once', async () => {
    mail.refuse = 451
    const before = mail.taken.length
    const refused = await mention()
    expect(refused).toMatchObject({ state: 'waiting', attempts: 1, to: 'Kim' })
    expect(refused.fault).toContain('451')
    await server.running.passTelling()
    expect((await last()).attempts).toBe(1)
    mail.refuse = undefined
    now += 60_000
    await server.running.passTelling()
    expect(await last()).toMatchObject({ id: refused.id, state: 'sent', attempts: 2, fault: null })
    expect(mail.taken.length).toBe(before + 1)
  })

  test('refuses for good is not asked again', async () => {
    mail.refuse = 550
    const refused = await mention()
    mail.refuse = undefined
    now += 3_600_000
    await server.running.passTelling()
    expect(await last()).toMatchObject({ id: refused.id, state: 'failed', attempts: 1 })
  })

  test('takes it and says nothing may have it: it is not sent again, and that is said', async () => {
    mail.isMute = true
    const before = idsOf().length
    const silent = await mention()
    mail.isMute = false
    expect(silent).toMatchObject({ state: 'unsure', attempts: 1 })
    now += 24 * 3_600_000
    await server.running.passTelling()
    expect(idsOf().length).toBe(before + 1)
    expect(new Set(idsOf()).size).toBe(idsOf().length)
  }, 60_000)
})
