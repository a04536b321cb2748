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

/** Makes a token and a webhook by the interface, and opens what was sent to it. */
async function openConnections(page: Page): Promise<void> {
  for (const [path, body] of [
    ['tokens', { name: 'Data warehouse', scopes: ['read', 'record-values'], days: 90 }],
    ['webhooks', { url: 'https://hooks.invalid/keelson', kinds: ['values-recorded', 'strategy-applied'] }],
  ] as const)
    await page.evaluate(
      `fetch('/api/v1/organisations/perlbeck/${path}', { method: 'POST', headers: { 'content-type': 'application/json' },
        body: ${JSON.stringify(JSON.stringify(body))} })`,
    )
  await page.reload()
  await page.locator('.deliveries summary').first().click()
}

let imports = 0

/** A table of which a value is another each time, so that there is always something to import. */
function figures(): string {
  imports += 1
  return [
    'Figures of August',
    'Department;KPI;Month;Actual;Account',
    `Mktg;Brand awareness;2026-08;${20 + (imports % 60)},5;4711`,
    'Mktg;Followers;2026-08;1.234;4712',
    'Finance;Overhead;2026-08;120.000,00;4713',
    'Finance;Overhead cost;2026-09;tbd;4714',
    'Sales;Sales through dealers;31.08.2026;415.000,50;4715',
  ].join('\n')
}

/** Sends a table to be imported, and goes as far as the columns or the result. */
async function openImport(page: Page, isResult = false): Promise<void> {
  const file = { name: 'figures-of-august.csv', mimeType: 'text/csv', buffer: Buffer.from(figures()) }
  await page.locator('input[type=file]').setInputFiles(file)
  await page.waitForSelector('.import-columns')
  if (!isResult) return
  await page.locator('main form button[type=submit]').click()
  await page.waitForSelector('.import-problem')
}

/** Imports what can be taken of the table, and shows the report. */
async function reportImport(page: Page): Promise<void> {
  await openImport(page, true)
  // An import that was explained before names departments as they are.
  const mend = page.locator('.import-problem').filter({ hasText: 'Mktg' }).locator('[type=submit]')
  if ((await mend.count()) > 0) await mend.click()
  await page.locator('.import-foot .primary:enabled').click()
  await page.waitForSelector('.import-done')
}

async function reportAndList(page: Page): Promise<void> {
  await reportImport(page)
  await page.locator('.page-lead a').click()
  await page.waitForSelector('.import-name')
}

/** Opens the first review that is due, as somebody of the strategy, or goes on with it. */
async function openReview(page: Page): Promise<void> {
  await page.evaluate(`(async () => {
    const api = '/api/v1'
    const { userId, organisations } = await (await fetch(api + '/session')).json()
    if (organisations.find(({ slug }) => slug === 'perlbeck').person) return
    await fetch(api + '/organisations/perlbeck/members/' + userId, { method: 'PUT', headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ roles: ['strategy-administrator'], person: 'mara' }) })
  })()`)
  await page.reload()
  await page.locator('.review-card .button.primary').first().click()
  await page.waitForSelector('.review-item')
}

/** Every screen, by a name and its address. */
export const places: readonly Place[] = [
  ['overview', '/perlbeck'],
  ['scorecard', '/perlbeck/scorecard'],
  ['kpi', '/perlbeck/kpis/revenue'],
  ['kpi-moved', '/perlbeck/kpis/leads'],
  ['kpi-explanation', '/perlbeck/kpis/revenue?tab=explanation'],
  ['map', '/perlbeck/map'],
  ['map-node', '/perlbeck/map?node=loyal-customers'],
  ['cascade', '/perlbeck/cascade'],
  ['connections', '/perlbeck/connections', (page) => openConnections(page)],
  [
    'new-token',
    '/perlbeck/connections',
    async (page) => {
      await page.locator('.section-head button').first().click()
      await page.locator('dialog input').first().waitFor()
    },
  ],
  [
    'smart',
    '/perlbeck/smart?say=increase cash flow by 15 % within the next fiscal year',
    // Whether it can be taken over depends on what was imported meanwhile.
    (page) => page.waitForSelector('.letters'),
  ],
  ['smart-vague', '/perlbeck/smart?say=improve cash flow', (page) => page.waitForSelector('.letters')],
  [
    'smart-targets',
    '/perlbeck/alignment',
    (page) => page.locator('.smart-targets tbody').scrollIntoViewIfNeeded(),
  ],
  ['what-if', '/perlbeck/what-if?set=dealer-sales:10,goods-cost:-3'],
  ['tour-step', '/perlbeck/alignment?tour=3&open=gap:revenue'],
  ['settings', '/perlbeck/settings'],
  [
    'settings-plan',
    '/perlbeck/settings',
    async (page) => {
      await page.getByLabel('At risk from', { exact: false }).fill('70')
      await page.waitForSelector('.plan')
    },
  ],
  ['audit', '/perlbeck/audit'],
  ['kpi-history', '/perlbeck/kpis/leads?tab=history'],
  ['past', '/perlbeck/scorecard?asOf=2026-06-30'],
  ['people', '/perlbeck/people'],
  ['agreements', '/perlbeck/agreements'],
  ['reviews', '/perlbeck/reviews'],
  ['review-agenda', '/perlbeck/reviews?cycle=quarterly&period=FY27-Q2'],
  ['review', '/perlbeck/reviews', openReview],
  [
    'review-decide',
    '/perlbeck/reviews',
    async (page) => {
      await openReview(page)
      await page.keyboard.press('d')
      await page.locator('.choices input').nth(1).check()
      await page.waitForSelector('.review-options button, .review-options.faint')
    },
  ],
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
  ['scorecard-export', '/perlbeck/scorecard', (page) => page.locator('.export summary').click()],
  ['imports', '/perlbeck/imports', reportAndList],
  ['import-columns', '/perlbeck/imports', (page) => openImport(page)],
  ['import-result', '/perlbeck/imports', (page) => openImport(page, true)],
  ['import-report', '/perlbeck/imports', reportImport],
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
