import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { askAs as ask } from '../ask-as.ts'
import { invite } from '../invite.ts'
import { TestSite } from '../site.ts'

let site: TestSite
let mara: Page
let ines: Page

beforeAll(async () => {
  site = await TestSite.open()
  const admin = await site.page()
  await admin.goto(`${site.running.url}/perlbeck`)
  await admin.locator('h1').waitFor()
  const { base } = await ask(admin, 'GET', '/organisations/perlbeck/strategy/model')
  await ask(admin, 'POST', '/organisations/perlbeck/strategy/edits', {
    base,
    edits: [{ kind: 'set', item: 'kpi', id: 'churn', fields: { 'shared-with': ['finance'] } }],
  })
  const people = [
    ['mara', 'Mara Voss', 'finance'],
    ['ines', 'Ines Duarte', 'customer-service'],
  ] as const
  const pages: Page[] = []
  for (const [person, name, department] of people)
    pages.push(
      await invite(site, admin, 'perlbeck', {
        person,
        name,
        roles: ['department-head', 'kpi-owner'],
        department,
      }),
    )
  ;[mara, ines] = pages as [Page, Page]
})

describe('Finance and Customer Service agree on churn', () => {
  test('by an offer, a counter-offer, and the signature of both under the same terms', async () => {
    await ines.goto(`${site.running.url}/perlbeck/agreements`)
    await ines.getByRole('button', { name: 'Offer a target' }).first().click()
    await ines.getByLabel('KPI').selectOption('churn')
    await ines.getByLabel('Amount').fill('-6%')
    await ines.getByLabel('Conditions').fill('two more agents from January')
    await ines.getByRole('button', { name: 'Send the offer' }).click()
    await ines.getByRole('heading', { name: /Customer churn.*Offered/ }).waitFor()

    await mara.goto(`${site.running.url}/perlbeck/agreements`)
    await mara.getByText('It is your turn.').waitFor()
    await mara
      .getByRole('link', { name: /Customer churn/ })
      .first()
      .click()
    await mara.getByText('two more agents from January').waitFor()
    await mara.getByRole('button', { name: 'Counter' }).click()
    await mara.getByLabel('Amount').fill('-10%')
    await mara.locator('form').getByRole('button', { name: 'Counter' }).click()
    await mara.getByRole('heading', { name: /Countered/ }).waitFor()

    // Who offered hears of it without loading the page again.
    await ines.getByRole('heading', { name: /Countered/ }).waitFor()
    await ines.getByText('−10%').waitFor()
    await ines.getByRole('button', { name: 'Accept these terms' }).click()
    for (const page of [ines, mara]) {
      await page.getByRole('button', { name: 'Sign', exact: true }).click()
      await page.getByText('signed', { exact: false }).first().waitFor()
    }
    await mara.getByRole('heading', { name: /Customer churn.*: Signed/ }).waitFor()
    const model = (await ask(mara, 'GET', '/organisations/perlbeck/strategy/model')) as unknown as {
      kpis: { id: string; targets: { revisions: { kind: string; reason: string | null }[] }[] }[]
    }
    expect(model.kpis.find(({ id }) => id === 'churn')?.targets[0]?.revisions).toHaveLength(2)
  })

  test('and what they signed goes stale when its definition changes, and says why', async () => {
    const admin = await site.page()
    await admin.goto(`${site.running.url}/perlbeck`)
    const { base } = await ask(admin, 'GET', '/organisations/perlbeck/strategy/model')
    await ask(admin, 'POST', '/organisations/perlbeck/strategy/edits', {
      base,
      edits: [
        {
          kind: 'set',
          item: 'measure',
          id: 'churn',
          fields: { formula: 'customers-lost / prior(customers)' },
        },
      ],
    })
    await mara.goto(`${site.running.url}/perlbeck/agreements`)
    await mara.getByRole('cell', { name: 'Stale' }).waitFor()
    await mara.getByText('customers-lost / prior(customers)').waitFor()
    expect(site.faults).toEqual([])
  })
})
