/** A strategy that uses every section and nearly every field, in two files. */
export const company = [
  {
    name: 'a.yaml',
    text: `# who we are
organisation:
  id: acme
  name: Acme
  timezone: Europe/Berlin
  currency: EUR
  calendar: { start: 04-01, names: end-year }
  bands: { on-track: 95%, at-risk: 0.8 }
  roll-up: { rule: weighted-mean, missing: leave-out, coverage-limit: 70%, freshness: 1 quarter }
  tolerance: 0.5%
  padding: 10%
  review: quarter
  kpi-limit: 7
currencies:
  USD: { rates: [{ from: 2026-07-01, rate: 1.1 }, { from: 2026-01-01, rate: 1.08 }] }
people:
  cfo: { name: Finance lead, department: finance, email: cfo@acme.example }
  sales-lead:
departments:
  finance: { head: cfo, weight: 2 }
  sales: { name: Sales, parent: finance, weight: [{ from: 2026-10-01, value: 3 }, { from: 2026-04-01, value: 1 }] }
perspectives:
  financial: { name: Financial }
  customer: { roll-up: { rule: worst } }
themes: { growth: { name: Growth } }
`,
  },
  {
    name: 'b.yaml',
    text: `objectives:
  profit: { name: Raise profit, perspective: financial, theme: growth, owner: cfo, for: FY27, judged-by: kpis }
  loyal: { parent: profit, perspective: customer, department: sales, weight: 2, for: FY27-Q1 }
measures:
  revenue: { unit: EUR, kind: flow, polarity: higher, aggregates: [revenue-a, revenue-b] }
  revenue-a: { unit: EUR, kind: flow, department: sales, bounds: { min: 0 } }
  revenue-b: { unit: EUR, kind: flow, carry-forward: 2 months, missing: carry-forward }
  cost: { unit: EUR, kind: flow, polarity: lower, owner: cfo, source: ledger }
kpis:
  profit:
    measure: { unit: EUR, kind: flow, polarity: higher, formula: revenue - cost }
    objective: profit
    targets:
      - for: FY27
        baseline: { period: FY26 }
        change: +15%
        agreed: 2026-04-01
        trajectory: linear
        signed-by: [cfo, sales-lead]
        revisions:
          - { from: 2026-10-01, recorded: 2026-09-15, value: 120, reason: new plan, by: cfo }
          - { from: 2026-07-01, value: 110, reason: slow start }
  revenue: { department: sales, owner: sales-lead, contributes: { to: profit, kind: share } }
  cost:
    objective: profit
    shared-with: [sales]
    targets: { for: FY27-Q1, between: [2, 4], status: { method: trajectory, tolerance: 5% } }
    contributes: [{ to: profit, kind: share, share: -1, of: total }]
  churn:
    measure: { unit: '%', kind: ratio, polarity: lower }
    objective: loyal
    department: sales
    weight: 0.5
    reviewed: 2026-04-20
targets:
  - { kpi: churn, for: FY27, value: 4%, trajectory: { 2026-06: 5, 2026-09: 4.5% } }
  - { kpi: revenue, for: FY27, value: 50, each: quarter, scale: { min: 0, max: 100 }, score: performance }
contributions:
  - { from: churn, to: revenue, kind: influences, elasticity: -0.2, assumption: a survey }
causal-links:
  - { from: loyal, to: profit, sign: '+', lag: 2 months, strength: strong, evidence: a survey }
initiatives:
  portal: { objective: loyal, kpis: [churn], owner: cfo, from: 2026-05-01, due: 2026-12-31, budget: 20000, state: running }
scorecard:
  - { from: 2026-10-01, weights: { financial: 1, customer: 2 } }
  - { weights: { financial: 3, customer: 2 } }
waivers:
  - { check: gap, on: profit, person: cfo, reason: agreed, until: 2026-12-31 }
`,
  },
]
