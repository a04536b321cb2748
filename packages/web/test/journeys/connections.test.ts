import { beforeAll, expect, test } from 'vitest'
import { settled } from '../settled.ts'
import { TestSite } from '../site.ts'

let site: TestSite
beforeAll(async () => {
  site = await TestSite.open()
})

test('a token is made, shown once, used, and ended', async () => {
  const page = await site.page()
  await page.goto(`${site.running.url}/perlbeck/connections`)
  await settled(page)
  await page.getByRole('button', { name: 'New token' }).click()
  await page.getByLabel('What it is for').fill('Warehouse')
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  const token = (await page.locator('.once code').textContent()) as string
  const scorecard = () =>
    fetch(`${site.running.url}/api/v1/organisations/perlbeck/scorecard`, {
      headers: { authorization: `Bearer ${token}` },
    })
  expect((await scorecard()).status).toBe(200)
  await page.getByRole('button', { name: 'Close' }).click()
  await expect.poll(() => page.getByText(token).count()).toBe(0)
  await page.getByRole('button', { name: 'End: Warehouse', exact: true }).click()
  await page.getByRole('button', { name: 'Really end it: Warehouse' }).click()
  await page.locator('.connections .tag', { hasText: 'ended' }).waitFor()
  expect((await scorecard()).status).toBe(401)
  expect(site.faults).toEqual([])
  await page.context().close()
})

test('a webhook is made, its log read, sent again, paused and deleted', async () => {
  const page = await site.page()
  await page.goto(`${site.running.url}/perlbeck/connections`)
  await settled(page)
  await page.getByRole('button', { name: 'New webhook' }).click()
  await page.getByLabel('Address').fill('https://hooks.invalid/journey')
  await page.getByRole('combobox', { name: 'Events' }).selectOption('some')
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  expect(await page.locator('.once code').textContent()).toMatch(/^whsec_/)
  await page.getByRole('button', { name: 'Close' }).click()
  const value = `${site.running.url}/api/v1/organisations/perlbeck/measures/brand-awareness/values/2026-08`
  const headers = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' }
  expect((await page.request.put(value, { data: { value: 31 }, headers })).status()).toBe(200)
  await page.getByText('Deliveries').click()
  const rows = page.locator('.deliveries tbody tr')
  await rows.first().waitFor()
  expect(await rows.first().textContent()).toContain('Values')
  await page.getByRole('button', { name: /Send again/ }).click()
  await expect.poll(() => rows.count()).toBe(2)
  await page.getByRole('button', { name: /^Pause/ }).click()
  await page.locator('.connections .tag', { hasText: 'paused' }).waitFor()
  await page.getByRole('button', { name: /^Go on/ }).click()
  await expect.poll(() => page.locator('.connections .tag', { hasText: 'paused' }).count()).toBe(0)
  await page.getByRole('button', { name: /^Delete/ }).click()
  await page.getByRole('button', { name: /^Really delete it/ }).click()
  await page.getByText('No address is told of anything').waitFor()
  expect(site.faults).toEqual([])
  await page.context().close()
})
