import type { DemoFile } from '../demo-file.ts'
import type { KpiText } from '../kpi-text.ts'
import type { Kit } from './kit.ts'
import { departmentFile, plainMeasure } from './kit.ts'

export function companyFile(kit: Kit): DemoFile {
  return departmentFile('company.yaml', 'What the company as a whole is judged by.', measures, kpis(kit))
}

const measures = [
  plainMeasure('receivables', 'Receivables', 'EUR', 'stock'),
  plainMeasure('investment', 'Investment', 'EUR', 'flow'),
  plainMeasure('headcount', 'Employees', 'employee', 'stock'),
]

function kpis({ year, agreed, company, after }: Kit): KpiText[] {
  return [
    {
      id: 'operating-profit',
      name: 'Operating profit',
      description: 'Revenue less operating cost',
      unit: 'EUR',
      kind: 'flow',
      polarity: 'higher',
      timing: 'lagging',
      formula: 'revenue - operating-cost',
      objective: 'profitable-growth',
      ...company('mara'),
      weight: 3,
      targets: [{ for: year, baseline: '5000000', change: '15%', trajectory: 'seasonal', agreed }],
      contributes: [
        '{ to: cash-flow, kind: influences, elasticity: 0.5, assumption: Half of more profit arrives as cash within the year. }',
      ],
    },
    {
      id: 'profit-margin',
      name: 'Profit margin',
      description: 'Operating profit as a share of revenue',
      unit: "'%'",
      kind: 'ratio',
      polarity: 'higher',
      timing: 'lagging',
      nature: 'financial',
      formula: 'operating-profit / revenue',
      objective: 'profitable-growth',
      ...company('mara'),
      targets: [{ for: year, baseline: '10%', value: '9.5%', trajectory: 'seasonal', agreed }],
    },
    {
      id: 'revenue',
      name: 'Revenue',
      description: 'Sales of machines, subscriptions and service',
      unit: 'EUR',
      kind: 'flow',
      polarity: 'higher',
      timing: 'lagging',
      formula: 'sum(dealer-sales, online-sales, subscription-revenue, service-revenue)',
      objective: 'grow-revenue',
      ...company('jonas'),
      targets: [{ for: year, baseline: '50000000', change: '20%', trajectory: 'seasonal', agreed }],
      contributes: ['{ to: operating-profit, kind: share }'],
    },
    {
      id: 'cash-flow',
      name: 'Cash flow',
      description: 'Operating profit, less what customers owe more than before, less investment',
      unit: 'EUR',
      kind: 'flow',
      polarity: 'higher',
      timing: 'lagging',
      formula: 'operating-profit - delta(receivables) - investment',
      objective: 'healthy-cash',
      ...company('mara'),
      kpiGrain: 'quarter',
      targets: after(
        { baseline: '900000', value: '1000000' },
        { for: year, baseline: '1000000', change: '15%', agreed },
      ),
    },
  ]
}
