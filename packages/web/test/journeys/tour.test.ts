import { beforeAll, expect, test } from 'vitest'
import { settled } from '../settled.ts'
import { TestSite } from '../site.ts'

let site: TestSite
beforeAll(async () => {
  site = await TestSite.open()
})

test('a step of the tour ends in a real change, is remembered, and the demo company is reset', async () => {
  const page = await site.page()
  const home = `${site.running.url}/perlbeck`
  await page.goto(home)
  await settled(page)
  await page.getByText('0 of 7 done').waitFor()
  await page.getByRole('link', { name: 'Understand the objectives' }).click()
  await page.getByText('Step 1 of 7.').waitFor()
  const finding = page.locator('details.finding[open]')
  await finding.getByRole('button', { name: 'Repair or accept' }).click()
  await page.locator('.plan .tag-gone').first().waitFor()
  await page.getByRole('button', { name: 'Make the change' }).click()
  await page.locator('dialog').waitFor({ state: 'detached' })
  await page.getByText('Done: the report no longer finds it.').waitFor()
  await page.getByRole('link', { name: 'To the tour' }).click()
  await page.getByText('1 of 7 done').waitFor()
  await page.reload()
  await page.getByText('1 of 7 done').waitFor()
  await page.getByRole('button', { name: 'Put away' }).click()
  expect(await page.locator('.tour').count()).toBe(0)
  await page.reload()
  await settled(page)
  await page.getByRole('button', { name: 'Show the tour' }).click()
  await page.getByRole('button', { name: /^Reset the demo company/ }).click()
  await page.getByRole('button', { name: /^Really reset it/ }).click()
  await page.locator('.notice', { hasText: 'as it was at first' }).waitFor()
  await page.getByText('0 of 7 done').waitFor()
  expect(site.faults).toEqual([])
  await page.context().close()
})
