/** Marketing aims at 200 leads a quarter, from which Sales wins clients; the fiscal year begins in April. */
export const strategyText = `organisation:
  name: Linden
  currency: EUR
  grain: quarter
  calendar: { start: 04-01, names: end-year }
people: { ida: {}, mia: {}, sol: {} }
departments:
  marketing: { head: mia }
  sales: { head: sol }
perspectives: { customer: {} }
objectives:
  growth: { name: Grow, owner: ida, perspective: customer, for: FY27 }
reviews:
  quarterly: { name: Quarterly review, every: quarter }
  half: { name: Half-yearly review, every: half, after: 3 weeks }
kpis:
  clients:
    name: New clients
    objective: growth
    department: sales
    owner: sol
    measure: { unit: client, kind: flow, polarity: higher, grain: quarter }
    targets: [{ for: FY27, value: 50, each: quarter, agreed: 2026-03-20 }]
  leads: # what marketing lives from
    name: Leads
    objective: growth
    department: marketing
    owner: mia
    measure: { unit: lead, kind: flow, polarity: higher, grain: quarter }
    targets: [{ for: FY27, value: 200, each: quarter, agreed: 2026-03-20 }]
    contributes: [{ to: clients, kind: influences }]
initiatives:
  fair: { name: Fair, kpis: [leads], owner: mia, from: 2026-04-01, state: running }
`
