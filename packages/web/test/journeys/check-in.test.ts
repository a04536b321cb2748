import { beforeAll, expect, test } from 'vitest'
import { settled } from '../settled.ts'
import { TestSite } from '../site.ts'

let site: TestSite
beforeAll(async () => {
  site = await TestSite.open()
})

const value = '**/measures/brand-awareness/values/**'

test('a value that was handed in is sent under one key until it is answered, after a reload and from any screen', async () => {
  const page = await site.page()
  const sent: { readonly key: string | undefined; readonly version: string | undefined }[] = []
  page.on('request', (request) => {
    if (request.method() !== 'PUT') return
    const headers = request.headers()
    sent.push({ key: headers['idempotency-key'], version: headers['if-match'] })
  })
  await page.route(value, (route) => route.abort())
  await page.goto(`${site.running.url}/perlbeck/check-in`)
  await settled(page)
  const form = page.locator('form.check-in', { hasText: 'Brand awareness' }).first()
  const before = await (
    await page.request.get(`${site.running.url}/api/v1/organisations/perlbeck/check-ins`)
  ).json()
  const row = before.rows.find(({ measure }: { measure: string }) => measure === 'brand-awareness')
  await form.getByRole('textbox').first().fill('31%')
  await form.getByRole('button', { name: 'Hand in' }).click()
  const sure = form.getByRole('button', { name: 'Yes, hand in' })
  if (await sure.isVisible()) await sure.click()
  await form.getByText('handed in as soon as it can be').waitFor()
  await page.reload()
  await settled(page)
  await form.getByText('handed in as soon as it can be').waitFor()
  expect(await form.getByRole('textbox').first().inputValue()).toBe('31%')
  await page.goto(`${site.running.url}/perlbeck/scorecard`)
  await settled(page)
  await page.unroute(value)
  await page.locator('.notice').filter({ hasText: '31%' }).waitFor()
  expect(sent.length).toBeGreaterThan(2)
  expect(new Set(sent.map(({ key }) => key)).size).toBe(1)
  expect(new Set(sent.map(({ version }) => version))).toEqual(new Set([`"${row.versions[row.period]}"`]))
  const stored = await page.request.get(
    `${site.running.url}/api/v1/organisations/perlbeck/measures/brand-awareness/values/${row.period}`,
  )
  const { value: kept, versions } = await stored.json()
  expect([kept, versions.length]).toEqual([31, 1])
  expect(site.faults).toEqual([])
  await page.context().close()
})

test('what somebody else handed in meanwhile is not replaced unseen', async () => {
  const [first, second] = [await site.page(), await site.page()]
  for (const page of [first, second]) {
    await page.goto(`${site.running.url}/perlbeck/kpis/leads`)
    await settled(page)
  }
  await first.route('**/check-ins', (route) => route.abort())
  const hand = async (page: typeof first, text: string) => {
    await page.locator('form.check-in input').first().fill(text)
    await page.getByRole('button', { name: 'Hand in' }).click()
    const sure = page.getByRole('button', { name: 'Yes, hand in' })
    if (await sure.isVisible()) await sure.click()
  }
  await hand(second, '140')
  await second.locator('.notice').filter({ hasText: '140' }).waitFor()
  await hand(first, '150')
  await first
    .locator('.fault')
    .filter({ hasText: /changed/ })
    .waitFor()
  await first.unroute('**/check-ins')
  await first.reload()
  await settled(first)
  expect(await first.locator('form.check-in input').first().inputValue()).toBe('150')
  await hand(first, '151')
  await first.locator('.notice').filter({ hasText: '151' }).waitFor()
  expect(site.faults).toEqual([])
  await first.context().close()
  await second.context().close()
})
