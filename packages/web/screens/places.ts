import type { Page } from 'playwright-core'

type Place = readonly [name: string, path: string, prepare?: (page: Page) => Promise<unknown>]

/** Keeps a board of its own by the interface, and opens it with what follows its address. */
async function openBoard(page: Page, after = ''): Promise<string> {
  const tiles = [
    { id: 'a', x: 0, y: 0, w: 7, h: 5, kind: 'overlay', kpi: 'cash-flow', other: 'revenue' },
    { id: 'b', x: 7, y: 0, w: 5, h: 3, kind: 'kpi', kpi: 'cash-flow' },
    { id: 'c', x: 7, y: 3, w: 5, h: 2, kind: 'text', text: 'Sales lead **cash** by a quarter.' },
    { id: 'd', x: 0, y: 5, w: 8, h: 5, kind: 'scorecard', by: 'perspective', group: 'financial' },
    { id: 'e', x: 8, y: 5, w: 4, h: 3, kind: 'alignment' },
  ]
  const id = (await page.evaluate(
    `fetch('/api/v1/organisations/perlbeck/boards', { method: 'POST', headers: { 'content-type': 'application/json' },
      body: ${JSON.stringify(JSON.stringify({ name: 'Cash and sales', tiles }))} }).then((answer) => answer.json()).then(({ id }) => id)`,
  )) as string
  await page.goto(new URL(`/perlbeck/boards/${id}${after}`, page.url()).href)
  await page.waitForSelector('.board-tile .figure')
  return id
}

/** Opens the link to a board as a screen on a wall does. */
async function openShared(page: Page): Promise<void> {
  const id = await openBoard(page)
  const token = (await page.evaluate(
    `fetch('/api/v1/organisations/perlbeck/boards/${id}/share', { method: 'POST', headers: { 'content-type': 'application/json' },
      body: '{"days":1}' }).then((answer) => answer.json()).then(({ token }) => token)`,
  )) as string
  await page.goto(new URL(`/shared/${token}`, page.url()).href)
  await page.waitForSelector('.board-tile .figure')
}

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
  ['inbox', '/perlbeck/inbox', (page) => page.waitForSelector('.inbox li', { timeout: 30_000 })],
  [
    'preferences',
    '/perlbeck/preferences',
    async (page) => {
      await page.locator('section > button').click()
      await page.waitForSelector('.telling-new')
    },
  ],
  ['telling', '/perlbeck/telling', (page) => page.waitForSelector('#sendings')],
  [
    'chat-channel',
    '/perlbeck/telling',
    async (page) => {
      await page.locator('#channels ~ button').click()
      await page.waitForSelector('dialog')
    },
  ],
  ['check-in-link-over', '/check-in/link/nothing'],
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
  ['boards', '/perlbeck/boards'],
  ['board', '/perlbeck/boards', (page) => openBoard(page)],
  ['board-edit', '/perlbeck/boards', (page) => openBoard(page, '?edit=true')],
  [
    'board-share',
    '/perlbeck/boards',
    async (page) => {
      await openBoard(page)
      await page.getByRole('button', { name: /link/i }).click()
      await page.locator('dialog button[type=submit]').click()
      await page.waitForSelector('.share-new')
    },
  ],
  ['shared', '/perlbeck/boards', openShared],
  [
    'discussion',
    '/perlbeck/kpis/revenue?tab=discussion',
    async (page) => {
      await page.locator('.discussion textarea').fill('**Why** this month? See `plan`. @le')
      await page.waitForSelector('.mention-offers')
    },
  ],
]

/** Those that the first page of the repository shows. */
export const pictures: readonly string[] = ['overview', 'scorecard', 'kpi', 'repair']
