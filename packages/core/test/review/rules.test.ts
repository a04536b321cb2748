import { describe, expect, test } from 'vitest'
import { foundationsOf } from '../../src/catchball/foundations.ts'
import { openNegotiation } from '../../src/catchball/negotiation.ts'
import { align } from '../../src/checks/align.ts'
import { handedIn } from '../../src/checks/in-force.ts'
import { Engine } from '../../src/engine/engine.ts'
import { advanceReview } from '../../src/review/advance.ts'
import { consequencesOf } from '../../src/review/carry-out.ts'
import { reviewPeople, reviewsDue } from '../../src/review/cycle.ts'
import { effectOfInitiative } from '../../src/review/initiative-effect.ts'
import { minutesText } from '../../src/review/minutes.ts'
import { reasonText } from '../../src/review/reason.ts'
import { plannedReview } from '../../src/review/review.ts'
import { groupsOf } from '../../src/scorecard/groups.ts'
import type { Initiative, ReviewCycle, Strategy } from '../../src/strategy/model.ts'
import { readStrategy } from '../../src/strategy/read.ts'
import { parseDay, printDay } from '../../src/time/day.ts'
import { company, months } from '../engine/company.ts'
import { items, ReviewTable } from './table.ts'

const day = (text: string) => parseDay(text) as number
const read = (text: string): Strategy => readStrategy([{ name: 'a.yaml', text }]).strategy
const keep = { kind: 'decide', item: 'kpi:leads', decision: { choice: 'keep', reason: 'It holds.' } } as const

/** A table with an open review. */
function opened(more?: ConstructorParameters<typeof ReviewTable>[1]): ReviewTable {
  const table = new ReviewTable(undefined, more)
  expect(table.do({ kind: 'open', by: 'ida' })).toBe('open')
  return table
}

describe('cycles', () => {
  const due = (text: string, from: string, to: string) =>
    reviewsDue(read(text), day(from), day(to)).map(
      ({ cycle, period, due: when }) => `${cycle} ${period} ${printDay(when)}`,
    )

  test('[V1] quarterly and half-yearly cycles follow a fiscal year that starts in April', () => {
    const text = `organisation: { name: A, calendar: { start: 04-01, names: end-year } }
reviews:
  quarterly: { every: quarter, after: 10 days }
  half: { every: half, after: 1 month }`
    expect(due(text, '2026-04-01', '2027-04-30')).toEqual([
      'quarterly FY26-Q4 2026-04-10',
      'half FY26-H2 2026-05-01',
      'quarterly FY27-Q1 2026-07-10',
      'quarterly FY27-Q2 2026-10-10',
      'half FY27-H1 2026-10-31',
      'quarterly FY27-Q3 2027-01-10',
      'quarterly FY27-Q4 2027-04-10',
    ])
  })

  test('[V1] each grain is held once a period, and no review is told twice by spans that meet', () => {
    for (const [grain, count] of Object.entries({ week: 52, month: 12, quarter: 4, half: 2, year: 1 })) {
      const text = `organisation: { name: A }\nreviews: { all: { every: ${grain} } }`
      const year = due(text, '2026-01-01', '2026-12-31')
      expect(year.length, grain).toBe(count)
      const parts = [due(text, '2026-01-01', '2026-06-10'), due(text, '2026-06-11', '2026-12-31')].flat()
      expect(parts).toEqual(year)
    }
  })

  test('[V1] where no cycle is described the company is reviewed as often as its KPIs are', () => {
    expect(due('organisation: { name: A, review: half }', '2026-01-01', '2026-12-31')).toEqual([
      'company 2025-H2 2026-01-14',
      'company 2026-H1 2026-07-14',
    ])
  })

  test('[V2] who leads and who takes part: named, or those concerned', () => {
    const { strategy } = company(items)
    const people = (cycle: Partial<ReviewCycle> & { id: string }) =>
      reviewPeople(strategy, { ...(strategy.reviews.get(cycle.id) as ReviewCycle), ...cycle })
    expect(people({ id: 'company' })).toEqual({ leads: ['ida'], participants: ['ida', 'mia', 'sol', 'cem'] })
    expect(people({ id: 'marketing' })).toEqual({ leads: ['mia'], participants: ['mia', 'sol'] })
    expect(people({ id: 'marketing', department: 'web' })).toEqual({
      leads: ['sol', 'mia'],
      participants: ['sol', 'mia'],
    })
    expect(people({ id: 'company', lead: 'cem', participants: ['mia'] })).toEqual({
      leads: ['cem'],
      participants: ['cem', 'mia'],
    })
  })
})

describe('steps', () => {
  test('[V3] the steps alone give the review, and every state on the way', () => {
    const table = opened()
    table.do({ ...keep, by: 'mia' })
    table.do({ kind: 'close', by: 'ida' })
    const { hash = '' } = table.review
    table.do({ kind: 'sign-off', by: 'ida', hash })
    expect(table.do({ kind: 'sign-off', by: 'mia', hash })).toBe('signed')
    const again = table.steps.reduce(advanceReview, plannedReview(table.review.subject))
    expect(again).toEqual(table.review)
    expect(again.version).toBe(table.steps.length)
  })

  test('[V3] who leads opens it, after the period has ended; a cancelled one can be opened again', () => {
    const table = new ReviewTable()
    expect(table.do({ kind: 'open', by: 'mia' })).toBe('not-leading')
    expect(table.do({ kind: 'join', by: 'mia' })).toBe('not-open')
    expect(new ReviewTable(undefined, { asOf: '2026-03-31' }).do({ kind: 'open', by: 'ida' })).toBe(
      'period-runs',
    )
    expect(table.do({ kind: 'open', by: 'ida' })).toBe('open')
    expect(table.do({ kind: 'open', by: 'ida' })).toBe('open-already')
    expect(table.do({ kind: 'cancel', by: 'ida', reason: ' ' })).toBe('reason-missing')
    expect(table.do({ kind: 'cancel', by: 'ida', reason: 'Strike.' })).toBe('cancelled')
    expect(table.do({ kind: 'open', by: 'ida' })).toBe('open')
  })

  test('[V3] making the agenda anew keeps what was concluded and what people added', () => {
    const table = opened()
    table.do({ ...keep, by: 'mia' })
    const topic = { subject: { kind: 'topic', id: 'fair' } as const, title: 'The spring fair' }
    expect(table.do({ kind: 'add-item', by: 'cem', item: topic })).toBe('open')
    expect(table.do({ kind: 'add-item', by: 'cem', item: topic })).toBe('item-known')
    const before = table.review.items.map(({ key }) => key)
    expect(table.do({ kind: 'refresh', by: 'mia' })).toBe('not-leading')
    expect(table.do({ kind: 'refresh', by: 'ida' })).toBe('open')
    expect(table.review.items.map(({ key }) => key)).toEqual(before)
    expect(table.item('kpi:leads')?.decisions.length).toBe(1)
  })

  test('[V3] everybody is on the item that is presented, and how long each was is known', () => {
    const table = opened()
    expect(table.review.shown).toBe(table.review.items[0]?.key)
    table.at += 240_000
    expect(table.do({ kind: 'present', by: 'mia', item: 'kpi:leads' })).toBe('not-leading')
    table.do({ kind: 'present', by: 'ida', item: 'kpi:satisfaction' })
    expect(table.review.items[0]?.shownMs).toBe(300_000)
    table.do({ kind: 'close', by: 'ida' })
    expect(table.item('kpi:satisfaction')?.shownMs).toBe(60_000)
  })
})

describe('agenda', () => {
  test('[V4] what is off track, unknown and a signal stands on it, once for each subject, the gravest first', () => {
    const table = new ReviewTable()
    expect(table.reasons('kpi:leads')).toEqual(expect.arrayContaining(['off-track', 'signal']))
    expect(table.reasons('kpi:leads')[0]).toBe('off-track')
    expect(table.reasons('kpi:satisfaction')).toContain('unknown')
    expect(table.reasons('kpi:visits')).not.toContain('off-track')
    const agenda = table.agenda()
    expect(agenda[0]?.key).toBe('kpi:leads')
    expect(new Set(agenda.map(({ key }) => key)).size).toBe(agenda.length)
    const [first] = agenda[0]?.reasons ?? []
    expect(first?.facts).toEqual({ actual: 100, target: 200, unit: 'lead', period: '2026-Q1' })
  })

  test('[V4] a signal for the better asks for no decision', () => {
    const { leads } = items.values
    const better = { ...leads, '2026-Q1': 300 }
    const table = new ReviewTable(undefined, { values: { ...items.values, leads: better } })
    expect(table.reasons('kpi:leads')).not.toContain('signal')
    const lower = { ...items.kpis.leads.measure, polarity: 'lower' }
    const worse = { ...items.kpis, leads: { ...items.kpis.leads, measure: lower } }
    const other = new ReviewTable(undefined, { kpis: worse, values: { ...items.values, leads: better } })
    expect(other.reasons('kpi:leads')).toContain('signal')
  })

  test('[V4] a department is reviewed with those below it, and with nothing else', () => {
    const table = new ReviewTable(
      { cycle: 'marketing', period: '2026-03' },
      { objectives: { growth: { owner: 'ida', perspective: 'customer', department: 'service' } } },
    )
    const subjects = table.agenda().map(({ key }) => key)
    expect(subjects).toContain('kpi:leads')
    expect(subjects.filter((key) => key.includes('satisfaction') || key.includes('growth'))).toEqual([])
  })

  test('[V4] a KPI kept by longer periods is talked about once they end', () => {
    const table = new ReviewTable({ cycle: 'marketing', period: '2026-02' })
    expect(table.reasons('kpi:leads')).not.toContain('off-track')
  })

  test('[V4] stale agreements, waivers that end soon and findings are on it', () => {
    const table = new ReviewTable(undefined, {
      waivers: [
        { check: 'owner-missing', on: 'visits', person: 'ida', reason: 'new', until: '2026-05-01' },
        { check: 'gap', on: 'visits', person: 'ida', reason: 'new', until: '2027-05-01' },
      ],
      kpis: {
        ...items.kpis,
        orphan: { measure: { unit: 'lead', kind: 'flow', polarity: 'higher' }, owner: 'mia' },
      },
    })
    const { strategy } = table.company
    const subject = { kind: 'target', kpi: 'visits', period: '2026' } as const
    const terms = { value: 900 }
    const restsOn = foundationsOf(strategy, subject, terms).map((one) =>
      one.what === 'unit' ? { ...one, value: 'page' } : one,
    )
    const agreement = {
      terms,
      hash: '',
      at: 0,
      by: 'sol',
      signedBy: ['sol', 'mia'],
      override: undefined,
      restsOn,
    }
    table.negotiations.push({ ...openNegotiation(subject), state: 'signed', agreements: [agreement] })
    expect(table.reasons('kpi:visits')).toEqual(['stale', 'waiver-ends'])
    expect(table.reasons('kpi:orphan').some((code) => code === 'finding' || code === 'warning')).toBe(true)
  })

  test('[V4] the next review carries what is open, and asks for KPIs on which nothing is ever decided', () => {
    const table = opened()
    table.do({ kind: 'park', by: 'mia', item: 'kpi:leads', reason: 'Figures are late.' })
    const action = { id: 'a1', item: 'kpi:leads', what: 'Ask the agency', owner: 'mia', due: '2026-04-10' }
    table.do({ kind: 'assign', by: 'ida', action })
    table.do({ kind: 'close', by: 'ida' })
    const next = new ReviewTable()
    next.reviews.push(table.review)
    expect(next.reasons('kpi:leads')[0]).toBe('left-open')
    expect(next.reasons('action:a1')).toEqual(['action-late'])
    expect(next.reasons('kpi:visits')).toEqual([])
    next.reviews.push({ ...table.review, subject: { cycle: 'company', period: '2025-Q4' } })
    expect(next.reasons('kpi:visits')).toEqual(['never-decided'])
    const other = { ...table.review, subject: { cycle: 'marketing', period: '2026-03' } }
    next.reviews.splice(0, 2, other, other)
    expect(next.reasons('kpi:visits')).toEqual([])
  })

  test('[V4] initiatives that are late or moved nothing are on it', () => {
    const table = new ReviewTable(undefined, {
      initiatives: {
        site: {
          kpis: ['visits'],
          from: '2025-07-01',
          due: '2026-01-31',
          state: 'running',
          milestones: [{ name: 'Beta', due: '2025-12-01' }],
        },
      },
    })
    expect(table.reasons('initiative:site')).toEqual(['moved-nothing', 'initiative-late', 'milestone-late'])
  })
})

describe('decisions', () => {
  test('[V5] each says what it needs, fits its subject, and has a reason', () => {
    const table = opened()
    const decide = (decision: object, item = 'kpi:leads') =>
      table.do({ kind: 'decide', by: 'mia', item, decision } as never)
    expect(decide({ choice: 'keep', reason: '' })).toBe('reason-missing')
    expect(decide({ choice: 'adjust-target', reason: 'x' })).toBe('decision-incomplete')
    expect(decide({ choice: 'adjust-target', reason: 'x', period: '2026', terms: {} })).toBe(
      'decision-incomplete',
    )
    expect(decide({ choice: 'replace', reason: 'x', by: 'leads' })).toBe('decision-incomplete')
    expect(decide({ choice: 'retire', reason: 'x', until: 'soon' })).toBe('decision-incomplete')
    expect(decide({ choice: 'stop-initiative', reason: 'x' })).toBe('choice-unfit')
    expect(
      decide({ choice: 'start-initiative', reason: 'x', initiative: { id: 'a', name: 'A', kpis: [] } }),
    ).toBe('decision-incomplete')
    expect(decide({ choice: 'keep', reason: 'x' }, 'kpi:nothing')).toBe('item-unknown')
    expect(table.item('kpi:leads')?.decisions).toEqual([])
  })

  test('[V5] one item bears several; the same choice again replaces the first; what is put off has none', () => {
    const table = opened()
    const terms = { value: 120 }
    const lower = { choice: 'adjust-target', reason: 'Half came.', period: '2026', terms } as const
    const initiative = { id: 'channels', name: 'New channels', kpis: ['leads'] }
    table.do({ kind: 'decide', by: 'mia', item: 'kpi:leads', decision: lower })
    table.do({ kind: 'decide', by: 'mia', item: 'kpi:leads', decision: { ...lower, terms: { value: 130 } } })
    const start = { choice: 'start-initiative', reason: 'More reach.', initiative } as const
    table.do({ kind: 'decide', by: 'mia', item: 'kpi:leads', decision: start })
    expect(table.item('kpi:leads')?.decisions.map(({ decision }) => decision.terms?.value)).toEqual([
      130,
      undefined,
    ])
    expect(table.do({ kind: 'undecide', by: 'mia', item: 'kpi:leads', choice: 'keep' })).toBe('not-decided')
    table.do({ kind: 'undecide', by: 'mia', item: 'kpi:leads', choice: 'start-initiative' })
    expect(table.item('kpi:leads')?.decisions.length).toBe(1)
    expect(table.do({ kind: 'park', by: 'mia', item: 'kpi:leads', reason: '' })).toBe('reason-missing')
    table.do({ kind: 'park', by: 'mia', item: 'kpi:leads', reason: 'Later.' })
    expect(table.item('kpi:leads')).toMatchObject({ decisions: [], parked: { reason: 'Later.' } })
    table.do({ ...keep, by: 'mia' })
    expect(table.item('kpi:leads')?.parked).toBeUndefined()
  })
})

describe('minutes', () => {
  test('[V6] they hold what was seen, who was there and what came of it; nothing later changes them', () => {
    const table = opened()
    table.do({ ...keep, by: 'mia' })
    table.do({ kind: 'note', by: 'cem', item: '', text: 'The room was cold.' })
    const action = { id: 'a1', item: '', what: 'Heat', owner: 'cem', due: '2026-05-01' }
    table.do({ kind: 'assign', by: 'cem', action })
    table.do({ kind: 'close', by: 'ida' })
    const { hash } = table.review
    for (const part of [
      '"seq":7',
      'The room was cold.',
      'It holds.',
      'Heat',
      '"present":["ida","mia","cem"]',
    ])
      expect(hash).toContain(part)
    expect(minutesText(table.review)).toBe(hash)
    expect(table.do({ kind: 'note', by: 'cem', item: '', text: 'And dark.' })).toBe('not-open')
    table.do({ kind: 'finish-action', by: 'cem', action: 'a1', note: 'Warm.' })
    expect(table.review.hash).toBe(hash)
    expect(table.do({ kind: 'note', by: 'cem', item: '', text: ' ' })).toBe('not-open')
  })

  test('[V7] who was there signs the minutes that they read, once; one is not enough where others were', () => {
    const table = opened()
    table.do({ kind: 'join', by: 'mia' })
    expect(table.do({ kind: 'sign-off', by: 'ida', hash: '' })).toBe('not-closed')
    table.do({ kind: 'close', by: 'ida' })
    const { hash = '' } = table.review
    expect(table.do({ kind: 'sign-off', by: 'cem', hash })).toBe('not-present')
    expect(table.do({ kind: 'sign-off', by: 'ida', hash: `${hash} ` })).toBe('minutes-changed')
    expect(table.do({ kind: 'sign-off', by: 'ida', hash })).toBe('closed')
    expect(table.do({ kind: 'sign-off', by: 'ida', hash })).toBe('signed-already')
    expect(table.do({ kind: 'sign-off', by: 'mia', hash })).toBe('signed')
    const alone = opened()
    alone.do({ kind: 'close', by: 'ida' })
    expect(alone.do({ kind: 'sign-off', by: 'ida', hash: alone.review.hash ?? '' })).toBe('signed')
  })

  test('[V8] an action is followed up by its owner or who leads, with a reason where it slips', () => {
    const table = opened()
    const action = { id: 'a1', item: 'kpi:leads', what: 'Call', owner: 'mia', due: '2026-05-01' }
    expect(table.do({ kind: 'assign', by: 'ida', action: { ...action, owner: 'zoe' } })).toBe(
      'person-unknown',
    )
    expect(table.do({ kind: 'assign', by: 'ida', action: { ...action, due: 'soon' } })).toBe(
      'action-incomplete',
    )
    expect(table.do({ kind: 'assign', by: 'ida', action: { ...action, item: 'kpi:x' } })).toBe('item-unknown')
    table.do({ kind: 'assign', by: 'ida', action })
    expect(table.do({ kind: 'assign', by: 'ida', action })).toBe('action-known')
    table.do({ kind: 'close', by: 'ida' })
    const move = { kind: 'move-action', action: 'a1', due: '2026-06-01' } as const
    expect(table.do({ ...move, by: 'sol', note: 'x' })).toBe('not-the-owner')
    expect(table.do({ ...move, by: 'mia', note: '' })).toBe('reason-missing')
    expect(table.do({ ...move, by: 'mia', note: 'Ill.' })).toBe('closed')
    expect(table.do({ kind: 'drop-action', by: 'ida', action: 'a2', note: 'x' })).toBe('action-unknown')
    expect(table.do({ kind: 'finish-action', by: 'ida', action: 'a1', note: '' })).toBe('closed')
    expect(table.do({ kind: 'drop-action', by: 'ida', action: 'a1', note: 'x' })).toBe('action-over')
    expect(table.review.actions).toMatchObject([{ state: 'done', due: '2026-06-01', moves: 1 }])
  })
})

test('[V9] a retired KPI counts up to its day, and then for nothing', () => {
  const results = (retired?: string) => {
    const { satisfaction: _, ...known } = items.kpis
    const { leads, visits } = items.values
    const { strategy, observations, asOf } = company({
      ...items,
      kpis: { ...known, leads: { ...known.leads, ...(retired && { retired }) } },
      values: { leads, visits },
    })
    return new Engine(strategy, observations, { asOf })
  }
  const rows = (engine: Engine, index: number) =>
    groupsOf(engine, 'perspective', index).flatMap(({ kpis }) => kpis.map(({ id }) => id))
  const [before, after] = [results(), results('2025-12-31')]
  const last = before.closed('quarter') - 1
  expect(rows(before, last)).toContain('leads')
  expect(rows(after, last)).not.toContain('leads')
  expect(rows(after, last - 1)).toContain('leads')
  expect(after.node('objective', 'growth', last)?.score).toBeGreaterThan(
    before.node('objective', 'growth', last)?.score ?? 1,
  )
  expect(after.node('objective', 'growth', last - 1)).toEqual(before.node('objective', 'growth', last - 1))
  const found = (engine: Engine) =>
    align(engine).findings.filter(({ subject }) => subject.id === 'leads').length
  expect(found(after)).toBe(0)
  const without = { ...items.kpis, leads: { ...items.kpis.leads, owner: undefined, objective: undefined } }
  const bad = company({ ...items, kpis: without })
  expect(found(new Engine(bad.strategy, bad.observations, { asOf: bad.asOf }))).toBeGreaterThan(0)
})

test('[V9] values of what is retired are no longer handed in, unless others are made from them', () => {
  const asked = (day: string, more: object = {}) => {
    const leads = { ...items.kpis.leads, retired: '2025-12-31' }
    const { strategy } = company({ ...items, kpis: { ...items.kpis, leads, ...more } })
    return handedIn(strategy, parseDay(day) as number).map(({ measure }) => measure.id)
  }
  expect(asked('2025-12-31')).toEqual(['leads', 'visits', 'satisfaction'])
  expect(asked('2026-01-01')).toEqual(['visits', 'satisfaction'])
  const share = {
    measure: { unit: 'lead/visit', kind: 'ratio', formula: 'leads / visits', grain: 'quarter' },
  }
  expect(asked('2026-01-01', { share })).toEqual(['leads', 'visits', 'satisfaction'])
})

test('what the last review put off is told with its reason', () => {
  expect(reasonText('left-open', { period: '2026-Q1', why: 'Too early.' })).toBe(
    'left open by the review of 2026-Q1. Too early.',
  )
})

test('[V10] an initiative moved a KPI when it left its usual variation in the good direction', () => {
  const verdict = (since: readonly number[], from = '2025-09-01') => {
    const before = [10, 11, 9, 10, 12, 10, 9, 11]
    const { strategy, observations, asOf } = company({
      kpis: { a: { measure: { unit: 'lead', kind: 'flow', polarity: 'lower' } } },
      values: { a: { ...months(2025, [...before, ...since].slice(0, 12)), ...months(2026, since.slice(4)) } },
      asOf: '2027-01-01',
    })
    const engine = new Engine(strategy, observations, { asOf })
    return effectOfInitiative(engine, { from: day(from) } as Initiative, 'a').verdict
  }
  // Of the 8 before: mean 10.25, mean moving range 11 / 7, so limits at 10.25 ± 2.66 × 1.571 = 6.07 and 14.43.
  expect(verdict([10, 11, 7])).toBe('moved-nothing')
  expect(verdict([10, 11, 6])).toBe('moved')
  expect(verdict([10, 11, 15])).toBe('worse')
  expect(verdict([10, 10, 10, 10, 10, 10, 10])).toBe('moved-nothing')
  expect(verdict([10, 10, 10, 10, 10, 10, 10, 10])).toBe('moved')
  expect(verdict([10, 6])).toBe('too-early')
  expect(verdict([10, 11, 6], '2025-05-01')).toBe('too-early')
})

test('[V11] decisions become edits and offers: reviewed, retired, started, stopped, offered', () => {
  const table = opened({ initiatives: { fair: { kpis: ['leads'], state: 'running' } } })
  table.do({
    kind: 'add-item',
    by: 'ida',
    item: { subject: { kind: 'initiative', id: 'fair' }, title: 'Fair' },
  })
  table.do({ kind: 'add-item', by: 'ida', item: { subject: { kind: 'kpi', id: 'visits' }, title: 'Visits' } })
  const decide = (item: string, decision: object) =>
    expect(table.do({ kind: 'decide', by: 'mia', item, decision } as never)).toBe('open')
  decide('kpi:leads', {
    choice: 'adjust-target',
    reason: 'Half came.',
    reasonCode: 'market',
    period: '2026',
    terms: { value: 120 },
    evidence: ['100 of 200'],
  })
  const initiative = { id: 'channels', name: 'New channels', kpis: ['leads'], owner: 'mia', budget: 5000 }
  decide('kpi:leads', { choice: 'start-initiative', reason: 'Reach.', initiative })
  decide('kpi:visits', { choice: 'replace', reason: 'Vanity.', by: 'leads', until: '2026-06-30' })
  decide('initiative:fair', { choice: 'stop-initiative', reason: 'Moved nothing.' })
  const { strategy, asOf } = table.company
  const { edits, offers } = consequencesOf(strategy, table.review, asOf)
  expect(edits).toEqual(
    expect.arrayContaining([
      { kind: 'set', item: 'kpi', id: 'leads', fields: { reviewed: '2026-04-14' } },
      {
        kind: 'set',
        item: 'kpi',
        id: 'visits',
        fields: { reviewed: '2026-04-14', retired: '2026-06-30' },
      },
      {
        kind: 'add',
        item: 'initiative',
        id: 'channels',
        fields: {
          name: 'New channels',
          objective: 'growth',
          kpis: ['leads'],
          owner: 'mia',
          from: '2026-04-14',
          budget: 5000,
          state: 'running',
        },
      },
      { kind: 'set', item: 'initiative', id: 'fair', fields: { state: 'stopped' } },
    ]),
  )
  expect(edits.length).toBe(4)
  expect(offers).toEqual([
    {
      by: 'mia',
      subject: { kind: 'target', kpi: 'leads', period: '2026' },
      terms: {
        value: 120,
        reason: 'Half came.',
        reasonCode: 'market',
        decidedIn: 'review company 2026-Q1',
        evidence: ['100 of 200'],
      },
    },
  ])
})
