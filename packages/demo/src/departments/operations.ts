import type { DemoFile } from '../demo-file.ts'
import type { KpiText } from '../kpi-text.ts'
import type { Kit } from './kit.ts'
import { departmentFile, plainMeasure } from './kit.ts'

export function operationsFile(kit: Kit): DemoFile {
  return departmentFile('operations.yaml', 'Operations & Supply', measures, kpis(kit))
}

const measures = [
  plainMeasure('deliveries-on-time', 'Deliveries on time', 'order', 'flow'),
  plainMeasure('machines-built', 'Machines built', 'machine', 'flow'),
  plainMeasure('machines-defective', 'Machines that failed the final test', 'machine', 'flow'),
  plainMeasure('energy-used', 'Electricity of the plant', 'kWh', 'flow'),
]

function kpis({ clock, year, agreed, by, rising, seasonal }: Kit): KpiText[] {
  const mine = by('operations', 'tomasz')
  return [
    {
      id: 'goods-cost',
      name: 'Cost of goods',
      description: 'Parts, coffee and freight',
      unit: 'EUR',
      kind: 'flow',
      polarity: 'lower',
      timing: 'lagging',
      source: 'ledger',
      objective: 'efficient-operations',
      ...mine,
      targets: seasonal('24000000', '31000000'),
      contributes: ['{ to: operating-cost, kind: share }'],
    },
    {
      id: 'on-time-delivery',
      name: 'On-time delivery',
      description: 'Orders delivered on the day promised',
      unit: "'%'",
      kind: 'ratio',
      polarity: 'higher',
      timing: 'lagging',
      formula: 'deliveries-on-time / orders',
      objective: 'reliable-delivery',
      ...mine,
      weight: 2,
      targets: rising('93%', '96%'),
    },
    {
      id: 'spare-part-availability',
      name: 'Spare parts in stock',
      description: 'Spare parts that can be sent the same day',
      unit: "'%'",
      kind: 'index',
      polarity: 'higher',
      timing: 'leading',
      source: 'warehouse',
      objective: 'reliable-delivery',
      ...mine,
      reviewed: clock.daysAgo(425),
      targets: rising('93.2%', '95%'),
    },
    {
      id: 'supplier-quality',
      name: 'Supplier quality',
      description: 'Parts that pass the incoming inspection',
      unit: "'%'",
      kind: 'index',
      polarity: 'higher',
      timing: 'leading',
      source: 'incoming inspection',
      objective: 'efficient-operations',
      ...mine,
      targets: rising('95.6%', '96.7%'),
    },
    {
      id: 'defect-rate',
      name: 'Defects in production',
      description: 'Machines that fail the final test',
      unit: "'%'",
      kind: 'ratio',
      polarity: 'lower',
      timing: 'lagging',
      formula: 'machines-defective / machines-built',
      objective: 'efficient-operations',
      ...mine,
      targets: rising('2.1%', '1.7%'),
    },
    {
      id: 'energy-per-machine',
      name: 'Energy for a machine',
      description: 'Electricity of the plant for each machine built',
      unit: 'kWh/machine',
      kind: 'ratio',
      polarity: 'lower',
      timing: 'lagging',
      formula: 'energy-used / machines-built',
      objective: 'efficient-operations',
      ...mine,
      targets: [{ for: year, baseline: '80', value: '77', agreed }],
    },
  ]
}
