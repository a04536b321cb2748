// Measures the web application in Chromium against its budgets: sizes, paint, response, scrolling, memory.
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { siteFolder } from '@keelson/web'
import type { Page } from 'playwright-core'
import { settle } from './settled.ts'
import { WebSite } from './site.ts'

const updates = Number(process.argv[2] ?? 480)

function tell(name: string, figure: number, unit: string, bar: number, more = false): void {
  const verdict = (more ? figure >= bar : figure <= bar) ? 'bar cleared' : 'BAR MISSED'
  const shown = `${figure >= 100 ? figure.toFixed(0) : figure.toFixed(figure >= 1 ? 1 : 3)} ${unit}`
  const limit = `${more ? 'at least' : 'at most'} ${bar} ${unit}`
  process.stdout.write(`${name.padEnd(58)} ${shown.padStart(12)}  ${limit.padEnd(18)} ${verdict}\n`)
}

/** Kilobytes, gzipped, of the scripts that a page has loaded. */
async function scriptKb(page: Page): Promise<number> {
  const names = (await page.evaluate(
    `[...new Set(performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.endsWith('.js')))]`,
  )) as string[]
  const bytes = names.map((name) => {
    const file = join(siteFolder() as string, new URL(name).pathname)
    return statSync(existsSync(`${file}.gz`) ? `${file}.gz` : file).size
  })
  return bytes.reduce((a, b) => a + b, 0) / 1000
}

const vitals = `new Promise((tell) => {
  let shift = 0
  let paint = 0
  new PerformanceObserver((list) => { for (const one of list.getEntries()) if (!one.hadRecentInput) shift += one.value }).observe({ type: 'layout-shift', buffered: true })
  new PerformanceObserver((list) => { for (const one of list.getEntries()) paint = one.startTime }).observe({ type: 'largest-contentful-paint', buffered: true })
  setTimeout(() => tell({ shift, paint }), 1500)
})`

const settled = '!document.querySelector(".waiting") && !!document.querySelector("h1")'

const routes = ['', '/scorecard', '/map', '/cascade', '/alignment', '/check-in', '/kpis/revenue']
const site = await WebSite.open()
try {
  let worstPaint = 0
  let worstShift = 0
  let largest = 0
  let jumping = ''
  for (const route of routes) {
    const page = await site.page()
    await page.goto(`${site.running.url}/perlbeck${route}`)
    await settle(page)
    const { shift, paint } = (await page.evaluate(vitals)) as { shift: number; paint: number }
    const size = await scriptKb(page)
    if (route === '') tell('first route: JavaScript, gzipped', size, 'KB', 170)
    largest = Math.max(largest, size)
    worstPaint = Math.max(worstPaint, paint)
    if (shift > worstShift) jumping = route || '/'
    worstShift = Math.max(worstShift, shift)
    await page.context().close()
  }
  tell('any route: JavaScript, gzipped', largest, 'KB', 350)
  tell('largest contentful paint, the worst of seven screens', worstPaint, 'ms', 1500)
  tell(`layout shift, the worst of seven screens (${jumping})`, worstShift, '', 0.02)
  await measureRoutes()
  await measureLarge()
  await measureMap()
  await measureMemory()
} finally {
  await site.close()
}

/** From a click on a place to its title, code and data being there from before. */
async function measureRoutes(): Promise<void> {
  const page = await site.page()
  await page.goto(`${site.running.url}/perlbeck`)
  await settle(page)
  const places = ['Scorecard', 'Cascade', 'Alignment', 'Overview']
  for (const name of places) {
    await page.getByRole('link', { name, exact: true }).first().click()
    await settle(page)
  }
  const times: number[] = []
  for (const name of [...places, ...places, ...places]) {
    const took = await page.evaluate(`new Promise((tell) => {
      const before = document.title
      const start = performance.now()
      const look = () => document.title !== before && ${settled} ? requestAnimationFrame(() => tell(performance.now() - start)) : requestAnimationFrame(look)
      const link = [...document.querySelectorAll('.shell-place')].find((one) => one.textContent === ${JSON.stringify(name)})
      link.click()
      look()
    })`)
    times.push(took as number)
  }
  tell('route change, the worst of twelve', Math.max(...times), 'ms', 200)
  await page.context().close()
}

/** A scorecard of 5,000 KPIs: how it filters and scrolls. */
async function measureLarge(): Promise<void> {
  const page = await site.page()
  await page.goto(`${site.running.url}/large/scorecard?by=department`)
  await settle(page)
  await page.waitForSelector('.scorecard-long')
  await page.evaluate(`window.worst = 0; new PerformanceObserver((list) => {
    for (const one of list.getEntries()) window.worst = Math.max(window.worst, one.duration)
  }).observe({ type: 'event', durationThreshold: 16, buffered: false })`)
  const search = page.locator('.toolbar .search')
  const times: number[] = []
  for (const text of ['d', 'de', 'department-3', 'department-31-2', 'whole', '']) {
    const since = await page.evaluate('performance.now()')
    const before = await page.locator('table').getAttribute('aria-rowcount')
    await search.fill(text)
    const took = await page.evaluate(`new Promise((tell) => {
      const start = ${since}
      const look = () => {
        const now = document.querySelector('table')?.getAttribute('aria-rowcount')
        if (now !== ${JSON.stringify(before)} || performance.now() - start > 400) tell(performance.now() - start)
        else requestAnimationFrame(look)
      }
      look()
    })`)
    // A text that finds the same lines changes none.
    if ((await page.locator('table').getAttribute('aria-rowcount')) !== before) times.push(took as number)
  }
  tell('5,000 KPIs: from typing to the lines filtered, worst', Math.max(...times), 'ms', 100)
  tell(
    '5,000 KPIs: interaction to next paint, worst',
    (await page.evaluate('window.worst')) as number,
    'ms',
    100,
  )
  const frames = (await page.evaluate(`new Promise((tell) => {
    const box = document.querySelector('.scorecard-long')
    const start = performance.now()
    let frames = 0
    const step = () => {
      frames++
      box.scrollTop += 90
      if (performance.now() - start < 3000) requestAnimationFrame(step)
      else tell(frames / ((performance.now() - start) / 1000))
    }
    requestAnimationFrame(step)
  })`)) as number
  tell('5,000 KPIs: frames a second while scrolling', frames, '/s', 55, true)
  await page.context().close()
}

async function measureMap(): Promise<void> {
  const page = await site.page()
  await page.goto(`${site.running.url}/wide`)
  await settle(page)
  // The server has judged the links by then: what is measured is the drawing.
  await site.ask('GET', '/organisations/wide/map')
  const took = await page.evaluate(`new Promise((tell) => {
    const start = performance.now()
    const look = () => document.querySelectorAll('.map-node').length >= 300 ? requestAnimationFrame(() => tell(performance.now() - start)) : requestAnimationFrame(look)
    ;[...document.querySelectorAll('.shell-place')].find((one) => one.textContent === 'Strategy map').click()
    look()
  })`)
  tell('a map of 300 nodes, from the click on', took as number, 'ms', 1000)
  await page.context().close()
}

/** One value a minute for eight hours, as fast as they come. */
async function measureMemory(): Promise<void> {
  const page = await site.page()
  await page.goto(`${site.running.url}/perlbeck/scorecard`)
  await settle(page)
  await page.waitForSelector('.live-live')
  const heap = async () => {
    await page.evaluate('gc(), gc()')
    return ((await page.evaluate('performance.memory.usedJSHeapSize')) as number) / 1e6
  }
  await change(30)
  const before = await heap()
  await change(updates)
  await page.waitForTimeout(2000)
  tell(`memory after ${updates} live changes, more than before`, (await heap()) - before, 'MB', 20)
  await page.context().close()

  async function change(count: number): Promise<void> {
    for (let at = 0; at < count; at++) {
      await site.ask('PUT', '/organisations/perlbeck/measures/dealer-sales/values/2026-10', {
        value: 2_400_000 + ((at * 7919) % 1000),
        reason: 'as measured again',
      })
      // At most four renewals a second: as many as there would be.
      if (at % 4 === 3) await page.waitForTimeout(260)
    }
  }
}
