import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { settled } from '../settled.ts'
import { TestSite } from '../site.ts'

let site: TestSite
beforeAll(async () => {
  site = await TestSite.open()
})

async function open(file: string): Promise<Page> {
  const page = await site.page()
  await page.goto(`${site.running.url}/perlbeck/strategy?file=${file}`)
  await settled(page)
  await page.locator('.cm-content').waitFor()
  return page
}

async function write(page: Page, text: string): Promise<void> {
  await page.locator('.cm-content').click()
  await page.keyboard.press('Control+End')
  await page.keyboard.insertText(text)
}

/** The last lines of the file: the editor draws only those in sight. */
async function endOf(page: Page): Promise<string | null> {
  await page.locator('.cm-content').click()
  await page.keyboard.press('Control+End')
  return page.locator('.cm-content').textContent()
}

async function apply(page: Page, comment: string): Promise<void> {
  await page.getByRole('button', { name: 'Plan', exact: true }).click()
  await page.getByLabel('Why').fill(comment)
  await page.getByRole('button', { name: 'Apply', exact: true }).click()
}

test('a fault is led to, mended, and the file applied and taken back', async () => {
  const page = await open('people.yaml')
  await write(page, '\nnonsense: [')
  await page.getByRole('button', { name: 'Plan', exact: true }).click()
  await page.getByText('Nothing can be applied').waitFor()
  expect(await page.getByRole('button', { name: 'Apply', exact: true }).count()).toBe(0)
  await page.locator('.strategy-faults button').first().click()
  await expect
    .poll(() => page.evaluate('document.activeElement?.shadowRoot?.activeElement?.className'))
    .toContain('cm-content')
  await page.getByRole('button', { name: 'Discard my changes' }).click()
  await write(page, '\n# Read by the board.\n')
  await apply(page, 'Say who reads it')
  await page.getByText('1 file applied').waitFor()
  await expect.poll(() => endOf(page)).toContain('Read by the board')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => endOf(page)).not.toContain('Read by the board')
  expect(site.faults).toEqual([])
  await page.context().close()
})

test('a draft outlives the page, and one that rests on an older strategy is carried over or asked about', async () => {
  const mine = await open('sales.yaml')
  await write(mine, '\n# mine\n')
  await mine.reload()
  await expect.poll(() => endOf(mine)).toContain('# mine')
  const other = await open('finance.yaml')
  await write(other, '\n# theirs\n')
  await apply(other, 'Another file')
  await mine.getByText('were carried over').waitFor()
  await other.goto(`${site.running.url}/perlbeck/strategy?file=sales.yaml`)
  await settled(other)
  await write(other, '\n# theirs\n')
  await apply(other, 'The same file')
  await mine.getByText('Somebody else has changed the strategy').waitFor()
  expect(await mine.getByRole('button', { name: 'Plan', exact: true }).isDisabled()).toBe(true)
  await mine.getByRole('button', { name: 'Keep mine' }).click()
  await apply(mine, 'Mine it is')
  await mine.getByText('1 file applied').waitFor()
  expect(site.faults).toEqual([])
  await mine.context().close()
  await other.context().close()
})
