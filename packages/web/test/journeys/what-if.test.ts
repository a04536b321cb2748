import { beforeAll, expect, test } from 'vitest'
import { settled } from '../settled.ts'
import { TestSite } from '../site.ts'

let site: TestSite
beforeAll(async () => {
  site = await TestSite.open()
})

test('a driver is moved, every target above it is told with ranges, the gap is closed, and nothing is kept', async () => {
  const page = await site.page()
  await page.goto(`${site.running.url}/perlbeck/what-if`)
  await settled(page)
  const events = async () => {
    const answer = await page.request.get(`${site.running.url}/api/v1/organisations/perlbeck`)
    return (await answer.json()).seq
  }
  const before = await events()
  await page.getByLabel('Add a driver').selectOption('dealer-sales')
  await page.getByLabel('Sales through dealers, change in %').fill('10')
  const rows = page.locator('.what-if-effect tbody tr')
  await rows.first().waitFor()
  const revenue = page.locator('.what-if-effect tr', { hasText: /^Revenue/ })
  await revenue.waitFor()
  expect(await revenue.locator('td').nth(1).textContent()).toMatch(/EUR.*…/)
  expect(page.url()).toContain('set=dealer-sales')
  await page.getByLabel('Target of').selectOption('revenue')
  await page.getByRole('button', { name: 'Find the smallest change' }).click()
  await page.getByText(/Met: |Not met within/).waitFor()
  const sought = Number(await page.getByLabel('Sales through dealers, change in %').inputValue())
  expect(sought).toBeGreaterThan(0)
  expect(await events()).toBe(before)
  expect(site.faults).toEqual([])
  await page.context().close()
})
