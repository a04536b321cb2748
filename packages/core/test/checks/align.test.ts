import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { alignmentScore } from '../../src/checks/align.ts'
import type { Finding, Subject } from '../../src/checks/check.ts'
import type { Severity } from '../../src/text/diagnostic.ts'
import { cleanText, judge } from './linden.ts'

const unowned = `
kpis:
  complaints:
    name: Complaints
    objective: loyal-customers
    department: sales
    measure: { unit: complaint, kind: flow, polarity: lower }
    targets: [{ for: 2026, value: 240 }]
`
const waiver = (until: string) => `
waivers:
  - { check: owner-missing, on: complaints, person: ben, reason: The post is being filled., until: ${until} }
`

test('a sound company gives no finding and scores 100', () => {
  const { findings, score, diagnostics } = judge()
  expect(diagnostics).toEqual([])
  expect(findings).toEqual([])
  expect(score).toBe(100)
})

describe('a waiver', () => {
  test('keeps its finding in the list, with person, reason and end, and gives its points back', () => {
    const { findings, score } = judge(unowned + waiver('2026-09-10'))
    expect(findings.map(({ code, waiver: one }) => [code, one])).toEqual([
      ['owner-missing', { person: 'ben', reason: 'The post is being filled.', until: '2026-09-10' }],
    ])
    expect(score).toBe(100)
  })

  test('silences nothing once it has ended', () => {
    const { findings, score } = judge(unowned + waiver('2026-09-09'))
    expect(findings.map(({ code, waiver: one }) => [code, one])).toEqual([
      ['owner-missing', undefined],
      ['waiver-expired', undefined],
    ])
    expect(score).toBe(judge(unowned).score)
  })
})

describe('alignment score', () => {
  // Organisation, 2 departments, 4 perspectives, 5 objectives at 3 each, and 11 KPIs at 1: 47.
  const whole = 47
  const { company } = judge()
  const find = (subject: Subject, severity: Severity): Finding => ({
    code: 'any',
    family: 'structure',
    severity,
    subject,
    span: { file: '', start: 0, end: 0 },
    facts: {},
    message: '',
    because: [],
    fix: undefined,
    impact: undefined,
    waiver: undefined,
  })
  const scoreOf = (...findings: readonly Finding[]) => alignmentScore(company, findings)
  const without = (lost: number) => 100 * (1 - lost / whole)

  test('[L1] organisation, departments, perspectives and objectives weigh 3, KPIs 1', () => {
    for (const subject of [
      { kind: 'organisation', id: 'organisation' },
      { kind: 'department', id: 'sales' },
      { kind: 'perspective', id: 'customer' },
      { kind: 'objective', id: 'profit-growth' },
    ] as const) {
      expect(scoreOf(find(subject, 'error'))).toBeCloseTo(without(3), 10)
    }
    expect(scoreOf(find({ kind: 'kpi', id: 'churn' }, 'error'))).toBeCloseTo(without(1), 10)
  })

  test('[L1] a finding about a measure or an initiative counts on the organisation', () => {
    for (const kind of ['measure', 'initiative'] as const) {
      expect(scoreOf(find({ kind, id: 'churn' }, 'error'))).toBeCloseTo(without(3), 10)
    }
  })

  test('[L2] an error costs all, a warning half, a note a tenth; the gravest counts', () => {
    const kpi = { kind: 'kpi', id: 'churn' } as const
    expect(scoreOf(find(kpi, 'warning'))).toBeCloseTo(without(0.5), 10)
    expect(scoreOf(find(kpi, 'note'))).toBeCloseTo(without(0.1), 10)
    expect(scoreOf(find(kpi, 'note'), find(kpi, 'warning'), find(kpi, 'warning'))).toBe(
      scoreOf(find(kpi, 'warning')),
    )
  })

  test('[L2] a waived finding costs nothing', () => {
    const waived = {
      ...find({ kind: 'kpi', id: 'churn' }, 'error'),
      waiver: { person: '', reason: '', until: '' },
    }
    expect(scoreOf(waived)).toBe(100)
  })

  test('[L3] the score is 100 with nothing lost and 0 with everything lost', () => {
    const { strategy } = company
    const all: Subject[] = [{ kind: 'organisation', id: '' }]
    for (const [kind, map] of [
      ['department', strategy.departments],
      ['perspective', strategy.perspectives],
      ['objective', strategy.objectives],
      ['kpi', strategy.kpis],
    ] as const) {
      for (const id of map.keys()) all.push({ kind, id })
    }
    expect(scoreOf()).toBe(100)
    expect(scoreOf(...all.map((subject) => find(subject, 'error')))).toBeCloseTo(0, 10)
  })
})

test('whatever is taken out of a company, it is judged in whole words and without a crash', () => {
  const base = parse(cleanText) as Record<string, Record<string, Record<string, unknown>>>
  const fields = Object.entries(base).flatMap(([section, items]) =>
    Object.entries(items).flatMap(([id, item]) => [
      [section, id] as const,
      ...(typeof item === 'object' ? Object.keys(item).map((field) => [section, id, field] as const) : []),
    ]),
  )
  const someFields = fc.subarray(fields, { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(someFields, (removed) => {
      const broken = structuredClone(base)
      for (const [section, id, field] of removed) {
        const items = broken[section] as Record<string, Record<string, unknown>>
        if (field === undefined) delete items[id]
        else delete items[id]?.[field]
      }
      const { findings, score } = judge('', stringify(broken))
      expect(score).toBeGreaterThanOrEqual(0)
      expect(score).toBeLessThanOrEqual(100)
      for (const { message, span } of findings) {
        expect(message).not.toMatch(/\{\w+\}|NaN|n\/a|undefined|\[object/)
        expect(span.end).toBeGreaterThan(span.start)
      }
    }),
    { numRuns: 300 },
  )
})
