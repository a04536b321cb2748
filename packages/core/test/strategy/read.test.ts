import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readStrategy } from '../../src/strategy/read.ts'
import { beginning } from '../../src/strategy/resolver.ts'
import { printDay } from '../../src/time/day.ts'
import { company } from './company.ts'
import { damage, harm } from './layouts.ts'

const organisation = 'organisation:\n  name: Test\n'

function read(text: string, ...others: string[]) {
  const files = [organisation + text, ...others].map((one, index) => ({ name: `${index}.yaml`, text: one }))
  const { strategy, diagnostics } = readStrategy(files)
  const at = diagnostics.map(({ code, span }) => {
    const file = files.find(({ name }) => name === span.file)
    return `${code} ${file?.text.slice(span.start, span.end)}`
  })
  return { strategy, diagnostics, at }
}

/** One target of the KPI `k`, whose measure has this unit. */
function target(unit: string, fields: string) {
  const { strategy, at } = read(
    `kpis:\n  k:\n    measure: { unit: '${unit}', kind: index }\n    targets:\n      - { for: 2026, ${fields} }\n`,
  )
  return { target: strategy.kpis.get('k')?.targets[0], at }
}

/** A result without places, its maps in the order of their keys. */
function content(value: unknown): unknown {
  if (value instanceof Map)
    return [...value]
      .map(([key, inner]) => [key, content(inner)])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))
  if (Array.isArray(value)) return value.map(content)
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
  if ('rules' in value) return value.rules
  const entries = Object.entries(value).filter(([key]) => key !== 'at' && key !== 'span')
  return Object.fromEntries(entries.map(([key, inner]) => [key, content(inner)]))
}

function contentOf(files: { name: string; text: string }[]): unknown {
  const { strategy, diagnostics } = readStrategy(files)
  const lists = ['contributions', 'causalLinks', 'waivers', 'dangling'] as const
  const ordered = Object.fromEntries(
    lists.map((name) => [name, strategy[name].map((one) => JSON.stringify(content(one))).sort()]),
  )
  const codes = diagnostics.map(({ code, facts }) => JSON.stringify([code, facts])).sort()
  return { ...(content(strategy) as object), ...ordered, codes }
}

test('a strategy in two files is read as one, without a diagnostic', () => {
  const { strategy, diagnostics } = readStrategy(company)
  expect(diagnostics).toEqual([])
  expect(strategy.dangling).toEqual([])
  expect([...strategy.kpis.keys()]).toEqual(['profit', 'revenue', 'cost', 'churn'])
  expect(strategy.organisation.calendar.name('year', 2027)).toBe('FY27')
  expect(strategy.currencies.get('USD')?.map(({ rate }) => rate)).toEqual([1.08, 1.1])
  expect(strategy.perspectives.get('financial')?.financial).toBe(true)
  expect(strategy.scorecard.map(({ weights }) => weights.get('financial'))).toEqual([3, 1])
})

test('neither the order of files, nor in which file an item stands, nor the order of items changes the result', () => {
  const sections = company.flatMap(({ text }) =>
    text.split(/^(?=[a-z-]+:)/m).filter((part) => /^[a-z]/.test(part)),
  )
  const whole = contentOf(company)
  fc.assert(
    fc.property(
      fc.shuffledSubarray(sections, { minLength: sections.length }),
      fc.array(fc.nat(3), { minLength: sections.length, maxLength: sections.length }),
      fc.infiniteStream(fc.nat(5)),
      (shuffled, places, luck) => {
        const files = [0, 1, 2, 3].map((place) => ({
          name: `${(place * 7) % 4}.yaml`,
          text: shuffled
            .filter((_, index) => places[index] === place)
            .map((section) => shuffleItems(section, luck))
            .join(''),
        }))
        const codes = contentOf(files.filter(({ text }) => text !== ''))
        expect(codes).toEqual(whole)
      },
    ),
    { numRuns: 100 },
  )
})

/** The items of a section in another order; an organisation is one item, and a perspective's order is its own. */
function shuffleItems(section: string, luck: Iterator<number>): string {
  const [head, ...items] = section.split(/^(?= {2}[a-zA-Z-])/m) as [string, ...string[]]
  if (/^(?:organisation|scorecard)/.test(head)) return section
  const drawn = items.map((item) => ({ item, key: luck.next().value as number }))
  return (
    head +
    drawn
      .sort((a, b) => a.key - b.key)
      .map(({ item }) => item)
      .join('')
  )
}

test('of two items with one id the first is kept, and the second is told with the place of the first', () => {
  const { strategy, diagnostics, at } = read(
    'people:\n  cfo: { name: First }\n',
    'people:\n  cfo: { name: Second }\n',
  )
  expect(strategy.people.get('cfo')?.name).toBe('First')
  expect(at).toEqual(['duplicate-id cfo'])
  expect(diagnostics[0]?.span.file).toBe('1.yaml')
  expect(diagnostics[0]?.because?.[0]?.span.file).toBe('0.yaml')
})

test('a second organisation is told', () => {
  expect(read('', organisation).at).toEqual(['organisation-twice name'])
})

test('references that lead nowhere are collected, and the item is kept without them', () => {
  const { strategy, at } = read(
    'objectives:\n  growth: { owner: nobody, parent: nothing }\nkpis:\n  k:\n    measure: none\n    objective: growth\n',
  )
  expect(at).toEqual([])
  expect(strategy.objectives.get('growth')).toMatchObject({ owner: undefined, parent: undefined })
  expect(strategy.dangling.map(({ what, id }) => `${what} ${id}`).sort()).toEqual([
    'measure none',
    'objective nothing',
    'person nobody',
  ])
})

test('a measure written inside a KPI takes its id and name', () => {
  const { strategy } = read(
    'kpis:\n  clients: { name: New clients, measure: { unit: client, kind: flow } }\n',
  )
  expect(strategy.measures.get('clients')).toMatchObject({ id: 'clients', name: 'New clients' })
  expect(strategy.kpis.get('clients')?.measure).toBe('clients')
})

test('a KPI without a measure is left out and told; one whose measure is described twice keeps the first', () => {
  expect(read('kpis:\n  k: { name: K }\n').at).toEqual(['measure-missing k'])
  const twice = read(
    'measures:\n  k: { unit: EUR, kind: flow }\nkpis:\n  k: { measure: { unit: day, kind: flow } }\n',
  )
  expect(twice.at.map((one) => one.split(' ')[0])).toEqual(['measure-twice'])
  expect(twice.strategy.measures.get('k')?.unit.name).toBe('EUR')
})

test('a target says a value, a change or a range', () => {
  expect(target('EUR', 'value: 1_200').target?.revisions[0]?.goalpost).toEqual({ kind: 'value', value: 1200 })
  expect(target('EUR', 'change: +15%').target?.revisions[0]?.goalpost).toEqual({
    kind: 'change',
    by: 0.15,
    relative: true,
  })
  expect(target('EUR', 'change: -200').target?.revisions[0]?.goalpost).toEqual({
    kind: 'change',
    by: -200,
    relative: false,
  })
  expect(target('EUR', 'between: [2, 4]').target?.revisions[0]?.goalpost).toEqual({
    kind: 'between',
    low: 2,
    high: 4,
  })
  expect(target('EUR', 'value: 50, each: quarter').target?.each).toBe('quarter')
  expect(target('EUR', 'value: 1, change: 2').at).toEqual(['target-twice 1'])
  expect(target('EUR', 'between: [4, 2]').at[0]).toMatch(/^between-two/)
  expect(target('EUR', 'owner: x').at[0]).toMatch(/^target-empty/)
})

test('amounts of a measure in per cent are fractions, with the sign or without', () => {
  for (const written of ['4%', '4', '4.0', '4 pp', '+4%']) {
    expect(target('%', `value: ${written}`).target?.revisions[0]?.goalpost).toEqual({
      kind: 'value',
      value: 0.04,
    })
  }
  expect(target('%', 'change: 5 pp').target?.revisions[0]?.goalpost).toEqual({
    kind: 'change',
    by: 0.05,
    relative: false,
  })
  expect(target('%', 'change: 5%').target?.revisions[0]?.goalpost).toEqual({
    kind: 'change',
    by: 0.05,
    relative: true,
  })
  expect(target('%', 'baseline: 85.7, value: 90').target?.baseline).toEqual({ kind: 'value', value: 0.857 })
  expect(target('EUR', 'value: 4%').at).toEqual(['amount-unit 4%'])
})

test('a trajectory is a rule or a value for each period; alone, its last value is the target', () => {
  expect(target('EUR', 'value: 1').target?.revisions[0]?.trajectory).toEqual({ kind: 'step' })
  expect(target('EUR', 'value: 1, trajectory: seasonal').target?.revisions[0]?.trajectory).toEqual({
    kind: 'seasonal',
  })
  const custom = target('EUR', 'trajectory: { 2026-Q1: 10, 2026-Q2: 20 }').target?.revisions[0]
  expect(custom?.goalpost).toEqual({ kind: 'value', value: 20 })
  expect(custom?.trajectory).toMatchObject({
    kind: 'custom',
    values: [
      [{ grain: 'quarter' }, 10],
      [{ grain: 'quarter' }, 20],
    ],
  })
})

test('revisions stand in the order in which they were decided, after what was first agreed', () => {
  const { strategy } = readStrategy(company)
  const [profit] = strategy.kpis.get('profit')?.targets ?? []
  expect(
    profit?.revisions.map(({ from, recorded }) => [
      from === beginning ? 'always' : printDay(from),
      printDay(recorded),
    ]),
  ).toEqual([
    ['always', '2026-04-01'],
    ['2026-07-01', '2026-07-01'],
    ['2026-10-01', '2026-09-15'],
  ])
})

test('weights have dates, the earliest first; a negative one is told', () => {
  const { strategy } = readStrategy(company)
  expect(
    strategy.departments.get('sales')?.weight.map(({ from, value }) => `${printDay(from)} ${value}`),
  ).toEqual(['2026-04-01 1', '2026-10-01 3'])
  expect(strategy.departments.get('finance')?.weight).toEqual([{ from: beginning, value: 2 }])
  expect(read('departments:\n  a: { weight: -1 }\n').at).toEqual(['weight-negative -1'])
})

test('dates, periods, durations and units that cannot be read are told where they stand', () => {
  expect(read('objectives:\n  a: { for: 2026-13 }\n').at).toEqual(['period-unreadable 2026-13'])
  expect(read('kpis:\n  k: { measure: { unit: a//b, kind: flow } }\n').at).toEqual(['unit-unreadable a//b'])
  expect(target('EUR', 'value: 1, agreed: 2026-02-30').at).toEqual(['date-unreadable 2026-02-30'])
  expect(read('measures:\n  m: { unit: EUR, kind: flow, carry-forward: soon }\n').at).toEqual([
    'duration-unreadable soon',
  ])
})

test('the targets of a KPI stand in the order of their periods, wherever they are written', () => {
  const { strategy } = read(
    'kpis:\n  k:\n    measure: { unit: EUR, kind: flow }\n    targets: [{ for: 2027, value: 2 }, { for: 2025, value: 0 }]\ntargets:\n  - { kpi: k, for: 2026, value: 1 }\n',
  )
  const goals = strategy.kpis.get('k')?.targets.map(({ period }) => period.ordinal)
  expect(goals).toEqual([2025, 2026, 2027])
})

const corpus = new URL('../corpus/', import.meta.url)

function expectSound(files: { name: string; text: string }[]): void {
  const { diagnostics, strategy } = readStrategy(files)
  const length = new Map(files.map(({ name, text }) => [name, text.length]))
  const spans = diagnostics.flatMap(({ span, because, fix }) => [
    span,
    ...(because ?? []).map((one) => one.span),
    ...(fix?.edits ?? []).map((one) => one.span),
  ])
  for (const { file, start, end } of [...spans, ...strategy.dangling.map(({ span }) => span)]) {
    expect(start).toBeGreaterThanOrEqual(0)
    expect(end).toBeGreaterThanOrEqual(start)
    expect(end, JSON.stringify(files)).toBeLessThanOrEqual(length.get(file) ?? 0)
  }
}

test.each(readdirSync(corpus))(
  'the corpus is read without an exception, and told inside its file: %s',
  (name) => {
    expectSound([{ name, text: readFileSync(new URL(name, corpus), 'utf8') }])
  },
)

test('damaged strategies are read without an exception, and every span lies inside its file', () => {
  const piece = fc.constantFrom(...company.flatMap(({ text }) => text.split(/(?<=[ \n])/)))
  const swap = fc.record({ at: fc.nat(10_000), drop: fc.nat(30), put: piece })
  fc.assert(
    fc.property(
      fc.array(fc.oneof(damage, swap), { minLength: 1, maxLength: 6 }),
      fc.nat(1),
      fc.boolean(),
      (damages, which, isCrlf) => {
        const files = company.map(({ name, text }, index) => {
          const harmed = index === which ? harm(text, damages) : text
          return { name, text: isCrlf ? harmed.replaceAll('\n', '\r\n') : harmed }
        })
        expectSound(files)
      },
    ),
    { numRuns: 1500 },
  )
})

test('a share that lost its sign is told and left out, one that is meant is kept', () => {
  const read = (onTrack: string) =>
    readStrategy([
      { name: 's.yaml', text: `organisation:\n  name: A\n  bands: { on-track: ${onTrack}, at-risk: 60% }\n` },
    ])
  expect(read('95').diagnostics.map(({ code }) => code)).toEqual(['share-without-sign'])
  expect(read('95').strategy.organisation.bands).toEqual({ onTrack: 0.95, atRisk: 0.6 })
  for (const written of ['95%', '0.95']) {
    expect(read(written).diagnostics).toEqual([])
    expect(read(written).strategy.organisation.bands).toEqual({ onTrack: 0.95, atRisk: 0.6 })
  }
})
