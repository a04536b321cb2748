import type { Page } from 'playwright-core'

type Place = readonly [name: string, path: string, prepare?: (page: Page) => Promise<unknown>]

/** Every screen, by a name and its address. */
export const places: readonly Place[] = [
  ['overview', '/perlbeck'],
  ['scorecard', '/perlbeck/scorecard'],
  ['kpi', '/perlbeck/kpis/revenue'],
  ['kpi-explanation', '/perlbeck/kpis/revenue?tab=explanation'],
  ['map', '/perlbeck/map'],
  ['map-node', '/perlbeck/map?node=loyal-customers'],
  ['cascade', '/perlbeck/cascade'],
  ['people', '/perlbeck/people'],
  ['agreements', '/perlbeck/agreements'],
  ['check-in', '/perlbeck/check-in'],
  [
    'repair',
    '/perlbeck/alignment?open=gap:revenue',
    async (page) => {
      await page.locator('details[open] .finding-foot button').last().click()
      await page.waitForSelector('.plan')
    },
  ],
  [
    'edit-kpi',
    '/perlbeck/kpis/leads',
    async (page) => {
      await page.locator('.page-actions button').first().click()
      await page.locator('dialog input').nth(1).fill('150')
      await page.waitForSelector('.plan')
    },
  ],
  [
    'new-kpi',
    '/perlbeck/scorecard',
    async (page) => {
      await page.locator('.page-actions button').first().click()
      await page.locator('dialog input').first().fill('Visits to dealers')
      await page.waitForSelector('.plan')
    },
  ],
  ['strategy', '/perlbeck/strategy'],
  ['alignment', '/perlbeck/alignment', (page) => page.locator('summary').first().click()],
]

/** Those that the first page of the repository shows. */
export const pictures: readonly string[] = ['overview', 'scorecard', 'kpi', 'repair']
