import type { Page } from 'playwright-core'

type Place = readonly [name: string, path: string, prepare?: (page: Page) => Promise<unknown>]

/** Every screen, by a name and its address. */
export const places: readonly Place[] = [
  ['overview', '/perlbeck'],
  ['scorecard', '/perlbeck/scorecard'],
  ['kpi', '/perlbeck/kpis/revenue'],
  ['kpi-explanation', '/perlbeck/kpis/revenue?tab=explanation'],
  ['alignment', '/perlbeck/alignment', (page) => page.locator('summary').first().click()],
]
