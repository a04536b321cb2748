import type { Clock } from './clock.ts'

type Answer = {
  readonly practice: number
  readonly check: string
  readonly on: string
  readonly story: string
  readonly repairs: readonly Repair[]
}

type Repair = { readonly file: string; readonly find: string; readonly replace: string }

/** The defects planted in the demo company, one for each practice, and a repair of each. */
export function answersFile(clock: Clock): string {
  const lines = answersOf(clock).flatMap(({ practice, check, on, story, repairs }) => [
    `  - practice: ${practice}`,
    `    check: ${check}`,
    `    on: ${on}`,
    `    story: ${JSON.stringify(story)}`,
    '    repairs:',
    ...repairs.flatMap(({ file, find, replace }) => [
      `      - file: ${file}`,
      `        find: ${JSON.stringify(find)}`,
      `        replace: ${JSON.stringify(replace)}`,
    ]),
  ])
  return `# keelson: ignore
# The defects planted in this company, one for each of the seven practices, and a repair of each: text to find in a file
# and what to write instead. A test asserts that the alignment report finds exactly these.
answers:
${lines.join('\n')}
`
}

function answersOf(clock: Clock): readonly Answer[] {
  const lastMonth = (back: number) => clock.month(clock.lastMonth - back)
  return [
    {
      practice: 1,
      check: 'kpi-orphan',
      on: 'social-followers',
      story: 'Marketing counts followers, but no objective needs them.',
      repairs: [
        {
          file: 'marketing.yaml',
          find: '    name: Followers\n',
          replace: '    name: Followers\n    objective: preferred-brand\n',
        },
      ],
    },
    {
      practice: 2,
      check: 'targets-contradict',
      on: 'churn-finance',
      story:
        'Finance plans with 10 % less churn, Customer Service has agreed to 5 %: one measure, two targets.',
      repairs: [{ file: 'customer-service.yaml', find: 'change: -5%', replace: 'change: -10%' }],
    },
    {
      practice: 3,
      check: 'gap',
      on: 'revenue',
      story: 'The company wants 20 % more revenue; what the departments signed makes 15 %.',
      repairs: [
        { file: 'sales.yaml', find: 'value: 27200000', replace: 'value: 28200000' },
        { file: 'sales.yaml', find: 'value: 14000000', replace: 'value: 14800000' },
        { file: 'product.yaml', find: 'value: 9200000', replace: 'value: 9700000' },
        { file: 'customer-service.yaml', find: 'value: 7100000', replace: 'value: 7300000' },
      ],
    },
    {
      practice: 4,
      check: 'indicators-only-lagging',
      on: 'better-products',
      story: 'Whether products get better is told only by what has already happened.',
      repairs: [
        {
          file: 'product.yaml',
          find: 'kind: index\n      polarity: higher\n      timing: lagging',
          replace: 'kind: index\n      polarity: higher\n      timing: leading',
        },
      ],
    },
    {
      practice: 5,
      check: 'review-overdue',
      on: 'spare-part-availability',
      story: 'Nobody has asked for more than a year whether the spare parts still matter.',
      repairs: [
        {
          file: 'operations.yaml',
          find: `reviewed: ${clock.daysAgo(425)}`,
          replace: `reviewed: ${clock.quarterEnd(0)}`,
        },
      ],
    },
    {
      practice: 6,
      check: 'value-stale',
      on: 'brand-awareness',
      story: 'The panel has not been handed in for five months; the dashboard shows an old number.',
      repairs: [
        {
          file: 'observations/monthly.csv',
          find: 'measure,period,value,recorded,source\n',
          replace: `measure,period,value,recorded,source\n${[4, 3, 2, 1, 0].map((back) => `brand-awareness,${lastMonth(back)},32.1,${clock.daysAgo(0)},report\n`).join('')}`,
        },
      ],
    },
    {
      practice: 7,
      check: 'smart-achievable',
      on: 'time-to-hire',
      story: 'From 52 days to 20 within a year, where two days in five months were the most so far.',
      repairs: [{ file: 'people.yaml', find: 'value: 20\n', replace: 'value: 48.5\n' }],
    },
  ]
}
