import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatFile } from '../../src/strategy/format.ts'
import { readStrategy } from '../../src/strategy/read.ts'
import { readObservations } from '../../src/strategy/read-observations.ts'
import { jsonSchema } from '../../src/strategy/schema.ts'
import { starterFiles } from '../../src/strategy/starter.ts'
import { dayOf } from '../../src/time/day.ts'

const from = dayOf(2001, 1, 1)
const days = fc.integer({ min: from, max: from + 60 * 366 })
const names = fc.oneof(
  fc.constantFrom('Example Ltd', 'A: B & "C"', "it's #1", 'no'),
  fc.string().filter((name) => /^[^\0\ufffd]+$/.test(name)),
)

function yamlOf(files: ReturnType<typeof starterFiles>) {
  return files.filter(({ path }) => path.endsWith('.yaml')).map(({ path, text }) => ({ name: path, text }))
}

function csvOf(files: ReturnType<typeof starterFiles>) {
  return files.filter(({ path }) => path.endsWith('.csv')).map(({ path, text }) => ({ name: path, text }))
}

test('the first strategy reads without a diagnostic, on every day and for every name', () => {
  fc.assert(
    fc.property(names, days, (name, today) => {
      const files = starterFiles(name, today)
      const { strategy, diagnostics } = readStrategy(yamlOf(files))
      expect(diagnostics).toEqual([])
      expect(strategy.dangling).toEqual([])
      expect(strategy.organisation.name).toBe(name)
      const observed = readObservations(csvOf(files), strategy)
      expect(observed.diagnostics).toEqual([])
      expect(observed.accounting.rejected).toBe(0)
      const { recorded, count } = observed.observations
      expect(count).toBeGreaterThan(60)
      expect(Math.max(...recorded)).toBeLessThan(today)
      expect(Math.max(...recorded)).toBeGreaterThanOrEqual(today - 31)
    }),
    { numRuns: 300 },
  )
})

test('it has three departments, four perspectives and eight KPIs, each with a target and a way to an objective', () => {
  const { strategy } = readStrategy(yamlOf(starterFiles('Example', dayOf(2026, 5, 10))))
  expect([...strategy.departments.keys()]).toEqual(['finance', 'sales', 'customer-service'])
  expect(strategy.perspectives.size).toBe(4)
  expect(strategy.kpis.size).toBe(8)
  for (const kpi of strategy.kpis.values()) {
    expect(kpi.targets.length).toBeGreaterThan(0)
    expect(strategy.objectives.has(kpi.objective ?? '')).toBe(true)
    expect(strategy.people.has(kpi.owner ?? '')).toBe(true)
  }
})

test('its files are in the usual layout, and name the schema in their first line', () => {
  for (const { name, text } of yamlOf(starterFiles('Example', dayOf(2026, 5, 10)))) {
    expect(formatFile(text, name).text).toBe(text)
    expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=./keelson.schema.json')
  }
})

test('the schema comes with it', () => {
  const schema = starterFiles('Example', 20_000).find(({ path }) => path === 'keelson.schema.json')
  expect(JSON.parse(schema?.text ?? '')).toEqual(jsonSchema())
})
