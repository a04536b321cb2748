import { beforeAll, describe, expect, test } from 'vitest'
import { TestSite } from '../site.ts'

let site: TestSite
beforeAll(async () => {
  site = await TestSite.open()
})

const revenueRow = 'tr:has(a[href*="/kpis/dealer-sales"])'

describe('what one changes the other sees', () => {
  test('in another browser, without loading again; after a cut connection too; and a draft outlives the cut', async () => {
    const [reader, writer] = [await site.page(), await site.page()]
    await reader.goto(`${site.running.url}/perlbeck/scorecard`)
    await reader.locator('.live-live').waitFor()
    const cell = reader.locator(`${revenueRow} td.number`).first()
    const before = await cell.textContent()
    await writer.goto(`${site.running.url}/perlbeck/kpis/dealer-sales`)
    const hand = async (value: string) => {
      await writer.getByRole('textbox', { name: 'Sales through dealers', exact: true }).fill(value)
      await writer.getByRole('button', { name: /Hand in/ }).click()
      const sure = writer.getByRole('button', { name: 'Yes, hand in' })
      if (await sure.isVisible()) await sure.click()
    }
    await hand('2.2 Mio')
    await expect.poll(() => cell.textContent()).not.toBe(before)
    expect(await cell.textContent()).toBe('EUR\u00a02.2M')

    await reader.context().setOffline(true)
    await reader.locator('.live-lost').waitFor()
    await writer.context().setOffline(true)
    await hand('2,3 Mio')
    await writer.getByText('handed in as soon as it can be').waitFor()
    expect(
      await writer.evaluate(() => Object.keys(localStorage).some((key) => key.startsWith('keelson.draft'))),
    ).toBe(true)
    await writer.context().setOffline(false)
    await writer.locator('.notice').filter({ hasText: '2,3 Mio' }).waitFor()
    await reader.context().setOffline(false)
    await reader.locator('.live-live').waitFor()
    await expect.poll(() => cell.textContent(), { timeout: 10_000 }).toBe('EUR\u00a02.3M')
    expect(site.faults).toEqual([])
  })
})
