import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { strategyText } from '../../../server/test/marketing.ts'
import { askAs as ask } from '../ask-as.ts'
import { invite, invitedPassword } from '../invite.ts'
import { TestSite } from '../site.ts'

let shift = Date.UTC(2026, 6, 14, 9) - Date.now()
let site: TestSite
let admin: Page
let ida: Page
let mia: Page
let sol: Page

beforeAll(async () => {
  site = await TestSite.open({ clock: () => Date.now() + shift })
  admin = await site.page()
  await admin.goto(`${site.running.url}/perlbeck`)
  await ask(admin, 'POST', '/organisations', { slug: 'linden' })
  const files = [{ path: 'linden.yaml', text: strategyText }]
  await ask(admin, 'POST', '/organisations/linden/strategy/apply', { base: 0, files, whole: true })
  await record('leads', 'FY27-Q1', 100)
  await record('clients', 'FY27-Q1', 52)
  ida = await enter('ida')
  mia = await enter('mia')
  sol = await enter('sol')
})

const record = (measure: string, period: string, value: number) =>
  ask(admin, 'PUT', `/organisations/linden/measures/${measure}/values/${period}`, { value })

const enter = (person: string) =>
  invite(site, admin, 'linden', { person, name: person, roles: ['department-head', 'kpi-owner'] })

const go = (page: Page, path: string) => page.goto(`${site.running.url}/linden${path}`)

describe('the quarterly review of a fiscal year that begins in April', () => {
  test('opens with the agenda that built itself, and everybody is on the item that is presented', async () => {
    await go(mia, '/reviews')
    await mia.getByText('Quarterly review').first().waitFor()
    expect(await mia.locator('.review-card').allTextContents()).toEqual([
      expect.stringContaining('FY27-Q1'),
      expect.stringContaining('FY26-H2'),
      expect.stringContaining('FY27-Q2'),
      expect.stringContaining('FY27-H1'),
    ])
    expect(await mia.getByRole('button', { name: 'Open the review' }).count()).toBe(0)
    await mia.getByRole('link', { name: 'Look at the agenda' }).first().click()
    await mia.locator('dialog').getByText('Off track: 100 of 200 lead in FY27-Q1').waitFor()
    await mia.keyboard.press('Escape')

    await go(ida, '/reviews')
    await ida.getByRole('button', { name: 'Open the review' }).first().click()
    await ida.getByRole('heading', { name: 'Leads' }).waitFor()
    for (const page of [mia, sol]) {
      await go(page, '/reviews')
      await page.getByRole('link', { name: 'Go on' }).click()
      await page.getByRole('heading', { name: 'Leads' }).waitFor()
      await page.getByRole('button', { name: 'I am here' }).click()
    }
    await ida.getByLabel('Add a topic').fill('The spring fair')
    await ida.getByRole('button', { name: 'Add a topic' }).click()
    await ida.getByRole('button', { name: /The spring fair/ }).click()
    for (const page of [mia, sol]) await page.getByRole('heading', { name: 'The spring fair' }).waitFor()
    await ida.getByText('ida, mia, sol').waitFor()
    await ida.keyboard.press('p')
    await ida.getByLabel('Why it is put off').fill('Too early.')
    await ida.locator('form').getByRole('button', { name: 'Park' }).click()
    await mia.getByText('Too early.').waitFor()
    await ida.getByRole('button', { name: /Leads/ }).click()
    for (const page of [mia, sol]) await page.getByRole('heading', { name: 'Leads' }).waitFor()
  })

  test('lowers the target of leads and starts new channels, each by one key', async () => {
    await mia.keyboard.press('d')
    await mia.getByLabel('Adjust the target').check()
    await mia.getByLabel('New target').fill('120')
    await mia.getByRole('textbox', { name: 'Period' }).fill('FY27')
    await mia.getByLabel('Reason', { exact: true }).fill('Half of the leads came.')
    expect(await mia.getByLabel('Evidence').inputValue()).toContain('100 of 200')
    await mia.locator('form').getByRole('button', { name: 'Decide' }).click()
    for (const page of [ida, sol]) await page.getByText('Offer 120 for FY27').waitFor()
    await mia.keyboard.press('d')
    await mia.getByLabel('Start an initiative').check()
    await mia.getByLabel('Name of the initiative').fill('New channels')
    await mia.getByLabel('Reason', { exact: true }).fill('More reach.')
    await mia.locator('form').getByRole('button', { name: 'Decide' }).click()
    await ida.getByText('Start: New channels').waitFor()
    await sol.keyboard.press('n')
    await sol.getByLabel('Note').fill('The agency was late.')
    await sol.getByRole('button', { name: 'Save' }).click()
    await ida.getByText('The agency was late.').waitFor()
    await ida.keyboard.press('a')
    await ida.getByLabel('What is to be done').fill('Brief the agency')
    await ida.getByRole('button', { name: 'Give it out' }).click()
    await mia.getByText('Brief the agency').waitFor()
  })

  test('closes with minutes that two sign, and the offer lies on the table', async () => {
    await ida.getByRole('button', { name: 'Close the review' }).click()
    await ida.locator('dialog').getByText('Closing carries out what was decided').waitFor()
    await ida.locator('dialog').getByRole('button', { name: 'Close the review' }).click()
    for (const page of [ida, mia]) await page.getByRole('button', { name: 'Sign the minutes' }).click()
    await sol.locator('.page-lead').getByText('Signed', { exact: true }).waitFor()
    await sol.getByText('The agency was late.').waitFor()

    await go(sol, '/agreements')
    await sol.getByText('It is your turn.').waitFor()
    await sol.getByRole('link', { name: /Leads/ }).first().click()
    await sol.getByText('Half of the leads came.').first().waitFor()
    await sol.getByRole('button', { name: 'Accept these terms' }).click()
    await sol.getByRole('button', { name: 'Sign', exact: true }).click()
    await go(mia, '/agreements')
    await mia.getByRole('link', { name: /Leads/ }).first().click()
    await mia.getByRole('button', { name: 'Sign', exact: true }).click()
    await mia.getByRole('heading', { name: /Leads.*: Signed/ }).waitFor()
  })

  test('and in the next quarter the scorecard shows the target first agreed beside the one in force', async () => {
    shift = Date.UTC(2026, 9, 22, 9) - Date.now()
    await go(mia, '/scorecard')
    await mia.getByLabel('E-mail').fill('mia@example.org')
    await mia.getByLabel('Password').fill(invitedPassword)
    await mia.getByRole('button', { name: 'Sign in' }).click()
    await mia.getByRole('heading', { name: 'Scorecard' }).waitFor()
    await ask(mia, 'PUT', '/organisations/linden/measures/leads/values/FY27-Q2', { value: 114 })
    await go(mia, '/scorecard')
    const row = mia.getByRole('row', { name: /Leads/ })
    await row.getByText('120').first().waitFor()
    expect(await row.textContent()).toContain('200')
    expect(await row.textContent()).toContain('114')
    // Both cycles are due after the half-year that ended in September, and the last review hands on what is open.
    await go(mia, '/reviews')
    await mia.getByText('Half-yearly review').first().waitFor()
    const due = await mia
      .locator('section', { hasText: 'Due and open' })
      .first()
      .locator('.review-card')
      .allTextContents()
    expect(due.map((text) => /FY27-\w\d/.exec(text)?.[0])).toEqual(['FY27-H1', 'FY27-Q2'])
    await mia
      .locator('.review-card', { hasText: 'FY27-Q2' })
      .getByRole('link', { name: 'Look at the agenda' })
      .click()
    const agenda = mia.locator('dialog')
    await agenda.getByText('The spring fair').waitFor()
    await agenda.getByText('Brief the agency').waitFor()
    expect(site.faults).toEqual([])
  })
})
