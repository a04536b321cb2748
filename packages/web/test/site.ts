import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Config, Running } from '@keelson/server'
import { startServer } from '@keelson/server'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, expect } from 'vitest'
import { makeDatabase } from '../../server/test/database.ts'
import { siteFolder } from '../site.ts'
import { openChromium } from './chromium.ts'

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>

/** A server with the demo company and the built application, and a browser in front of it. */
export class TestSite {
  readonly running: Running
  readonly browser: Browser
  #cookies: Cookies = []
  /** What no journey may cause: errors in the console, reports of the content-security policy, other origins. */
  readonly faults: string[] = []

  private constructor(running: Running, browser: Browser) {
    this.running = running
    this.browser = browser
  }

  static async open(more: Partial<Config> = {}): Promise<TestSite> {
    const site = siteFolder()
    expect(site, 'the application is built: node tools/run.js build').toBeDefined()
    const folder = mkdtempSync(join(tmpdir(), 'keelson-web-'))
    const running = await startServer({
      databaseUrl: await makeDatabase(),
      postgresBin: undefined,
      folder,
      host: '127.0.0.1',
      port: 0,
      demo: true,
      egressAllow: [],
      version: 'test',
      site,
      limits: { perMinute: 1e9, latestMs: 60_000 },
      clock: () => Date.now(),
      log: () => {},
      ...more,
    })
    const browser = await openChromium()
    afterAll(async () => {
      await browser.close()
      await running.stop()
      rmSync(folder, { recursive: true, force: true })
    })
    const opened = new TestSite(running, browser)
    await opened.#claim()
    return opened
  }

  /** A window of its own, in which the administrator is signed in. */
  async page(options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
    const context = await this.browser.newContext({ locale: 'en-GB', ...options })
    await context.addCookies(this.#cookies)
    const page = await context.newPage()
    this.watch(page)
    return page
  }

  watch(page: Page): void {
    page.on('console', (message) => {
      const text = message.text()
      // A request that was refused or cut is shown to the person; the console's own line of it is no fault.
      if (message.type() === 'error' && !/Failed to load resource|ERR_INTERNET_DISCONNECTED/.test(text))
        this.faults.push(text)
    })
    page.on('pageerror', (error) => this.faults.push(error.message))
    page.on('request', (request) => {
      if (!request.url().startsWith(this.running.url) && !request.url().startsWith('blob:'))
        this.faults.push(`request to ${request.url()}`)
    })
  }

  /** Makes the first account by its screen. */
  async #claim(): Promise<void> {
    const context = await this.browser.newContext({ locale: 'en-GB' })
    const page = await context.newPage()
    this.watch(page)
    await page.goto(`${this.running.url}/claim#${this.running.claimSecret}`)
    await page.getByLabel('Your name').fill('Ada Lind')
    await page.getByLabel('E-mail').fill('ada@example.org')
    await page.getByLabel('Password').fill('correct horse battery')
    await page.getByRole('button', { name: 'Make the account' }).click()
    await page.waitForURL(/perlbeck/)
    this.#cookies = await context.cookies()
    await context.close()
  }
}
