import { makeCalendar } from '../time/calendar.ts'
import type { Day } from '../time/day.ts'
import { lastEnded } from '../time/period.ts'
import { renderInline } from './render.ts'
import { jsonSchema } from './schema.ts'

export type StarterFile = { readonly path: string; readonly text: string }

const monthsOfValues = 9

/**
 * A first strategy to adapt: one organisation, three departments, four objectives, eight KPIs, and values of the months
 * that ended before `today`. It reads without a diagnostic, and its targets add up.
 */
export function starterFiles(name: string, today: Day): StarterFile[] {
  const { calendar } = makeCalendar()
  const month = lastEnded(calendar, 'month', today)
  const year = Math.floor(month / 12)
  return [
    { path: 'organisation.yaml', text: head + organisation(name) },
    { path: 'objectives.yaml', text: head + objectives(year) },
    { path: 'kpis.yaml', text: head + kpis(year) },
    { path: 'observations/values.csv', text: values(calendar, month) },
    { path: 'keelson.schema.json', text: `${JSON.stringify(jsonSchema(), null, 2)}\n` },
  ]
}

/** For editors that know it: completion, and faults shown while typing. */
const head = '# yaml-language-server: $schema=./keelson.schema.json\n'

function organisation(name: string): string {
  return `# Who we are. Change the name, the currency and the time zone, then the departments.

organisation:
  name: ${renderInline(name)}
  currency: EUR
  timezone: Europe/Berlin
  # A fiscal year that is not the calendar year begins on a day such as "04-01":
  # calendar: { start: "04-01" }

# The people who answer for something. Write names, or leave the roles.
people:
  managing-director: { name: Managing director }
  head-of-finance: { name: Head of Finance, department: finance }
  head-of-sales: { name: Head of Sales, department: sales }
  head-of-service: { name: Head of Customer Service, department: customer-service }

departments:
  finance: { name: Finance, head: head-of-finance }
  sales: { name: Sales, head: head-of-sales }
  customer-service: { name: Customer Service, head: head-of-service }

# The four perspectives of a balanced scorecard.
perspectives:
  financial: { name: Financial }
  customer: { name: Customer }
  process: { name: Internal process }
  learning: { name: Learning and growth }
`
}

function objectives(year: number): string {
  return `# What is to be reached, in words. The KPIs in kpis.yaml judge it in numbers.

objectives:
  profitability:
    name: Raise profitability
    perspective: financial
    owner: managing-director
    for: ${year}

  loyal-customers:
    name: Win customers and keep them
    parent: profitability
    perspective: customer
    owner: head-of-sales
    for: ${year}

  fast-service:
    name: Answer at once, collect in time
    parent: profitability
    perspective: process
    owner: head-of-service
    for: ${year}

  able-people:
    name: Be a place where people like to work
    parent: fast-service
    perspective: learning
    owner: managing-director
    for: ${year}

# What we believe leads to what. Keelson tests it against the values.
causal-links:
  - { from: able-people, to: fast-service, lag: 1 quarter }
  - { from: fast-service, to: loyal-customers, lag: 1 quarter }
  - { from: loyal-customers, to: profitability, lag: 2 quarters }
`
}

function kpis(year: number): string {
  return `# How we judge. Each KPI says what it measures, who answers for it, its target,
# and what it contributes to the KPIs above it.

kpis:
  operating-profit:
    name: Operating profit
    objective: profitability
    owner: managing-director
    measure:
      unit: EUR
      kind: flow # an amount over a period: it adds up over months
      polarity: higher
      formula: revenue - operating-cost
    targets:
      # 15% more than the 500,000 of last year.
      - { for: ${year}, baseline: 500_000, change: +15% }

  revenue:
    name: Revenue
    objective: profitability
    department: sales
    owner: head-of-sales
    measure: { unit: EUR, kind: flow, polarity: higher }
    targets:
      - { for: ${year}, baseline: 2_000_000, value: 2_050_000 }
    contributes:
      # All of the revenue is part of the profit ...
      - { to: operating-profit, kind: share }

  operating-cost:
    name: Operating cost
    objective: profitability
    department: finance
    owner: head-of-finance
    measure: { unit: EUR, kind: flow, polarity: lower }
    targets:
      - { for: ${year}, baseline: 1_500_000, value: 1_475_000 }
    contributes:
      # ... and all of the cost is taken off: 2,050,000 - 1,475,000 = 575,000 adds up.
      - { to: operating-profit, kind: share, share: -1 }

  new-clients:
    name: New clients
    objective: loyal-customers
    department: sales
    owner: head-of-sales
    grain: quarter # measured each month, judged each quarter
    measure: { unit: client, kind: flow, polarity: higher }
    targets:
      - { for: ${year}, each: quarter, baseline: 40, value: 50 }
    contributes:
      # No arithmetic, but a belief: 10% more new clients bring 2% more revenue.
      - { to: revenue, kind: influences, elasticity: 0.2, assumption: share of first orders in revenue }

  churn:
    name: Customer churn
    objective: loyal-customers
    department: customer-service
    shared-with: [sales]
    owner: head-of-service
    # A ratio is written as a formula, so that a year is judged from its parts and not
    # from the mean of its months.
    measure:
      unit: "%"
      kind: ratio
      polarity: lower
      formula: lost-clients / clients
    targets:
      - { for: ${year}, baseline: 2%, value: 1.8%, trajectory: linear }

  hours-to-answer:
    name: Hours to the first answer
    objective: fast-service
    department: customer-service
    owner: head-of-service
    measure: { unit: hour, kind: index, polarity: lower, timing: leading }
    targets:
      - { for: ${year}, baseline: 8, value: 4, trajectory: linear }

  days-to-collect:
    name: Days until invoices are paid
    objective: fast-service
    department: finance
    owner: head-of-finance
    measure: { unit: day, kind: index, polarity: lower }
    targets:
      - { for: ${year}, baseline: 45, value: 30, trajectory: linear }

  engagement:
    name: Employee engagement
    objective: able-people
    owner: managing-director
    measure: { unit: score, kind: index, polarity: higher, grain: quarter, timing: leading }
    targets:
      - { for: ${year}, baseline: 70, value: 76, trajectory: linear }

# Measures that are not judged themselves, but that a formula needs.
measures:
  lost-clients: { name: Clients lost, unit: client, kind: flow }
  clients: { name: Clients, unit: client, kind: stock }
`
}

/** The values of a measure by the number of months since the first. */
const monthly: Readonly<Record<string, (since: number) => number>> = {
  revenue: (since) => 165_000 + 1_500 * since + 400 * (since % 3),
  'operating-cost': (since) => 125_500 - 500 * since + 300 * (since % 2),
  'new-clients': (since) => 14 + (since % 4),
  'lost-clients': (since) => 17 - (since % 3),
  clients: (since) => 850 + 2 * since,
  'hours-to-answer': (since) => 8 - 0.4 * since,
  'days-to-collect': (since) => 45 - since,
}

type Calendar = ReturnType<typeof makeCalendar>['calendar']

/** A column for each month that has ended, then for each quarter. */
function values(calendar: Calendar, lastMonth: number): string {
  const first = lastMonth - monthsOfValues + 1
  const months = Array.from({ length: monthsOfValues }, (_, since) => first + since)
  const firstQuarter = Math.ceil(first / 3)
  const quarters = Array.from(
    { length: Math.floor((lastMonth + 1) / 3) - firstQuarter },
    (_, since) => firstQuarter + since,
  )
  const header = [
    'measure',
    ...months.map((month) => calendar.name('month', month)),
    ...quarters.map((quarter) => calendar.name('quarter', quarter)),
  ]
  const rows = Object.entries(monthly).map(([measure, value]) => [
    measure,
    ...months.map((_, since) => String(Number(value(since).toFixed(1)))),
    ...quarters.map(() => ''),
  ])
  const engagement = [
    'engagement',
    ...months.map(() => ''),
    ...quarters.map((_, since) => String(71 + since)),
  ]
  return [header, ...rows, engagement].map((cells) => `${cells.join(',')}\n`).join('')
}
