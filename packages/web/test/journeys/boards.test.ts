import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { hostileTexts } from '../hostile-texts.ts'
import { TestSite } from '../site.ts'

let site: TestSite
let page: Page
beforeAll(async () => {
  site = await TestSite.open()
  page = await site.page({ viewport: { width: 1440, height: 900 } })
  page.setDefaultTimeout(15_000)
})

const api = (path: string) => `${site.running.url}/api/v1/organisations/perlbeck${path}`
const same = { 'sec-fetch-site': 'same-origin' }
const tile = (name: RegExp) => page.getByRole('article', { name })

/** The sizes of the letters of everything on the wall that is seen, in CSS pixels. */
const textSizes = `[...document.querySelectorAll('.wall *')]
  .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()))
  .filter((one) => !one.closest('.hidden'))
  .map((one) => Number.parseFloat(getComputedStyle(one).fontSize))`

type Found = {
  readonly hit: unknown
  readonly elements: string[]
  readonly attributes: string[]
  readonly protocols: string[]
}
/** Whether a program ran, and what elements, attributes and schemes of links there are within some elements. */
const whatIsIn = `(within) => {
  const inside = [...document.querySelectorAll(within + ' *')]
  return {
    hit: window.hit ?? null,
    elements: [...new Set(inside.map((one) => one.localName))],
    attributes: [...new Set(inside.flatMap((one) => one.getAttributeNames()))],
    protocols: [...new Set([...document.querySelectorAll('a')].map((one) => one.protocol))],
  }
}`

async function add(kind: string, choices: Readonly<Record<string, string>>): Promise<void> {
  await page.getByRole('button', { name: 'Add a tile' }).click()
  await page.getByLabel('What it shows').selectOption({ label: kind })
  for (const [label, choice] of Object.entries(choices))
    await page.getByRole('combobox', { name: label, exact: true }).selectOption({ label: choice })
  await page.locator('dialog').getByRole('button', { name: 'Add a tile' }).click()
  await page.locator('dialog').waitFor({ state: 'detached' })
}

const placeOf = (name: RegExp) =>
  tile(name).evaluate((one) => {
    const { style } = one as unknown as { style: { getPropertyValue: (key: string) => string } }
    return ['--x', '--y', '--w', '--h'].map((key) => style.getPropertyValue(key))
  })

describe('a board of cash flow over sales', () => {
  test('is built by choosing, moved by mouse, keys and buttons, and saved', async () => {
    await page.goto(`${site.running.url}/perlbeck/boards`)
    await page.getByRole('button', { name: 'New board' }).click()
    await page.locator('dialog').getByLabel('Name').fill('Cash and sales')
    await page.getByRole('button', { name: 'Create' }).click()
    await add('Two KPIs over one time', { KPI: 'Cash flow', 'Over which KPI': 'Sales through dealers' })
    await add('KPI', { KPI: 'Sales through dealers' })
    await add('Alignment score', {})
    const sales = /^Sales through dealers$/
    await tile(sales).locator('.figure').waitFor()
    const before = await placeOf(sales)
    await tile(sales).getByRole('button', { name: 'Narrower' }).click()
    expect((await placeOf(sales))[2]).toBe(String(Number(before[2]) - 1))
    const handle = tile(sales).getByRole('button', { name: /^Move/ })
    await handle.focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Shift+ArrowDown')
    const after = await placeOf(sales)
    expect([after[0], after[3]]).toEqual([String(Number(before[0]) + 1), String(Number(before[3]) + 1)])
    const box = await handle.boundingBox()
    if (!box) throw new Error('the handle is not shown')
    await page.mouse.move(box.x + 8, box.y + 8)
    await page.mouse.down()
    await page.mouse.move(box.x + 8, box.y + 8 + 3 * 68, { steps: 5 })
    await page.mouse.up()
    await expect.poll(async () => (await placeOf(sales))[1]).toBe(String(Number(after[1]) + 3))
    await page.getByRole('button', { name: 'Save' }).click()
    await page.locator('.notice').filter({ hasText: 'is saved' }).waitFor()
    const kept = await placeOf(sales)
    await page.reload()
    await tile(sales).locator('.figure').waitFor()
    expect(await placeOf(sales)).toEqual(kept)
    await tile(/^Cash flow over/)
      .locator('path.overlay-line')
      .nth(1)
      .waitFor()
  })

  test('changes live when a value is handed in', async () => {
    const figure = tile(/^Sales through dealers$/).locator('.figure')
    const before = await figure.textContent()
    await page.locator('.live-live').waitFor()
    const { rows } = await (await page.request.get(api('/check-ins'))).json()
    const { measure, period } = rows.find(({ name }: { name: string }) => name === 'Sales through dealers')
    const path = `/measures/${measure}/values/${period}`
    const told = await page.request.put(api(path), {
      data: { value: 2_400_000, reason: 'late' },
      headers: same,
    })
    expect(told.status()).toBe(200)
    await expect.poll(() => figure.textContent()).toBe('EUR\u00a02.4M')
    expect(before).not.toBe('EUR\u00a02.4M')
  })

  test('that somebody else changed meanwhile is not overwritten: the way out is offered', async () => {
    await page.getByRole('button', { name: 'Edit', exact: true }).click()
    const id = page.url().match(/boards\/([^?]+)/)?.[1]
    const { tiles } = await (await page.request.get(api(`/boards/${id}`))).json()
    await page.request.put(api(`/boards/${id}`), { data: { name: 'Cash, sales', tiles }, headers: same })
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('The board has changed since you read it').first().waitFor()
    await page.getByRole('button', { name: /Read it again/ }).click()
    await page.getByRole('heading', { level: 1, name: 'Cash, sales' }).waitFor()
  })

  test('opens by its link in a window that is not signed in, alone, until the link is revoked', async () => {
    await page.getByRole('button', { name: 'Share by a link' }).click()
    await page.getByRole('button', { name: 'Make a link' }).click()
    const link = await page.getByLabel('Link', { exact: true }).inputValue()
    const context = await site.browser.newContext({
      locale: 'en-GB',
      viewport: { width: 1920, height: 1080 },
    })
    const wall = await context.newPage()
    site.watch(wall)
    await wall.goto(link)
    await wall.getByRole('heading', { name: 'Cash, sales' }).waitFor()
    await wall.locator('.figure').first().waitFor()
    expect(await wall.locator('nav, a, button').count()).toBe(0)
    const sizes = (await wall.evaluate(textSizes)) as number[]
    expect(sizes.length).toBeGreaterThan(8)
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(24)
    expect((await wall.request.get(api(''))).status()).toBe(401)
    await wall.goto(`${site.running.url}/perlbeck`)
    await wall.waitForURL(/sign-in/)
    await wall.goto(link)
    await wall.locator('.figure').first().waitFor()
    await page.getByRole('button', { name: 'Revoke' }).click()
    await page.locator('.tag').filter({ hasText: 'Revoked' }).waitFor()
    await wall.getByRole('heading', { name: 'This link opens nothing' }).waitFor({ timeout: 25_000 })
    expect(await wall.locator('.figure').count()).toBe(0)
    await context.close()
  })
})

describe('a discussion', () => {
  test('mentions by completion, shows to others at once, and is taken away', async () => {
    const other = await site.page()
    const place = `${site.running.url}/perlbeck/kpis/revenue?tab=discussion`
    await other.goto(place)
    await other.locator('.live-live').waitFor()
    await page.goto(place)
    const area = page.getByLabel('Your comment')
    await area.pressSequentially('Why **this** month? @le')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Send' }).click()
    const said = other.locator('.comment').filter({ hasText: 'Why this month?' })
    await said.locator('.mention').waitFor()
    expect(await said.locator('strong').last().textContent()).toBe('this')
    await page.locator('.comment').getByRole('button', { name: 'Remove' }).click()
    await said.waitFor({ state: 'detached' })
    await other.context().close()
  })

  test('of texts made to run as programs runs nothing, nor does a board that holds them', async () => {
    for (const text of hostileTexts) {
      const told = await page.request.post(api('/comments'), {
        data: { on: 'kpi:revenue', text },
        headers: same,
      })
      expect([text, told.status()]).toEqual([text, 201])
    }
    const tiles = hostileTexts.map((text, y) => ({ id: `t${y}`, kind: 'text', text, x: 0, y, w: 12, h: 1 }))
    const data = { name: hostileTexts[1], tiles }
    const made = await (await page.request.post(api('/boards'), { data, headers: same })).json()
    const places = [
      ['/perlbeck/kpis/revenue?tab=discussion', '.discussion .markdown'],
      [`/perlbeck/boards/${made.id}`, '.board .markdown'],
    ] as const
    for (const [place, markdown] of places) {
      await page.goto(site.running.url + place)
      await expect.poll(() => page.locator(markdown).count()).toBe(hostileTexts.length)
      const found = (await page.evaluate(`(${whatIsIn})(${JSON.stringify(markdown)})`)) as Found
      expect(found.hit).toBeNull()
      expect(['a', 'br', 'code', 'em', 'li', 'ol', 'p', 'span', 'strong', 'ul']).toEqual(
        expect.arrayContaining(found.elements),
      )
      expect(['class', 'href', 'rel', 'target']).toEqual(expect.arrayContaining(found.attributes))
      expect(['http:', 'https:', 'mailto:']).toEqual(expect.arrayContaining(found.protocols))
    }
  })

  test('nothing broke on the way: no error, no policy report, no other origin', () => {
    expect(site.faults).toEqual([])
  })
})
