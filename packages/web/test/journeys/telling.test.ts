import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { MailServer } from '../../../server/test/mail-server.ts'
import { askAs } from '../ask-as.ts'
import { invite } from '../invite.ts'
import { TestSite } from '../site.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const publicUrl = 'https://keelson.example.org'
const path = '/organisations/perlbeck'
const measure = 'dealer-sales'
let mail: MailServer
let site: TestSite
let admin: Page
let owner: string

const enter = (person: string, name: string, department: string) =>
  invite(site, admin, 'perlbeck', { person, name, roles: ['department-head', 'kpi-owner'], department })

beforeAll(async () => {
  mail = await MailServer.open()
  site = await TestSite.open({ mail: { url: mail.url, from: 'keelson@example.org' }, publicUrl })
  admin = await site.page()
  await admin.goto(`${site.running.url}/perlbeck`)
  await admin.locator('h1').waitFor()
  // Due as soon as a period is over, and mailed at any hour, whenever the test is run.
  const { hasMail, mayChange, ...rules } = await askAs(admin, 'GET', `${path}/telling`)
  const reminders = {
    graceDays: 0,
    daysBefore: [],
    daysAfter: [0],
    escalateAfterDays: null,
    at: '00:00',
  }
  await askAs(admin, 'PUT', `${path}/telling`, { ...rules, reminders, quiet: null })
  const { rows } = await askAs(admin, 'GET', `${path}/check-ins`)
  const row = (rows as unknown as readonly { measure: string; period: string; owner: string }[]).find(
    (one) => one.measure === measure,
  )
  owner = row?.owner ?? ''
  await askAs(admin, 'PUT', `${path}/measures/${measure}/values/${row?.period}`, {
    value: null,
    reason: 'not told yet',
  })
})

describe('a reminder', () => {
  test('arrives as a mail; its link takes the value on a phone without signing in, once, and others see it live', async () => {
    await (await enter(owner, 'The Owner', 'sales')).context().close()
    await expect
      .poll(
        () =>
          mail.taken.some(({ to, text }) => to[0] === `${owner}@example.org` && /check-in\/link/.test(text)),
        {
          timeout: 15_000,
        },
      )
      .toBe(true)
    const reminder = mail.taken.find(({ text }) => text.includes('Sales through dealers'))
    const link = /https:\/\/keelson\.example\.org(\/check-in\/link\/[\w-]+)/.exec(reminder?.text ?? '')?.[1]

    const reader = await site.page()
    await reader.goto(`${site.running.url}/perlbeck/scorecard`)
    await reader.locator('.live-live').waitFor()
    const cell = reader.locator(`tr:has(a[href*="/kpis/${measure}"]) td.number`).first()

    const phone = await site.browser.newContext({
      locale: 'en-GB',
      viewport: { width: 390, height: 844 },
      isMobile: true,
      hasTouch: true,
      bypassCSP: true,
    })
    const page = await phone.newPage()
    site.watch(page)
    await page.goto(site.running.url + link)
    await page.getByRole('heading', { name: /^Sales through dealers, / }).waitFor()
    await page.evaluate(axe)
    const violations = await page.evaluate(
      'axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations.map(({ id }) => id))',
    )
    expect(violations).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    await page.getByLabel(/^Value in EUR/).fill('2,4 Mio')
    await page.getByText('That is EUR 2,400,000.').waitFor()
    await page.getByRole('button', { name: 'Hand in' }).tap()
    await page.getByText(/EUR\s2,400,000 is handed in/).waitFor()
    await expect.poll(() => cell.textContent(), { timeout: 10_000 }).toBe('EUR\u00a02.4M')

    await page.goto(site.running.url + link)
    await page.getByRole('heading', { name: 'This link opens nothing, or nothing any more' }).waitFor()
    expect(await page.getByText('Sales through dealers').count()).toBe(0)
    await phone.close()
    expect(site.faults).toEqual([])
  })
})

describe('an offer', () => {
  test('waits in the inbox of whoever must answer, is counted in the bell, and leaves when it is answered', async () => {
    const { base } = await askAs(admin, 'GET', `${path}/strategy/model`)
    await askAs(admin, 'POST', `${path}/strategy/edits`, {
      base,
      edits: [{ kind: 'set', item: 'kpi', id: 'churn', fields: { 'shared-with': ['finance'] } }],
    })
    const mara = await enter('mara', 'Mara Voss', 'finance')
    const ines = await enter('ines', 'Ines Duarte', 'customer-service')
    await mara.goto(`${site.running.url}/perlbeck/inbox`)
    await mara.locator('.live-live').waitFor()
    const subject = { kind: 'target', kpi: 'churn', period: 'FY27' }
    const offered = await askAs(ines, 'POST', `${path}/negotiations`, {
      subject,
      terms: { value: '-6%', reason: 'two more agents' },
    })
    const waiting = mara.getByRole('link', { name: /Customer churn.*: an offer waits for you$/ })
    await waiting.waitFor()
    await mara.getByRole('link', { name: /^Inbox, \d+ unread$/ }).waitFor()
    await waiting.click()
    await mara.waitForURL(new RegExp(`/agreements/${(offered as unknown as { id: string }).id}`))
    await mara.getByRole('button', { name: 'Accept these terms' }).click()
    await mara.getByRole('link', { name: /^Inbox/ }).click()
    await mara.getByRole('link', { name: /Customer churn.*: your signature is asked for$/ }).click()
    await mara.getByRole('button', { name: 'Sign', exact: true }).click()
    await mara.getByRole('link', { name: /^Inbox/ }).click()
    const asked = mara.getByRole('link', { name: /Customer churn.*(offer waits|signature)/ })
    await expect.poll(() => asked.count(), { timeout: 10_000 }).toBe(0)
    expect(site.faults).toEqual([])
  })
})
