import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { workbook } from '../../../server/test/imports/workbooks.ts'
import { hostileTexts } from '../hostile-texts.ts'
import { settled } from '../settled.ts'
import { TestSite } from '../site.ts'

let site: TestSite
let page: Page
beforeAll(async () => {
  site = await TestSite.open()
  page = await site.page({ viewport: { width: 1440, height: 900 } })
  page.setDefaultTimeout(15_000)
})

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const august = 46_235
const messy = workbook([
  {
    name: 'August',
    rows: [
      ['Figures of August'],
      ['Abteilung', 'Kennzahl', 'Datum', 'Ist', 'Konto'],
      ['Mktg', 'Brand awareness', { date: august }, '31,5', 1],
      ['Mktg', 'Followers', { date: august }, '1.234', 2],
      ['', 'Overhead', { date: august }, 120_000, 3],
      ['', 'Overhead cost', { date: august + 31 }, 'tbd', 4],
    ],
  },
])
const measures = ['brand-awareness', 'social-followers', 'overhead-cost']

/** What stands for August of each measure of the file, as the server says. */
async function standing(): Promise<unknown> {
  const paths = measures.map((id) => `/api/v1/organisations/perlbeck/measures/${id}/values/2026-08`)
  return page.evaluate(
    `Promise.all(${JSON.stringify(paths)}.map((path) => fetch(path).then((answer) => answer.json()).then(({ value }) => value)))`,
  )
}

async function go(path: string): Promise<void> {
  await page.goto(`${site.running.url}/perlbeck${path}`)
  await settled(page)
}

const counts = () =>
  page
    .locator('.import-counts dd')
    .evaluateAll((all) => all.map((one) => one.textContent?.replace(/\D/g, '')))
const problem = (text: string) => page.locator('.import-problem').filter({ hasText: text })

describe('a messy workbook', () => {
  test('is imported by mouse: each fault mended once, committed, and taken back whole', async () => {
    await go('/imports')
    const before = await standing()
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'august.xlsx', mimeType: xlsx, buffer: messy })
    await page.waitForURL(/imports\/[0-9a-f-]{36}/)
    await page.getByRole('heading', { name: 'What the columns hold' }).waitFor()
    const roleOf = (name: string) => page.getByLabel(`${name} holds`).inputValue()
    expect(await Promise.all(['Abteilung', 'Kennzahl', 'Datum', 'Ist', 'Konto'].map(roleOf))).toEqual([
      'department',
      'measure',
      'period',
      'value',
      'ignored',
    ])
    await page.getByRole('button', { name: 'Show the result' }).click()
    await page.getByRole('heading', { name: '3 things to mend' }).waitFor()
    expect(await counts()).toEqual(['4', '0', '0', '0', '4'])
    await problem('no department “Mktg”').getByRole('button', { name: 'Apply to all' }).click()
    await problem('no KPI or measure “Overhead”').getByRole('button', { name: 'Apply to all' }).click()
    await problem('“1.234” may be two numbers').getByRole('button', { name: 'the comma' }).click()
    await problem('“tbd” is no value').waitFor()
    await page.getByRole('heading', { name: '1 thing to mend' }).waitFor()
    await page.getByRole('button', { name: 'Import 3 values' }).click()
    await page.getByText('The values are imported.').waitFor()
    expect(await standing()).toEqual([31.5, 1234, 120_000])
    expect((await counts())[0]).toBe('4')
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Download what was rejected' }).click()
    expect((await download).suggestedFilename()).toBe('rejected.csv')
    await page.getByRole('button', { name: 'Undo the import of august.xlsx' }).click()
    await page.getByText('The import is undone').waitFor()
    expect(await standing()).toEqual(before)
    expect(site.faults).toEqual([])
  }, 60_000)

  test('is imported by keys alone, and undone from the list', async () => {
    await go('/imports')
    const before = await standing()
    const chooser = page.waitForEvent('filechooser')
    await page.locator('input[type=file]').focus()
    await page.keyboard.press('Enter')
    await (await chooser).setFiles({ name: 'again.xlsx', mimeType: xlsx, buffer: messy })
    await page.waitForURL(/imports\/[0-9a-f-]{36}/)
    await page.getByRole('heading', { name: 'What the columns hold' }).waitFor()
    await tabTo('Show the result')
    await page.keyboard.press('Enter')
    // Names that were explained to the import before are known.
    await page.getByRole('heading', { name: /things? to mend/ }).waitFor()
    for (let mended = 0; mended < 5; mended++) {
      const next = page.locator('.import-problem').first()
      const text = (await next.locator('strong').textContent()) ?? ''
      if (/two numbers/.test(text)) await tabTo('the comma: 1,5')
      else if (/is no value/.test(text)) {
        await tabTo('“tbd” means')
        await page.keyboard.type('99')
      } else await tabTo('Apply to all')
      await page.keyboard.press('Enter')
      await next.filter({ hasText: text }).waitFor({ state: 'detached' })
      if ((await page.locator('.import-problem').count()) === 0) break
    }
    await page.getByText('Every value of the file can be taken.').waitFor()
    await tabTo('Import 4 values')
    await page.keyboard.press('Enter')
    await page.getByText('The values are imported.').waitFor()
    expect(await standing()).toEqual([31.5, 1234, 120_000])
    await go('/imports')
    await tabTo('Undo the import of again.xlsx')
    await page.keyboard.press('Enter')
    await page.getByText('The import of again.xlsx is undone').waitFor()
    expect(await standing()).toEqual(before)
    expect(site.faults).toEqual([])
  }, 60_000)

  test('whose texts were made to run as programs shows them, and runs none', async () => {
    // XML has no control characters.
    const texts = hostileTexts.map((text) => text.replace(/\p{Cc}/gu, ' '))
    const rows = texts.map((text, at) => [text, { date: august }, at % 2 === 0 ? text : 1, text] as const)
    const buffer = workbook([
      {
        name: '<img src=x onerror="window.hit=1">',
        rows: [['measure', 'period', 'value', '<svg/onload=window.hit=1>'], ...rows],
      },
    ])
    await go('/imports')
    const name = '<img src=x onerror="window.hit=1">.xlsx'
    await page.locator('input[type=file]').setInputFiles({ name, mimeType: xlsx, buffer })
    await page.waitForURL(/imports\/[0-9a-f-]{36}/)
    await page.getByRole('heading', { name: 'What the columns hold' }).waitFor()
    await page.getByLabel('measure holds').selectOption('measure')
    await page.getByLabel('value holds').selectOption('value')
    await page.getByRole('button', { name: 'Show the result' }).click()
    await page.locator('.import-problem').first().waitFor()
    expect(await page.locator('.import-problem').count()).toBeGreaterThan(25)
    await go('/imports')
    const inside = await page.evaluate(
      `[window.hit ?? null, ...['script', 'iframe', 'img', 'svg[onload]'].map((name) => document.querySelectorAll('main ' + name).length)]`,
    )
    expect(inside).toEqual([null, 0, 0, 0, 0])
    expect(site.faults).toEqual([])
  }, 60_000)
})

test('the sample is read and previewed as it is; a file that is none says what it is', async () => {
  await go('/imports')
  await page.getByRole('button', { name: 'Try it with a sample' }).click()
  await page.getByRole('button', { name: 'Show the result' }).click()
  await page.getByText('Every value of the file can be taken.').waitFor()
  await go('/imports')
  const buffer = Buffer.from('d0cf11e0a1b11ae1', 'hex')
  await page.locator('input[type=file]').setInputFiles({ name: 'old.xls', mimeType: 'x/y', buffer })
  await page.getByText('Save it as .xlsx or .csv').waitFor()
  expect(site.faults).toEqual([])
}, 60_000)

/** Tabs on until what has the focus is called so. */
async function tabTo(name: string): Promise<void> {
  for (let presses = 0; presses < 120; presses++) {
    await page.keyboard.press('Tab')
    const called = await page.evaluate(
      `(() => { const one = document.activeElement; return one?.getAttribute('aria-label') ?? one?.labels?.[0]?.textContent ?? one?.textContent ?? '' })()`,
    )
    if (String(called).includes(name)) return
  }
  throw new Error(`nothing called "${name}" takes the focus`)
}
