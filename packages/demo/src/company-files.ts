import { printDay } from '@keelson/core'
import type { Clock } from './clock.ts'

/** The organisation, its people and departments. */
export function organisationFile(clock: Clock): string {
  return `# Perlbeck Espresso: espresso machines through dealers and online, bean subscriptions, field service.
# About 420 people. The fiscal year begins on ${clock.yearStart()}; amounts are in EUR, with sales in Japan in JPY.
organisation:
  id: perlbeck
  name: Perlbeck Espresso
  timezone: Europe/Berlin
  currency: EUR
  as-of: ${printDay(clock.today)}
  calendar:
    start: ${clock.yearStart().slice(5)}
  grain: month
  review: quarter
  # The company is no better than its weakest perspective, and a perspective no better than its weakest objective,
  # unless it says otherwise.
  roll-up:
    rule: worst

currencies:
  USD:
    rates:
      - { from: ${clock.yearStart(-3)}, rate: 1.07 }
      - { from: ${clock.yearStart(-1)}, rate: 1.09 }
      - { from: ${clock.yearStart(0)}, rate: 1.11 }
  JPY:
    rates:
      - { from: ${clock.yearStart(-3)}, rate: 148 }
      - { from: ${clock.yearStart(-1)}, rate: 158 }
      - { from: ${clock.yearStart(0)}, rate: 161 }

people:
  mara: { name: Mara Voss, department: finance, email: mara@perlbeck.example }
  jonas: { name: Jonas Adler, department: sales, email: jonas@perlbeck.example }
  lea: { name: Lea Brandt, department: marketing, email: lea@perlbeck.example }
  tomasz: { name: Tomasz Nowak, department: operations, email: tomasz@perlbeck.example }
  ines: { name: Ines Duarte, department: customer-service, email: ines@perlbeck.example }
  kenji: { name: Kenji Mori, department: product, email: kenji@perlbeck.example }

departments:
  finance: { name: Finance, head: mara, roll-up: { rule: weighted-mean } }
  sales: { name: Sales, head: jonas, roll-up: { rule: weighted-mean } }
  marketing: { name: Marketing, head: lea, roll-up: { rule: weighted-mean } }
  operations: { name: Operations & Supply, head: tomasz, roll-up: { rule: weighted-mean } }
  product: { name: Product, head: kenji, roll-up: { rule: weighted-mean } }
  customer-service: { name: Customer Service, head: ines, roll-up: { rule: weighted-mean } }
  people: { name: People, head: mara, roll-up: { rule: weighted-mean } }

reviews:
  quarterly: { name: Quarterly review, every: quarter, lead: mara }
  half-yearly: { name: Half-yearly review, every: half, lead: mara, after: 3 weeks }
  marketing: { name: Marketing review, every: month, department: marketing, after: 5 days }
`
}

/** Perspectives, objectives, the hypotheses between them, initiatives. */
export function strategyFile(clock: Clock): string {
  const year = clock.fiscalYear()
  return `# What the company wants to reach, and how one thing is thought to lead to another.
perspectives:
  financial: { name: Financial, financial: true }
  customer: { name: Customer, roll-up: { rule: weighted-mean } }
  internal: { name: Internal process, roll-up: { rule: weighted-mean } }
  learning: { name: Learning and growth, roll-up: { rule: weighted-mean } }

scorecard:
  - from: ${clock.yearStart(-2)}
    weights: { financial: 40, customer: 25, internal: 20, learning: 15 }

themes:
  growth: { name: Grow beyond the dealers }
  trust: { name: Machines and service people trust }

objectives:
  profitable-growth:
    name: Earn 15% more profit this year
    perspective: financial
    theme: growth
    owner: mara
    for: ${year}
    weight: 2
    roll-up: { rule: weighted-mean }
  grow-revenue:
    name: Grow revenue by 20%
    perspective: financial
    theme: growth
    owner: jonas
    for: ${year}
    roll-up: { rule: weighted-mean }
  healthy-cash:
    name: Increase cash flow by 15% within the fiscal year
    perspective: financial
    owner: mara
    for: ${year}
    roll-up: { rule: weighted-mean }
  loyal-customers:
    name: Keep customers by better service
    perspective: customer
    theme: trust
    owner: ines
    for: ${year}
    roll-up: { rule: weighted-mean }
  preferred-brand:
    name: Be the brand that espresso lovers name first
    perspective: customer
    theme: growth
    owner: lea
    for: ${year}
    roll-up: { rule: weighted-mean }
  reliable-delivery:
    name: Deliver what was promised, when it was promised
    perspective: internal
    theme: trust
    owner: tomasz
    for: ${year}
    roll-up: { rule: weighted-mean }
  efficient-operations:
    name: Build machines without waste
    perspective: internal
    owner: tomasz
    for: ${year}
    roll-up: { rule: weighted-mean }
  better-products:
    name: Bring better machines to market sooner
    perspective: internal
    theme: trust
    owner: kenji
    for: ${year}
    roll-up: { rule: weighted-mean }
  engaged-people:
    name: People who like to work here
    perspective: learning
    owner: mara
    for: ${year}
    roll-up: { rule: weighted-mean }
  capable-teams:
    name: Teams that can do more each year
    perspective: learning
    owner: mara
    for: ${year}
    roll-up: { rule: weighted-mean }

  # Objectives of departments, each serving one of the company.
  win-clients:
    name: Win new clients and sell more machines
    parent: grow-revenue
    perspective: financial
    department: sales
    owner: jonas
    for: ${year}
    roll-up: { rule: weighted-mean }
  fill-pipeline:
    name: Fill the pipeline with good leads
    parent: grow-revenue
    perspective: financial
    department: marketing
    owner: lea
    for: ${year}
    roll-up: { rule: weighted-mean }
  lower-cost:
    name: Find inefficiencies and lower operating cost
    parent: profitable-growth
    perspective: financial
    department: finance
    owner: mara
    for: ${year}
    roll-up: { rule: weighted-mean }
  faster-collection:
    name: Collect what customers owe sooner
    parent: healthy-cash
    perspective: financial
    department: finance
    owner: mara
    for: ${year}
    roll-up: { rule: weighted-mean }

causal-links:
  - { from: engaged-people, to: capable-teams, lag: 1 quarter, strength: medium }
  - { from: capable-teams, to: efficient-operations, lag: 1 quarter }
  - { from: engagement, to: productivity, lag: 1 quarter, strength: medium }
  - { from: productivity, to: operating-profit, lag: 1 quarter }
  - { from: efficient-operations, to: reliable-delivery, lag: 1 month }
  - { from: better-products, to: loyal-customers, lag: 2 quarters }
  - { from: reliable-delivery, to: loyal-customers, lag: 1 quarter, strength: strong }
  - { from: preferred-brand, to: grow-revenue, lag: 2 quarters }
  - { from: loyal-customers, to: profitable-growth, lag: 2 quarters }
  - { from: grow-revenue, to: healthy-cash, lag: 1 month }

initiatives:
  new-channels:
    name: Start partner shops and webinars as new channels for leads
    objective: fill-pipeline
    kpis: [leads]
    owner: lea
    from: ${clock.quarterEnd(0)}
    due: ${clock.yearEnd()}
    budget: 120000
    state: running
  dunning:
    name: Remind late payers after five days instead of thirty
    objective: faster-collection
    kpis: [receivable-days]
    owner: mara
    from: ${clock.yearStart()}
    due: ${clock.yearEnd()}
    state: running
  service-academy:
    name: Train the service team to solve calls at the first contact
    objective: loyal-customers
    kpis: [first-contact-resolution, churn]
    owner: ines
    from: ${clock.yearStart()}
    due: ${clock.yearEnd()}
    budget: 90000
    state: running
`
}
