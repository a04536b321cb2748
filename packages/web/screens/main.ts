// Takes a picture of every screen, in both themes, on a desktop and on a phone, into a folder that git ignores.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { startServer } from '@keelson/server'
import type { BrowserContext } from 'playwright-core'
import { siteFolder } from '../site.ts'
import { openChromium } from '../test/chromium.ts'
import { settled } from '../test/settled.ts'
import { pictures, places } from './places.ts'

const out = join(import.meta.dirname, '../dist-screens')
const wanted = process.argv.slice(2)
const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } }
const themes = ['light', 'dark'] as const

const folder = mkdtempSync(join(tmpdir(), 'keelson-screens-'))
const running = await startServer({
  databaseUrl: process.env.KEELSON_TEST_DATABASE_URL,
  postgresBin: undefined,
  folder,
  host: '127.0.0.1',
  port: 0,
  demo: true,
  egressAllow: [],
  version: 'screens',
  site: siteFolder(),
  limits: { perMinute: 1e9, latestMs: 60_000 },
  clock: () => Date.now(),
  log: (line) => process.stderr.write(`${line}\n`),
})
const browser = await openChromium()
/** `readme`: the four pictures that the first page shows. */
const isForReadme = wanted[0] === 'readme'
mkdirSync(out, { recursive: true })
try {
  const first = await browser.newContext({ locale: process.env.SCREENS_LOCALE ?? 'en-GB' })
  const cookies = await claim(first)
  if (isForReadme) await takePictures(cookies)
  else
    for (const theme of themes) {
      for (const [device, viewport] of Object.entries(sizes)) {
        const context = await browser.newContext({
          viewport,
          colorScheme: theme,
          locale: process.env.SCREENS_LOCALE ?? 'en-GB',
        })
        await context.addCookies(cookies)
        const page = await context.newPage()
        page.on('console', (message) => {
          if (['error', 'warning'].includes(message.type())) process.stderr.write(`${message.text()}\n`)
        })
        page.on('pageerror', (error) => process.stderr.write(`${error.stack}\n`))
        for (const [name, path, prepare] of places) {
          if (wanted.length > 0 && !wanted.includes(name)) continue
          await page.goto(running.url + path, { waitUntil: 'domcontentloaded' })
          await settled(page)
          await prepare?.(page)
          await page.waitForTimeout(500)
          await page.screenshot({
            path: join(out, `${name}-${theme}-${device}.png`),
            fullPage: device === 'phone',
          })
        }
        await context.close()
      }
    }
} finally {
  await browser.close()
  await running.stop()
  rmSync(folder, { recursive: true, force: true })
}

/** Makes the first account by its screen. */
async function claim(context: BrowserContext) {
  const page = await context.newPage()
  await page.goto(`${running.url}/claim#${running.claimSecret}`)
  await page.getByLabel(/name/i).last().fill('Ada Lind')
  await page.locator('[name=email]').fill('ada@example.org')
  await page.locator('[name=password]').fill('correct horse battery')
  if (wanted.length === 0) await page.screenshot({ path: join(out, 'claim.png') })
  await page.locator('button[type=submit]').click()
  await page.waitForURL(/perlbeck/)
  const cookies = await context.cookies()
  await context.close()
  return cookies
}

async function takePictures(cookies: Awaited<ReturnType<BrowserContext['cookies']>>): Promise<void> {
  const folder = join(import.meta.dirname, '../../../docs/pictures')
  mkdirSync(folder, { recursive: true })
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' })
  await context.addCookies(cookies)
  const page = await context.newPage()
  for (const [name, path, prepare] of places.filter(([name]) => pictures.includes(name))) {
    await page.goto(running.url + path)
    await settled(page)
    await prepare?.(page)
    await page.waitForTimeout(800)
    await page.screenshot({ path: join(folder, `${name}.jpg`), type: 'jpeg', quality: 72 })
  }
  await context.close()
}
