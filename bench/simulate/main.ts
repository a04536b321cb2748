import { futureOf, ObservationsBuilder, parseDay, RandomSource, readStrategy, simulate } from '@keelson/core'

/** A company of 60 leaves over 12 months to come, departments of six and a whole, made from a seed. */
function makeFuture() {
  const source = new RandomSource(8)
  const lines = ['organisation: { name: Bench, currency: EUR }', 'measures:']
  const ids = Array.from({ length: 60 }, (_, at) => `leaf-${at}`)
  for (const id of ids) lines.push(`  ${id}: { unit: EUR, kind: flow, polarity: higher }`)
  const departments = Array.from({ length: 10 }, (_, at) => `department-${at}`)
  for (const [at, id] of departments.entries()) {
    lines.push(
      `  ${id}: { unit: EUR, kind: flow, polarity: higher, formula: "sum(${ids.slice(6 * at, 6 * at + 6).join(', ')})" }`,
    )
  }
  lines.push(
    `  company: { unit: EUR, kind: flow, polarity: higher, formula: "sum(${departments.join(', ')})" }`,
    'kpis:',
  )
  for (const id of [...departments, 'company']) {
    const value = id === 'company' ? 73_000 : 7300
    lines.push(`  ${id}: { measure: ${id}, targets: [{ for: 2026, value: ${value} }] }`)
  }
  const { strategy } = readStrategy([{ name: 'bench.yaml', text: lines.join('\n') }])
  const builder = new ObservationsBuilder()
  const [first, asOf] = [parseDay('2023-01-31'), parseDay('2026-01-02')]
  if (typeof first !== 'number' || typeof asOf !== 'number') throw new Error('no days')
  const start = strategy.organisation.calendar.ordinal('month', first)
  for (let month = 0; month < 36; month++) {
    const common = source.normal()
    for (const id of ids) builder.add(id, start + month, 100 + 5 * common + 8 * source.normal(), first)
  }
  return futureOf(strategy, builder.build(), asOf)
}

const future = makeFuture()
for (let round = 0; round < 3; round++) {
  const start = performance.now()
  const done = simulate(future)
  const ms = performance.now() - start
  const chance = done?.chances[future.goals.findIndex(({ kpi }) => kpi === 'company')]
  process.stdout.write(
    `${future.leaves.length} leaves × ${future.leaves[0]?.forecast.mean.length} periods × ${done?.draws} draws: ${ms.toFixed(0)} ms (bar 700), the company's chance ${chance?.toFixed(3)}\n`,
  )
}
