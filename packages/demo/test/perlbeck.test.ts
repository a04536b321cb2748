import type { SourceFile } from '@keelson/core'
import { align, Engine, parseDay, readObservations, readStrategy } from '@keelson/core'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { perlbeckFiles } from '../src/index.ts'

type Answer = {
  readonly check: string
  readonly on: string
  readonly repairs: readonly { file: string; find: string; replace: string }[]
}

const day = (text: string): number => parseDay(text) as number

function filesOn(today: number): Map<string, string> {
  return new Map(perlbeckFiles(today).map(({ path, text }) => [path, text]))
}

function judge(files: ReadonlyMap<string, string>, today: number) {
  const sources = (ending: string): SourceFile[] =>
    [...files].filter(([name]) => name.endsWith(ending)).map(([name, text]) => ({ name, text }))
  const { strategy, diagnostics } = readStrategy(
    sources('.yaml').filter(({ name }) => name !== 'answers.yaml'),
  )
  const observed = readObservations(sources('.csv'), strategy)
  expect([...diagnostics, ...observed.diagnostics]).toEqual([])
  const engine = new Engine(strategy, observed.observations, { asOf: today })
  return { engine, strategy, ...align(engine) }
}

const found = (findings: readonly { code: string; subject: { id: string } }[]) =>
  findings.map(({ code, subject }) => `${code} on ${subject.id}`).sort()

const answersIn = (files: ReadonlyMap<string, string>): readonly Answer[] =>
  parse(files.get('answers.yaml') as string).answers

describe.each(['2026-11-04', '2027-01-01', '2027-07-31', '2028-02-29'])('the demo company on %s', (date) => {
  const today = day(date)
  const files = filesOn(today)
  const answers = answersIn(files)
  const company = judge(files, today)

  test('holds exactly the planted defects, none missed, none invented', () => {
    expect(answers).toHaveLength(7)
    expect(found(company.findings)).toEqual(answers.map(({ check, on }) => `${check} on ${on}`).sort())
  })

  test('opens with six of seven departments on track and the company off track', () => {
    const at = company.engine.closed('month') - 1
    const states = [...company.strategy.departments.keys()].map(
      (id) => company.engine.node('department', id, at)?.status,
    )
    expect(states.filter((status) => status === 'on-track')).toHaveLength(6)
    expect(company.engine.node('organisation', '', at)?.status).toBe('off-track')
  })

  test.each(answers)('is mended of $check, and its alignment rises', ({ check, on, repairs }) => {
    const mended = new Map(files)
    for (const { file, find, replace } of repairs) {
      const text = mended.get(file) as string
      expect(text).toContain(find)
      mended.set(file, text.replace(find, replace))
    }
    const after = judge(mended, today)
    expect(found(after.findings)).toEqual(
      found(company.findings).filter((one) => one !== `${check} on ${on}`),
    )
    expect(after.score).toBeGreaterThan(company.score + 0.3)
  })
})

test('the same day and seed give the same files to the byte', () => {
  expect(perlbeckFiles(day('2026-11-04'))).toEqual(perlbeckFiles(day('2026-11-04')))
})

test('it has 7 departments, 4 perspectives, 14 objectives, 46 KPIs, 6 personas and 36 months', () => {
  const { strategy, engine } = judge(filesOn(day('2026-11-04')), day('2026-11-04'))
  expect(strategy.departments.size).toBe(7)
  expect(strategy.perspectives.size).toBe(4)
  expect(strategy.objectives.size).toBe(14)
  expect(strategy.kpis.size).toBe(46)
  expect(strategy.people.size).toBe(6)
  const months = Array.from({ length: engine.closed('month') }, (_, at) =>
    engine.measure('dealer-sales', 'month', at),
  )
  expect(months.filter((cell) => cell?.reason === 'present')).toHaveLength(36)
})
