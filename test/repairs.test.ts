import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Alignment, Finding, SourceFile } from '../packages/core/src/index.ts'
import {
  align,
  draftEdits,
  Engine,
  readObservations,
  readStrategy,
  repairsOf,
} from '../packages/core/src/index.ts'

const folder = join(import.meta.dirname, '../examples/perlbeck')
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter(
    (entry) => entry.isFile() && !entry.parentPath.includes('expected') && entry.name !== 'answers.yaml',
  )
  .map((entry) => {
    const path = join(entry.parentPath, entry.name)
    return { name: path, text: readFileSync(path, 'utf8') }
  })
const strategyFiles = files.filter(({ name }) => name.endsWith('.yaml'))
const tables = files.filter(({ name }) => !name.endsWith('.yaml'))

function alignmentOf(sources: readonly SourceFile[]): { alignment: Alignment; engine: Engine } {
  const { strategy, diagnostics } = readStrategy(sources)
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  const { observations } = readObservations(tables, strategy)
  const engine = new Engine(strategy, observations, { asOf: strategy.organisation.asOf as number })
  return { alignment: align(engine), engine }
}

/** The sources with the edits of a finding's repair, a reason added where a target moves. */
function repaired(finding: Finding, wanted: string, engine: Engine): readonly SourceFile[] {
  const repair = repairsOf(engine, finding).find(({ id }) => id === wanted)
  expect(repair, `${finding.code} has the repair ${wanted}`).toBeDefined()
  const edits = (repair?.edits ?? []).map((edit) =>
    edit.kind === 'revise' ? { ...edit, fields: { ...edit.fields, reason: 'agreed in the review' } } : edit,
  )
  const draft = draftEdits(strategyFiles, engine.strategy, edits)
  if (draft.kind === 'refused') throw new Error(draft.why)
  const changed = new Map(draft.files.map(({ name, text }) => [name, text]))
  return strategyFiles.map(({ name, text }) => ({ name, text: changed.get(name) ?? text }))
}

describe('the planted defects', () => {
  const before = alignmentOf(strategyFiles)
  const cases = [
    ['kpi-orphan', 'tie preferred-brand'],
    ['targets-contradict', 'follow churn-finance'],
    ['targets-contradict', 'follow churn'],
    ['gap', 'share'],
    ['indicators-only-lagging', 'leading machine-rating'],
    ['review-overdue', 'reviewed'],
    ['review-overdue', 'retire'],
    ['smart-achievable', 'chance 0.5'],
    ['kpi-orphan', 'retire'],
  ] as const
  test.each(cases)('%s is gone after the repair "%s", and the score is higher', (code, id) => {
    const finding = before.alignment.findings.find((one) => one.code === code) as Finding
    const ids = repairsOf(before.engine, finding).map((one) => one.id)
    const wanted = ids.includes(id)
      ? id
      : (ids.find((one) => one.startsWith(id.split(' ')[0] as string)) ?? id)
    const { alignment } = alignmentOf(repaired(finding, wanted, before.engine))
    expect(alignment.findings.filter((one) => one.code === code).map(({ message }) => message)).toEqual([])
    expect(alignment.findings.map((one) => one.code)).toHaveLength(before.alignment.findings.length - 1)
    expect(alignment.score).toBeGreaterThan(before.alignment.score)
  })

  test('a target that comes down shows the gap that opens above it', () => {
    const finding = before.alignment.findings.find(({ code }) => code === 'gap') as Finding
    const { alignment } = alignmentOf(repaired(finding, 'lower', before.engine))
    const gaps = alignment.findings.filter(({ code }) => code === 'gap')
    expect(gaps.map(({ subject }) => subject.id)).toEqual(['operating-profit'])
  })

  test('keep the comments of the files that are repaired', () => {
    const finding = before.alignment.findings.find(({ code }) => code === 'gap') as Finding
    const after = repaired(finding, 'share', before.engine)
    const sales = after.find(({ name }) => name.endsWith('sales.yaml'))?.text as string
    expect(sales).toContain('# Sales')
    expect(sales).toContain('reason: agreed in the review')
  })
})
