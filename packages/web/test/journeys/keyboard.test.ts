import type { Locator, Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { settled } from '../settled.ts'
import { TestSite } from '../site.ts'

let site: TestSite
let page: Page
const base = () => `${site.running.url}/perlbeck`
const mostTabs = 250

beforeAll(async () => {
  site = await TestSite.open()
  page = await site.page({ viewport: { width: 1440, height: 900 } })
  page.setDefaultTimeout(15_000)
})

const hasFocus = (target: Locator): Promise<boolean> =>
  target.evaluate((one) => {
    const { ownerDocument } = one as unknown as { ownerDocument: { activeElement: unknown } }
    return ownerDocument.activeElement === one
  })

/** Goes on by Tab until something has the focus; no pointer is used. */
async function tabTo(target: Locator): Promise<void> {
  await target.first().waitFor()
  for (let tabs = 0; tabs < mostTabs; tabs++) {
    if (await hasFocus(target.first())) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${target} is not reached by ${mostTabs} tabs`)
}

async function press(target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(target)
  await page.keyboard.press(key)
}

async function write(target: Locator, text: string): Promise<void> {
  await tabTo(target)
  await page.keyboard.press('Control+a')
  await page.keyboard.type(text)
}

async function open(path: string): Promise<void> {
  await page.goto(base() + path)
  await settled(page)
}

describe('by the keyboard alone', () => {
  test('a value is handed in', async () => {
    await open('/check-in')
    await write(page.getByRole('searchbox'), 'brand')
    await write(page.getByLabel('Brand awareness', { exact: true }).first(), '31%')
    await page.keyboard.press('Enter')
    const sure = page.getByRole('button', { name: 'Yes, hand in' })
    const notice = page.locator('.notice', { hasText: 'is handed in' })
    await sure.or(notice).first().waitFor()
    if (await sure.isVisible()) await press(sure)
    await notice.waitFor()
  })

  test('an offer is accepted and signed', async () => {
    const api = `${site.running.url}/api/v1/organisations/perlbeck`
    const headers = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' }
    const ask = async (method: string, path: string, data?: unknown) => {
      const answer = await page.request.fetch(api + path, {
        method,
        headers,
        ...(data !== undefined && { data }),
      })
      expect([path, answer.ok(), answer.ok() ? '' : await answer.text()]).toEqual([path, true, ''])
      return answer.json()
    }
    const { userId } = await (await page.request.get(`${site.running.url}/api/v1/session`)).json()
    const be = (person: string) =>
      ask('PUT', `/members/${userId}`, { roles: ['strategy-administrator'], person })
    const { people, departments, kpis } = await ask('GET', '/strategy/model')
    const { department, owner } = kpis.find(({ id }: { id: string }) => id === 'leads')
    const { head } = departments.find(({ id }: { id: string }) => id === department)
    const other = people.find(({ id }: { id: string }) => id !== owner && id !== head).id
    await be(other)
    const subject = { kind: 'target', kpi: 'leads', period: 'FY28' }
    const { id } = await ask('POST', '/negotiations', {
      subject,
      terms: { value: 180, reason: 'two more fairs' },
    })
    await be(owner)
    await open(`/agreements/${id}`)
    await press(page.getByRole('button', { name: 'Accept these terms' }))
    await page.getByRole('button', { name: 'Accept these terms' }).waitFor({ state: 'detached' })
    // The other seats agree from elsewhere.
    for (let state = ''; state !== 'agreed'; ) {
      const now = await ask('GET', `/negotiations/${id}`)
      state = now.state
      if (state === 'agreed') break
      await be(now.mustAct[0])
      await ask('POST', `/negotiations/${id}/steps`, { kind: 'accept', hash: now.hash })
    }
    await be(owner)
    await open(`/agreements/${id}`)
    await press(page.getByRole('button', { name: 'Sign', exact: true }))
    await page.getByText('signed', { exact: false }).first().waitFor()
    await page.getByRole('heading', { name: /Signed|Agreed/ }).waitFor()
  })

  test('a finding is fixed', async () => {
    await open('/alignment')
    const findings = page.locator('details.finding')
    const before = await findings.count()
    await press(findings.filter({ hasText: 'Followers' }).locator('summary'))
    await press(page.locator('details[open]').getByRole('button', { name: 'Repair or accept' }))
    await page.locator('.plan .tag-gone').first().waitFor()
    await press(page.getByRole('button', { name: 'Make the change' }))
    await expect.poll(() => findings.count()).toBe(before - 1)
  })

  test('a KPI is edited, and its number explained', async () => {
    await open('/kpis/leads')
    await press(page.getByRole('button', { name: 'Edit', exact: true }))
    await write(page.getByLabel('Name', { exact: true }), 'Good leads')
    await page.locator('dialog .plan').waitFor()
    await press(page.getByRole('button', { name: 'Save' }))
    await page.getByRole('heading', { name: /^Good leads/ }).waitFor()
    await tabTo(page.getByRole('tab', { name: 'Data' }))
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.locator('.explanation summary').first().waitFor()
    await press(page.locator('.explanation summary'), 'Space')
  })

  test('the palette leads to any place', async () => {
    for (const [word, path] of [
      ['audit', /\/audit$/],
      ['what if', /\/what-if$/],
      ['settings', /\/settings$/],
      ['connections', /\/connections$/],
    ] as const) {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: /Go to a place/ }).waitFor()
      await page.keyboard.type(word)
      await page.keyboard.press('Enter')
      await page.waitForURL(path)
      await settled(page)
    }
  })

  test('a tile of a board is built', async () => {
    await open('/boards')
    await press(page.getByRole('button', { name: 'New board' }))
    await write(page.locator('dialog').getByLabel('Name'), 'By keys')
    await page.keyboard.press('Enter')
    await press(page.getByRole('button', { name: 'Add a tile' }))
    await page.locator('dialog').waitFor()
    await press(page.locator('dialog').getByRole('button', { name: 'Add a tile' }))
    await page.locator('.board-tile .figure').waitFor()
    await press(page.getByRole('button', { name: 'Save' }))
    await page.locator('.notice', { hasText: 'is saved' }).waitFor()
  })

  test('the cascade is walked as a tree', async () => {
    await open('/cascade')
    const rows = page.locator('[role=treegrid] tbody tr')
    const count = await rows.count()
    await tabTo(rows.first())
    await page.keyboard.press('ArrowLeft')
    await expect.poll(() => rows.count()).toBeLessThan(count)
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => rows.count()).toBe(count)
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => hasFocus(rows.nth(1))).toBe(true)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/kpis\//)
  })

  test('the scorecard is filtered', async () => {
    await open('/scorecard')
    await write(page.getByRole('searchbox'), 'revenue')
    await expect.poll(() => page.locator('.scorecard a[href*="/kpis/"]').count()).toBeLessThan(8)
    await tabTo(page.getByLabel('Status', { exact: true }))
    await page.keyboard.type('Off')
    await page.waitForURL(/status=off-track/)
  })

  test('appearance and language are changed', async () => {
    await open('')
    await press(page.getByRole('button', { name: 'Ada Lind' }))
    await tabTo(page.getByLabel('Appearance'))
    await page.keyboard.type('Dark')
    await expect.poll(() => page.evaluate('document.documentElement.dataset.theme')).toBe('dark')
    await tabTo(page.getByLabel('Language'))
    await page.keyboard.type('Deutsch')
    await page.getByRole('link', { name: 'Übersicht' }).waitFor()
    expect(await page.evaluate('document.documentElement.lang')).toBe('de')
  })

  test('nothing broke on the way', () => {
    expect(site.faults).toEqual([])
  })
})

test('who wants less motion sees none', async () => {
  const still = await site.page({ reducedMotion: 'reduce' })
  for (const path of ['', '/scorecard', '/map', '/kpis/revenue', '/what-if']) {
    await still.goto(base() + path)
    await still.locator('h1').first().waitFor()
    expect([path, await still.evaluate('document.getAnimations().length')]).toEqual([path, 0])
    await settled(still)
    expect([path, await still.evaluate('document.getAnimations().length')]).toEqual([path, 0])
  }
  await still.context().close()
})
