import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Running } from '@keelson/server'
import { startServer } from '@keelson/server'
import { siteFolder } from '@keelson/web'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { chromium } from 'playwright-core'
import { writeLargeCompany } from '../large-company.ts'
import { wideMap } from './wide-map.ts'

const kpiCount = 5000
const nodeCount = 300

/** The built application on a server of this process, with the demo, a company of 5,000 KPIs and one of a wide map. */
export class WebSite {
  readonly running: Running
  readonly browser: Browser
  readonly #folder: string
  #cookies: Awaited<ReturnType<BrowserContext['cookies']>> = []

  private constructor(running: Running, browser: Browser, folder: string) {
    this.running = running
    this.browser = browser
    this.#folder = folder
  }

  static async open(): Promise<WebSite> {
    const folder = mkdtempSync(join(tmpdir(), 'keelson-bench-web-'))
    const running = await startServer({
      databaseUrl: undefined,
      postgresBin: undefined,
      folder,
      host: '127.0.0.1',
      port: 0,
      demo: true,
      egressAllow: [],
      version: 'bench',
      site: siteFolder(),
      limits: { perMinute: 1e9, latestMs: 60_000 },
      clock: () => Date.now(),
      log: () => {},
    })
    const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
    const args = [
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--js-flags=--expose-gc',
      '--enable-precise-memory-info',
    ]
    const site = new WebSite(running, await chromium.launch({ executablePath, args }), folder)
    await site.#fill()
    return site
  }

  async page(): Promise<Page> {
    const context = await this.browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })
    await context.addCookies(this.#cookies)
    return context.newPage()
  }

  async ask(method: string, path: string, body?: unknown, type = 'application/json'): Promise<unknown> {
    const response = await fetch(`${this.running.url}/api/v1${path}`, {
      method,
      headers: {
        'sec-fetch-site': 'same-origin',
        cookie: this.#cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
        ...(body !== undefined && { 'content-type': type }),
      },
      body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${(await response.text()).slice(0, 500)}`)
    return response.json()
  }

  async close(): Promise<void> {
    await this.browser.close()
    await this.running.stop()
    rmSync(this.#folder, { recursive: true, force: true })
  }

  async #fill(): Promise<void> {
    const context = await this.browser.newContext({ locale: 'en-GB' })
    const page = await context.newPage()
    await page.goto(`${this.running.url}/claim#${this.running.claimSecret}`)
    await page.locator('[name=name]').fill('Bench')
    await page.locator('[name=email]').fill('bench@example.org')
    await page.locator('[name=password]').fill('a long enough secret')
    await page.locator('button[type=submit]').click()
    await page.waitForURL(/perlbeck/)
    this.#cookies = await context.cookies()
    await context.close()
    const company = join(this.#folder, 'company')
    writeLargeCompany(company, kpiCount)
    const files = readdirSync(company)
      .filter((name) => name.endsWith('.yaml'))
      .map((path) => ({ path, text: readFileSync(join(company, path), 'utf8') }))
    await this.#found('large', files)
    const [head = '', ...rows] = readFileSync(join(company, 'observations/values.csv'), 'utf8').split('\n')
    const recent = rows.slice(-60_000)
    for (let at = 0; at < recent.length; at += 10_000)
      await this.ask(
        'POST',
        '/organisations/large/values',
        [head, ...recent.slice(at, at + 10_000)].join('\n'),
        'text/csv',
      )
    await this.#found('wide', [{ path: 'strategy.yaml', text: wideMap(nodeCount) }])
  }

  async #found(slug: string, files: readonly { path: string; text: string }[]): Promise<void> {
    await this.ask('POST', '/organisations', { slug })
    await this.ask('POST', `/organisations/${slug}/strategy/apply`, { base: 0, files, whole: true })
  }
}
