import { beforeAll, expect, test } from 'vitest'
import { settled } from '../settled.ts'
import { TestSite } from '../site.ts'

let site: TestSite
beforeAll(async () => {
  site = await TestSite.open()
})

test('the keyboard alone finds a KPI, switches the theme and goes to places', async () => {
  const page = await site.page()
  await page.goto(`${site.running.url}/perlbeck`)
  await settled(page)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: /Go to a place/ }).waitFor()
  await page.getByRole('combobox', { name: /Go to a place/ }).fill('revenue')
  await page.getByRole('option', { name: /^Revenue KPI/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(/kpis\/revenue/)
  await settled(page)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('dark')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.evaluate('document.documentElement.dataset.theme')).toBe('dark')
  await page.keyboard.press('g')
  await page.keyboard.press('s')
  await page.waitForURL(/\/scorecard/)
  await settled(page)
  await page.getByRole('searchbox').fill('gsk')
  expect(page.url()).toContain('/scorecard')
  await page.getByRole('searchbox').fill('')
  await page.locator('h1').click()
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keys' }).waitFor()
  await page.keyboard.press('Escape')
  expect(site.faults).toEqual([])
  await page.context().close()
})
