import type { DemoFile } from '../demo-file.ts'
import type { KpiText } from '../kpi-text.ts'
import type { Kit } from './kit.ts'
import { departmentFile, plainMeasure } from './kit.ts'

export function salesFile(kit: Kit): DemoFile {
  return departmentFile('sales.yaml', 'Sales', measures, kpis(kit))
}

const measures = [
  plainMeasure('machines-sold', 'Machines sold', 'machine', 'flow'),
  plainMeasure('orders', 'Online orders', 'order', 'flow'),
  plainMeasure('offers-made', 'Offers made', 'offer', 'flow'),
  plainMeasure('offers-won', 'Offers won', 'offer', 'flow'),
]

function kpis({ year, agreed, by, seasonal, after }: Kit): KpiText[] {
  const mine = by('sales', 'jonas')
  const sales = (
    id: string,
    name: string,
    description: string,
    baseline: string,
    value: string,
  ): KpiText => ({
    id,
    name,
    description,
    unit: 'EUR',
    kind: 'flow',
    polarity: 'higher',
    timing: 'lagging',
    source: 'ledger',
    objective: 'win-clients',
    ...mine,
    targets: seasonal(baseline, value),
    contributes: ['{ to: revenue, kind: share }'],
  })
  return [
    sales(
      'dealer-sales',
      'Sales through dealers',
      'Machines and parts sold to dealers',
      '24000000',
      '27200000',
    ),
    sales(
      'online-sales',
      'Online sales',
      'Machines and accessories sold in the web shop',
      '12000000',
      '14000000',
    ),
    {
      id: 'sales-volume',
      name: 'Sales volume',
      description: 'Machines sold',
      unit: 'machine',
      kind: 'flow',
      polarity: 'higher',
      timing: 'lagging',
      formula: 'machines-sold',
      objective: 'win-clients',
      ...mine,
      targets: [{ for: year, baseline: '20000', change: '20%', trajectory: 'seasonal', agreed }],
    },
    {
      id: 'new-clients',
      name: 'New clients',
      description: 'Dealers and offices that order for the first time',
      unit: 'client',
      kind: 'flow',
      polarity: 'higher',
      timing: 'leading',
      source: 'customer register',
      objective: 'win-clients',
      kpiGrain: 'quarter',
      ...mine,
      targets: after(
        { baseline: '38', value: '40', each: 'quarter' },
        { for: year, value: '50', each: 'quarter', agreed },
      ),
    },
    {
      id: 'win-rate',
      name: 'Offers won',
      description: 'Offers that become orders',
      unit: "'%'",
      kind: 'ratio',
      polarity: 'higher',
      timing: 'leading',
      formula: 'offers-won / offers-made',
      objective: 'win-clients',
      ...mine,
      targets: [{ for: year, baseline: '36%', value: '37%', agreed }],
    },
    {
      id: 'order-value',
      name: 'Value of an online order',
      description: 'Online sales for each order',
      unit: 'EUR/order',
      kind: 'ratio',
      polarity: 'higher',
      timing: 'lagging',
      formula: 'online-sales / orders',
      objective: 'win-clients',
      ...mine,
      targets: [{ for: year, baseline: '197', value: '199', agreed }],
    },
    {
      id: 'japan-sales',
      name: 'Sales in Japan',
      description: 'Sales of the branch in Osaka, part of the sales through dealers',
      unit: 'JPY',
      kind: 'flow',
      polarity: 'higher',
      timing: 'lagging',
      source: 'ledger of the branch',
      objective: 'win-clients',
      ...mine,
      targets: seasonal('310000000', '341000000'),
    },
  ]
}
