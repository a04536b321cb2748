import { beforeAll, expect, test } from 'vitest'
import { settled } from '../settled.ts'
import { TestSite } from '../site.ts'

let site: TestSite
beforeAll(async () => {
  site = await TestSite.open()
})

test('a threshold is changed with what follows in sight, and taken back', async () => {
  const page = await site.page()
  await page.goto(`${site.running.url}/perlbeck/settings`)
  await settled(page)
  const save = page.getByRole('button', { name: 'Save' })
  expect(await save.isDisabled()).toBe(true)
  await page.getByLabel('At risk from, in %').fill('40')
  await page.locator('.plan').waitFor()
  expect(await page.locator('.settings-plan').textContent()).toContain('at risk from 40 %')
  await save.click()
  await page.locator('.notice', { hasText: 'Settings of the organisation changed' }).waitFor()
  await expect.poll(() => page.getByLabel('At risk from, in %').inputValue()).toBe('40')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => page.getByLabel('At risk from, in %').inputValue()).toBe('80')
  expect(site.faults).toEqual([])
  await page.context().close()
})

test('the fiscal calendar shows the periods it makes before it is kept', async () => {
  const page = await site.page()
  await page.goto(`${site.running.url}/perlbeck/settings`)
  await settled(page)
  const preview = page.locator('.calendar-preview')
  await preview.getByText('FY27-Q1').waitFor()
  await page.getByLabel('It begins in').selectOption('07')
  await expect.poll(() => preview.textContent()).toContain('Jul 1, 2026')
  await page.getByLabel('A quarter is made of').selectOption('4-4-5')
  await expect.poll(() => preview.textContent()).toContain('364 days')
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect.poll(() => preview.textContent()).toContain('Apr 1, 2026')
  await page.getByLabel('USD, new rate from today').fill('1.2')
  await page.getByLabel('Weight: financial').fill('50')
  await expect.poll(() => page.locator('.settings-plan').textContent()).toContain('currency USD')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.locator('.notice').waitFor()
  const answer = await page.request.get(`${site.running.url}/api/v1/organisations/perlbeck/settings`)
  const { currencies, perspectives } = await answer.json()
  expect(currencies[0].rates.at(-1).rate).toBe(1.2)
  expect(perspectives[0]).toMatchObject({ id: 'financial', weight: 50 })
  expect(site.faults).toEqual([])
  await page.context().close()
})
