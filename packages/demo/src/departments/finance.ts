import type { DemoFile } from '../demo-file.ts'
import type { KpiText } from '../kpi-text.ts'
import type { Kit } from './kit.ts'
import { departmentFile, plainMeasure } from './kit.ts'

export function financeFile(kit: Kit): DemoFile {
  return departmentFile('finance.yaml', 'Finance', measures, kpis(kit))
}

const measures = [
  plainMeasure('invoices-sent', 'Invoices sent', 'invoice', 'flow'),
  plainMeasure('invoices-corrected', 'Invoices corrected', 'invoice', 'flow'),
]

function kpis({ year, agreed, by, rising, seasonal }: Kit): KpiText[] {
  const mine = by('finance', 'mara')
  return [
    {
      id: 'operating-cost',
      name: 'Operating cost',
      description: 'Goods, staff and overhead',
      unit: 'EUR',
      kind: 'flow',
      polarity: 'lower',
      timing: 'lagging',
      formula: 'sum(goods-cost, staff-cost, overhead-cost)',
      objective: 'lower-cost',
      ...mine,
      targets: seasonal('45000000', '54250000'),
      contributes: ['{ to: operating-profit, kind: share, share: -1 }'],
    },
    {
      id: 'overhead-cost',
      name: 'Overhead cost',
      description: 'Rent, licences, insurance and consultants, where inefficiencies are looked for',
      unit: 'EUR',
      kind: 'flow',
      polarity: 'lower',
      timing: 'lagging',
      source: 'ledger',
      objective: 'lower-cost',
      ...mine,
      targets: [{ for: year, baseline: '6000000', change: '-5%', agreed }],
      contributes: ['{ to: operating-cost, kind: share }'],
    },
    {
      id: 'savings-found',
      name: 'Savings found',
      description: 'Yearly value of inefficiencies found and removed',
      unit: 'EUR',
      kind: 'flow',
      polarity: 'higher',
      timing: 'leading',
      source: 'list of measures of the controllers',
      objective: 'lower-cost',
      ...mine,
      targets: [{ for: year, baseline: '520000', value: '610000', agreed }],
    },
    {
      id: 'receivable-days',
      name: 'Accounts-receivable days',
      description: 'How long customers take to pay, which is what they owe over the revenue of a day',
      unit: 'day',
      kind: 'ratio',
      polarity: 'lower',
      timing: 'lagging',
      nature: 'financial',
      formula: 'receivables / revenue * days()',
      objective: 'faster-collection',
      ...mine,
      targets: rising('45', '30'),
      contributes: [
        '{ to: cash-flow, kind: influences, elasticity: -0.225, assumption: One day less outstanding frees a day of revenue. }',
      ],
    },
    {
      id: 'invoice-accuracy',
      name: 'Invoices right at first',
      description: 'Invoices that need no correction',
      unit: "'%'",
      kind: 'ratio',
      polarity: 'higher',
      timing: 'leading',
      formula: '(invoices-sent - invoices-corrected) / invoices-sent',
      objective: 'faster-collection',
      ...mine,
      targets: rising('96.9%', '97.6%'),
    },
    {
      id: 'close-days',
      name: 'Days to close the month',
      description: 'Working days until the books of a month are closed',
      unit: 'day',
      kind: 'index',
      polarity: 'lower',
      timing: 'leading',
      source: 'calendar of the controllers',
      objective: 'lower-cost',
      ...mine,
      targets: rising('7.4', '6.2'),
    },
    {
      id: 'churn-finance',
      name: 'Customer churn, as Finance plans it',
      description: '',
      unit: '',
      kind: '',
      polarity: 'lower',
      timing: 'lagging',
      measure: 'churn',
      objective: 'loyal-customers',
      ...mine,
      targets: [{ for: year, baseline: '2%', change: '-10%', trajectory: 'linear', agreed }],
    },
  ]
}
