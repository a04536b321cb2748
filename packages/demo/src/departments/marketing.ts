import type { DemoFile } from '../demo-file.ts'
import type { KpiText } from '../kpi-text.ts'
import type { Kit } from './kit.ts'
import { departmentFile, plainMeasure } from './kit.ts'

export function marketingFile(kit: Kit): DemoFile {
  return departmentFile('marketing.yaml', 'Marketing', measures, kpis(kit))
}

const measures = [plainMeasure('campaign-cost', 'Cost of campaigns', 'EUR', 'flow')]

function kpis({ clock, year, agreed, by, rising, after }: Kit): KpiText[] {
  const mine = by('marketing', 'lea')
  return [
    {
      id: 'leads',
      name: 'Leads',
      description: 'Enquiries that fit the profile of a buyer',
      unit: 'lead',
      kind: 'flow',
      polarity: 'higher',
      timing: 'leading',
      source: 'customer register',
      objective: 'fill-pipeline',
      kpiGrain: 'quarter',
      ...mine,
      weight: 3,
      targets: [
        { for: clock.quarter(0), baseline: '190', value: '200', agreed: clock.yearStart(-1) },
        {
          for: clock.quarter(1),
          baseline: '190',
          value: '200',
          agreed: clock.yearStart(-1),
          revisions: [
            `- from: ${clock.quarterEnd(0)}`,
            '  value: 140',
            `  reason: ${clock.quarter(0)} brought 100 of 200 leads; new channels start and need a quarter to work`,
            '  by: lea',
          ],
        },
      ],
    },
    {
      id: 'lead-cost',
      name: 'Cost of a lead',
      description: 'Cost of campaigns for each lead',
      unit: 'EUR/lead',
      kind: 'ratio',
      polarity: 'lower',
      timing: 'lagging',
      formula: 'campaign-cost / leads',
      objective: 'fill-pipeline',
      kpiGrain: 'quarter',
      ...mine,
      targets: after(
        { baseline: '1540', value: '1500' },
        { for: year, baseline: '1500', value: '1450', agreed },
      ),
    },
    {
      id: 'website-visits',
      name: 'Visits of the website',
      description: 'Visits of the web shop and the magazine',
      unit: 'visit',
      kind: 'flow',
      polarity: 'higher',
      timing: 'leading',
      grain: 'week',
      source: 'web analytics',
      objective: 'preferred-brand',
      kpiGrain: 'month',
      ...mine,
      targets: [{ for: year, baseline: '1100000', change: '5%', trajectory: 'seasonal', agreed }],
    },
    {
      id: 'brand-awareness',
      name: 'Brand awareness',
      description: 'Espresso drinkers who name Perlbeck unprompted, by monthly panel',
      unit: "'%'",
      kind: 'index',
      polarity: 'higher',
      timing: 'lagging',
      source: 'panel',
      objective: 'preferred-brand',
      ...mine,
      weight: 0.8,
      targets: rising('31%', '32.5%'),
    },
    {
      id: 'net-promoter-score',
      name: 'Net promoter score',
      description: 'Promoters less detractors among those asked',
      unit: "'1'",
      kind: 'index',
      polarity: 'higher',
      timing: 'lagging',
      source: 'customer panel',
      objective: 'preferred-brand',
      ...mine,
      targets: rising('42', '44.5'),
    },
    {
      id: 'social-followers',
      name: 'Followers',
      description: 'Followers of all channels',
      unit: 'follower',
      kind: 'stock',
      polarity: 'higher',
      timing: 'leading',
      source: 'channel statistics',
      ...mine,
      targets: rising('58000', '66000'),
    },
  ]
}
