import { beforeAll, expect, test } from 'vitest'
import { settled } from '../settled.ts'
import { TestSite } from '../site.ts'

let site: TestSite
beforeAll(async () => {
  site = await TestSite.open()
})

test('a change is found in the record with before and after, and the day before it is travelled to', async () => {
  const page = await site.page()
  const home = `${site.running.url}/perlbeck`
  await page.goto(`${home}/kpis/leads`)
  await settled(page)
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  await page.getByLabel('Name', { exact: true }).fill('Good leads')
  await page.locator('dialog .plan').waitFor()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.locator('.notice').waitFor()
  await page.getByRole('tab', { name: 'History' }).click()
  await page.locator('.audit-item', { hasText: 'Good leads' }).first().waitFor()

  await page.goto(`${home}/audit`)
  await settled(page)
  await page.getByText(/Whole up to event \d+ of \d+/).waitFor()
  const newest = page.locator('.audit-item').first()
  expect(await newest.locator('.audit-sentence').textContent()).toContain(
    'Ada Lind changed 2 definitions: Good leads',
  )
  expect(await newest.locator('tbody tr').first().textContent()).toMatch(/Leads.*Good leads/)
  await page.getByLabel('Kind', { exact: true }).selectOption('values-recorded')
  await page.waitForURL(/kind=values-recorded/)
  await expect.poll(() => page.locator('.audit-sentence').first().textContent()).toContain('recorded')
  await page.getByLabel('KPI, objective, person').fill('no-such-thing')
  await page.getByText('Nothing like that happened').waitFor()

  await page.goto(`${home}/scorecard`)
  await settled(page)
  await page.getByLabel('As known on').fill('2026-06-30')
  await page.getByText('You see what was known on').waitFor()
  expect(await page.getByRole('button', { name: 'New KPI' }).count()).toBe(0)
  await page.locator('nav').getByRole('link', { name: 'Overview' }).click()
  await page.waitForURL(/perlbeck\/?\?asOf=2026-06-30/)
  await page.getByText('You see what was known on').waitFor()
  await page.locator('nav').getByRole('link', { name: 'Check-in' }).click()
  await page.getByText('This screen is always current').waitFor()
  await page.getByRole('button', { name: 'Back to now' }).click()
  await page.waitForURL(/check-in$/)
  expect(site.faults).toEqual([])
  await page.context().close()
})

test('the overview says what happened since the last visit', async () => {
  const page = await site.page()
  await page.goto(`${site.running.url}/perlbeck`)
  await settled(page)
  expect(await page.locator('.news').count()).toBe(0)
  const api = `${site.running.url}/api/v1/organisations/perlbeck/measures/brand-awareness/values/2026-08`
  const origin = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' }
  expect((await page.request.put(api, { data: { value: 31 }, headers: origin })).status()).toBe(200)
  await page.evaluate(() => sessionStorage.clear())
  await page.reload()
  await settled(page)
  await page.locator('.news', { hasText: 'Values (1)' }).waitFor()
  expect(site.faults).toEqual([])
  await page.context().close()
})
