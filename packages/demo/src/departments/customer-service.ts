import type { DemoFile } from '../demo-file.ts'
import type { KpiText } from '../kpi-text.ts'
import type { Kit } from './kit.ts'
import { departmentFile, plainMeasure } from './kit.ts'

export function customerServiceFile(kit: Kit): DemoFile {
  return departmentFile('customer-service.yaml', 'Customer Service', measures, kpis(kit))
}

const measures = [
  plainMeasure('customers', 'Customers served', 'customer', 'stock'),
  plainMeasure('customers-lost', 'Customers lost', 'customer', 'flow'),
  plainMeasure('calls-handled', 'Calls handled', 'call', 'flow'),
  plainMeasure('calls-resolved', 'Calls solved at the first contact', 'call', 'flow'),
]

function kpis({ year, agreed, by, rising, seasonal }: Kit): KpiText[] {
  const mine = by('customer-service', 'ines')
  return [
    {
      id: 'churn',
      name: 'Customer churn',
      description: 'Customers lost in a month, of those served',
      unit: "'%'",
      kind: 'ratio',
      polarity: 'lower',
      timing: 'lagging',
      formula: 'customers-lost / customers',
      objective: 'loyal-customers',
      ...mine,
      weight: 2,
      targets: [{ for: year, baseline: '2%', change: '-5%', trajectory: 'linear', agreed }],
    },
    {
      id: 'first-contact-resolution',
      name: 'Solved at the first contact',
      description: 'Calls that need no second one',
      unit: "'%'",
      kind: 'ratio',
      polarity: 'higher',
      timing: 'leading',
      formula: 'calls-resolved / calls-handled',
      objective: 'loyal-customers',
      ...mine,
      targets: rising('71%', '77%'),
    },
    {
      id: 'first-response-hours',
      name: 'Hours to the first answer',
      description: 'Working hours until a customer gets an answer',
      unit: 'hour',
      kind: 'index',
      polarity: 'lower',
      timing: 'leading',
      source: 'service desk',
      objective: 'loyal-customers',
      ...mine,
      targets: rising('6.4', '5.4'),
    },
    {
      id: 'service-satisfaction',
      name: 'Satisfaction with service',
      description: 'Mean grade from 1 to 10 after a call',
      unit: "'1'",
      kind: 'index',
      polarity: 'higher',
      timing: 'lagging',
      source: 'service desk',
      objective: 'loyal-customers',
      ...mine,
      targets: rising('7.9', '8.2'),
    },
    {
      id: 'service-revenue',
      name: 'Revenue from service',
      description: 'Field service and maintenance contracts',
      unit: 'EUR',
      kind: 'flow',
      polarity: 'higher',
      timing: 'lagging',
      source: 'ledger',
      objective: 'loyal-customers',
      ...mine,
      targets: seasonal('6000000', '7100000'),
      contributes: ['{ to: revenue, kind: share }'],
    },
  ]
}
