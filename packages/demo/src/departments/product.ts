import type { DemoFile } from '../demo-file.ts'
import type { KpiText } from '../kpi-text.ts'
import type { Kit } from './kit.ts'
import { departmentFile, plainMeasure } from './kit.ts'

export function productFile(kit: Kit): DemoFile {
  return departmentFile('product.yaml', 'Product', measures, kpis(kit))
}

const measures = [plainMeasure('warranty-claims', 'Warranty claims', 'machine', 'flow')]

function kpis({ by, rising, seasonal }: Kit): KpiText[] {
  const mine = by('product', 'kenji')
  return [
    {
      id: 'time-to-market',
      name: 'Time to market',
      description: 'Months from the decision for a product to its first sale, mean of the last four',
      unit: 'month',
      kind: 'index',
      polarity: 'lower',
      timing: 'lagging',
      source: 'portfolio plan',
      objective: 'better-products',
      ...mine,
      targets: rising('14.5', '13.6'),
    },
    {
      id: 'feature-adoption',
      name: 'Use of the app',
      description: 'Machines connected to the app, of those sold in the last year',
      unit: "'%'",
      kind: 'index',
      polarity: 'higher',
      timing: 'lagging',
      source: 'app statistics',
      objective: 'better-products',
      ...mine,
      targets: rising('38%', '43%'),
    },
    {
      id: 'warranty-rate',
      name: 'Warranty claims',
      description: 'Claims for each machine sold',
      unit: "'%'",
      kind: 'ratio',
      polarity: 'lower',
      timing: 'lagging',
      formula: 'warranty-claims / machines-sold',
      objective: 'better-products',
      ...mine,
      targets: rising('3.4%', '2.9%'),
    },
    {
      id: 'subscription-revenue',
      name: 'Revenue from subscriptions',
      description: 'Bean subscriptions',
      unit: 'EUR',
      kind: 'flow',
      polarity: 'higher',
      timing: 'lagging',
      source: 'ledger',
      objective: 'better-products',
      ...mine,
      targets: seasonal('8000000', '9200000'),
      contributes: ['{ to: revenue, kind: share }'],
    },
  ]
}
