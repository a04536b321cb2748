import { beforeAll, expect, test } from 'vitest'
import { settled } from '../settled.ts'
import { TestSite } from '../site.ts'

let site: TestSite
beforeAll(async () => {
  site = await TestSite.open()
})

test('a vague sentence is refused with what is missing, a SMART one becomes a target, and is taken back', async () => {
  const page = await site.page()
  await page.goto(`${site.running.url}/perlbeck/smart`)
  await settled(page)
  const targets = async () => {
    const answer = await page.request.get(`${site.running.url}/api/v1/organisations/perlbeck/strategy/model`)
    const { kpis } = await answer.json()
    return kpis.find(({ id }: { id: string }) => id === 'cash-flow').targets.length
  }
  const before = await targets()
  const say = page.getByRole('textbox', { name: 'The target' })
  await say.fill('improve cash flow')
  const letters = page.locator('.letters li')
  await expect.poll(() => letters.first().textContent()).toContain('"improve" is vague')
  expect(await letters.nth(1).textContent()).toContain('no number to judge by')
  expect(await letters.nth(4).textContent()).toContain('has no date')
  expect(await page.getByRole('button', { name: 'Make it the target' }).count()).toBe(0)

  await say.fill('increase cash flow by 15 % within the next fiscal year')
  await page.locator('.smart-take .plan').waitFor()
  expect(await page.locator('.facts').textContent()).toContain('Cash flow')
  expect(await letters.nth(1).textContent()).toContain('from a baseline of')
  await page.getByRole('button', { name: 'Make it the target' }).click()
  await page.locator('.notice').waitFor()
  expect(await targets()).toBe(before + 1)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(targets).toBe(before)
  await page.goto(`${site.running.url}/perlbeck/alignment`)
  await settled(page)
  const followers = page.locator('.smart-targets tr', { hasText: 'Followers' })
  expect(await followers.textContent()).toContain('It supports no objective')
  expect(site.faults).toEqual([])
  await page.context().close()
})
