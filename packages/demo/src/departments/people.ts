import type { DemoFile } from '../demo-file.ts'
import type { KpiText } from '../kpi-text.ts'
import type { Kit } from './kit.ts'
import { departmentFile, plainMeasure } from './kit.ts'

export function peopleFile(kit: Kit): DemoFile {
  return departmentFile('people.yaml', 'People', measures, kpis(kit))
}

const measures = [plainMeasure('leavers', 'People who left', 'employee', 'flow')]

function kpis({ year, agreed, by, rising, after }: Kit): KpiText[] {
  const mine = by('people', 'mara')
  return [
    {
      id: 'engagement',
      name: 'Employee engagement',
      description: 'Mean grade from 1 to 10 in the monthly pulse survey',
      unit: "'1'",
      kind: 'index',
      polarity: 'higher',
      timing: 'leading',
      source: 'pulse survey',
      objective: 'engaged-people',
      ...mine,
      weight: 2,
      targets: rising('7.3', '7.6'),
    },
    {
      id: 'turnover',
      name: 'Staff turnover',
      description: 'People who left in a month, of those employed',
      unit: "'%'",
      kind: 'ratio',
      polarity: 'lower',
      timing: 'lagging',
      formula: 'leavers / headcount',
      objective: 'engaged-people',
      ...mine,
      kpiGrain: 'quarter',
      targets: after(
        { baseline: '3%', value: '2.9%' },
        { for: year, baseline: '2.9%', value: '2.85%', agreed },
      ),
    },
    {
      id: 'sick-leave',
      name: 'Sick leave',
      description: 'Working time lost to illness',
      unit: "'%'",
      kind: 'index',
      polarity: 'lower',
      timing: 'lagging',
      source: 'people system',
      objective: 'engaged-people',
      ...mine,
      targets: rising('4.6%', '4.4%'),
    },
    {
      id: 'training-hours',
      name: 'Hours of training',
      description: 'Hours of training given',
      unit: 'hour',
      kind: 'flow',
      polarity: 'higher',
      timing: 'leading',
      source: 'people system',
      objective: 'capable-teams',
      ...mine,
      targets: [{ for: year, baseline: '9800', value: '10800', agreed }],
    },
    {
      id: 'productivity',
      name: 'Productivity',
      description: 'Revenue of the period for each employee',
      unit: 'EUR/employee',
      kind: 'ratio',
      polarity: 'higher',
      timing: 'lagging',
      formula: 'revenue / headcount',
      objective: 'capable-teams',
      ...mine,
      kpiGrain: 'quarter',
      targets: after(
        { baseline: '29500', value: '30000' },
        { for: year, baseline: '30500', value: '33000', agreed },
      ),
    },
    {
      id: 'time-to-hire',
      name: 'Time to hire',
      description: 'Days from a vacancy to a signed contract',
      unit: 'day',
      kind: 'index',
      polarity: 'lower',
      timing: 'leading',
      source: 'people system',
      objective: 'capable-teams',
      ...mine,
      weight: 0.3,
      targets: [{ for: year, baseline: '52', value: '20', trajectory: 'linear', agreed }],
    },
    {
      id: 'staff-cost',
      name: 'Staff cost',
      description: 'Wages and social charges',
      unit: 'EUR',
      kind: 'flow',
      polarity: 'lower',
      timing: 'lagging',
      source: 'ledger',
      objective: 'capable-teams',
      ...mine,
      targets: [{ for: year, baseline: '15000000', value: '17550000', agreed }],
      contributes: ['{ to: operating-cost, kind: share }'],
    },
  ]
}
