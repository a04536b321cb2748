import type { Page } from 'playwright-core'

/** Waits until a screen has its title and nothing in it is being read any more. */
export async function settle(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor({ timeout: 60_000 })
  while ((await page.locator('.waiting').count()) > 0) await page.waitForTimeout(20)
}
