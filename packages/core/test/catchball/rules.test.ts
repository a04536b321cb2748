import { describe, expect, test } from 'vitest'
import { advance } from '../../src/catchball/advance.ts'
import { whoMustAct } from '../../src/catchball/decide.ts'
import { effectOf } from '../../src/catchball/effect.ts'
import { measureNegotiation, shareAgreed } from '../../src/catchball/measures.ts'
import { openNegotiation } from '../../src/catchball/negotiation.ts'
import { aboveOf, signersOf } from '../../src/catchball/signers.ts'
import { standingsOf } from '../../src/catchball/standing.ts'
import type { Terms } from '../../src/catchball/terms.ts'
import { canonicalTerms, compareTerms } from '../../src/catchball/terms.ts'
import { writeTerms } from '../../src/catchball/write-terms.ts'
import { Engine } from '../../src/engine/engine.ts'
import { noObservations } from '../../src/series/observations.ts'
import { readStrategy } from '../../src/strategy/read.ts'
import { parseDay } from '../../src/time/day.ts'
import { churn, filesOf, hashOf, strategyOf, strategyText, Table, west } from './table.ts'

const day = 86_400_000
const link = { kind: 'contribution', from: 'west', to: 'revenue' } as const
const seatsOf = (text: string, subject: Parameters<typeof signersOf>[1] = churn) =>
  signersOf(strategyOf(text), subject).seats.map(({ of, people }) => `${of}: ${people.join(', ')}`)
const ruled = (rule: string) => strategyText.replace('currency: EUR }', `currency: EUR, sign-off: ${rule} }`)

test('[B1] the steps alone give the state, and every state on the way', () => {
  const table = new Table()
  expect(table.negotiation.state).toBe('draft')
  expect(table.offer('fay', '5.4%')).toBe('offered')
  expect(table.counter('cem', '5.2%')).toBe('countered')
  expect([table.accept('fay'), table.accept('kim')]).toEqual(['countered', 'agreed'])
  expect(['cem', 'fay', 'kim'].map((by) => table.sign(by))).toEqual(['agreed', 'agreed', 'signed'])
  expect(table.steps.reduce(advance, openNegotiation(churn))).toEqual(table.negotiation)
  expect(table.steps.map(({ kind }) => kind).join(' ')).toBe(
    'offer counter-offer accept accept sign-off sign-off sign-off',
  )
  expect(table.negotiation.version).toBe(7)
})

describe('[B2] terms are one text', () => {
  test('whatever the order of the keys, and whether an empty list is said', () => {
    const terms: Terms = { value: 5, assumptions: ['a'], conditions: [] }
    expect(canonicalTerms(churn, terms)).toBe(canonicalTerms(churn, { assumptions: ['a'], value: 5 }))
    expect(canonicalTerms(churn, terms)).not.toBe(canonicalTerms(west, terms))
    expect(canonicalTerms(churn, { value: 5 })).not.toBe(canonicalTerms(churn, { value: '5' }))
  })

  test('and nothing is done to terms that were not seen', () => {
    const table = new Table()
    table.offer('fay', '5.4%')
    const seen = table.hash
    table.counter('cem', '5.2%')
    const reason = 'too high'
    expect(table.accept('kim', seen)).toBe('terms-changed')
    expect(table.sign('kim', seen)).toBe('terms-changed')
    expect(table.counter('fay', '5.3%', seen)).toBe('terms-changed')
    expect(table.do({ kind: 'decline', by: 'fay', hash: seen, reason })).toBe('terms-changed')
    expect(table.negotiation.version).toBe(2)
  })
})

test('[B3] one offer lies on the table, and a counter-offer voids what was accepted and signed', () => {
  const table = new Table()
  expect(table.do({ kind: 'offer', by: 'fay', terms: {} })).toBe('terms-empty')
  expect(table.do({ kind: 'offer', by: 'fay', terms: { value: 1, change: 2 } })).toBe('terms-empty')
  expect(table.do({ kind: 'offer', by: 'fay', terms: { share: 1 } })).toBe('terms-empty')
  expect(new Table(link).do({ kind: 'offer', by: 'sol', terms: { value: 1 } })).toBe('terms-empty')
  expect(new Table(link).do({ kind: 'offer', by: 'sol', terms: { share: '80%' } })).toBe('offered')
  expect(table.accept('cem')).toBe('nothing-offered')
  table.offer('fay', '5.4%')
  expect(table.offer('cem', '5%')).toBe('offer-open')
  expect(table.counter('cem', '5.4%')).toBe('same-terms')
  table.accept('cem')
  table.accept('kim')
  table.sign('kim')
  expect(table.counter('cem', '5.2%')).toBe('countered')
  expect(table.negotiation).toMatchObject({ accepted: ['cem'], signed: [] })
  expect(compareTerms({ value: '5.4%' }, { value: '5.2%', conditions: ['more staff'] })).toEqual([
    { field: 'conditions', before: undefined, after: '["more staff"]' },
    { field: 'value', before: '5.4%', after: '5.2%' },
  ])
})

test('[B4] who must sign follows the rule of the organisation', () => {
  expect(seatsOf(strategyText)).toEqual([
    'owner of churn: kim',
    'head of finance: fay',
    'head of service: cem',
  ])
  expect(seatsOf(strategyText, link)).toEqual([
    'owner of west: kim',
    'head of finance: fay',
    'owner of revenue: ida',
  ])
  expect(seatsOf(ruled('{ by: [owner, head], finance: finance }'), { ...west, kpi: 'east' })).toEqual([
    'owner of east: sol',
    'head of sales: sol',
    'head of finance: fay',
  ])
  expect(seatsOf(ruled('{ by: [owner], finance: finance }'))).toEqual([
    'owner of churn: kim',
    'above churn: ida',
  ])
  const parent = ruled('{ by: [parent-heads, owner] }')
  expect(
    seatsOf(parent.replace('    owner: ida\n', '    owner: ida\n    department: board\n'), west),
  ).toContain('head of board: ida')
})

test('[B5] a delegate fills a seat, the quorum is a share of the seats, and other seats void the signatures', () => {
  const table = new Table(churn, ruled('{ delegates: { cem: [sol] }, quorum: 60% }'))
  expect(signersOf(table.strategy, churn)).toMatchObject({ quorum: 2, deadlineDays: 14 })
  table.offer('fay', '5.4%')
  expect(table.accept('sol')).toBe('agreed')
  expect(table.sign('sol')).toBe('agreed')
  table.strategy = strategyOf(strategyText.replace('head: cem', 'head: kim'))
  expect(table.sign('cem')).toBe('not-a-party')
  expect(table.sign('kim')).toBe('not-agreed')
  expect(table.negotiation.signed).toEqual(['sol'])
  expect(table.accept('kim')).toBe('agreed')
  expect(table.negotiation.signed).toEqual([])
  expect(table.steps.map(({ kind }) => kind)).toContain('reseat')
  expect(table.sign('fay')).toBe('agreed')
  expect(table.sign('kim')).toBe('signed')
})

test('[B6] nobody agrees with themselves alone: the owner above has a seat too', () => {
  expect(seatsOf(strategyText, { ...west, kpi: 'east' })).toEqual([
    'owner of east: sol',
    'head of sales: sol',
    'owner of revenue: ida',
  ])
  const objective = 'objectives: { profit: { owner: kim } }\nkpis:'
  const without = strategyText.replace('owner: ida', 'owner: sol').replace('head: ida', 'head: sol')
  expect(seatsOf(without.replace('kpis:', objective), { ...west, kpi: 'east' }).at(-1)).toBe(
    'above east: kim',
  )
  const alone = strategyText.replace('owner: ida', 'owner: sol').replace('head: ida', 'head: sol')
  const table = new Table({ ...west, kpi: 'east' }, alone)
  expect(table.offer('sol', 60)).toBe('sole-approver')
  expect(table.offer('ida', 60)).toBe('offered')
})

test('[B7] every side accepts and signs, the proposer never alone', () => {
  const table = new Table(churn, ruled('{ quorum: 30% }'))
  table.offer('fay', '5.4%')
  expect([table.accept('fay'), table.sign('fay'), table.counter('fay', '5%')]).toEqual([
    'own-offer',
    'not-agreed',
    'own-offer',
  ])
  expect(table.accept('sol')).toBe('not-a-party')
  expect(whoMustAct(table.negotiation)).toEqual(['kim', 'cem'])
  expect(table.accept('kim')).toBe('agreed')
  expect(table.accept('kim')).toBe('accepted-already')
  expect(table.sign('fay')).toBe('agreed')
  expect(table.sign('fay')).toBe('signed-already')
  expect(table.sign('kim')).toBe('signed')
  expect(table.sign('cem')).toBe('nothing-offered')
  expect(table.negotiation.agreements[0]).toMatchObject({
    by: 'fay',
    signedBy: ['fay', 'kim'],
    hash: table.hash,
  })
  expect(whoMustAct(table.negotiation)).toEqual([])
})

test('[B8] withdrawing, declining, escalating and the deadline', () => {
  const table = new Table()
  table.offer('fay', '5.4%')
  expect(table.do({ kind: 'withdraw', by: 'cem', reason: '' })).toBe('not-the-proposer')
  expect(table.do({ kind: 'decline', by: 'cem', hash: table.hash, reason: ' ' })).toBe('reason-missing')
  expect(table.do({ kind: 'escalate', by: 'sol', reason: 'stuck' })).toBe('not-a-party')
  expect(table.do({ kind: 'escalate', by: 'fay', reason: 'stuck' })).toBe('escalated')
  expect([table.accept('cem'), table.accept('kim')]).toEqual(['escalated', 'agreed'])
  expect(table.do({ kind: 'decline', by: 'cem', hash: table.hash, reason: 'no staff' })).toBe('declined')
  expect(table.offer('fay', '5.6%')).toBe('offered')
  expect(table.do({ kind: 'withdraw', by: 'fay', reason: '' })).toBe('withdrawn')
  table.offer('cem', '5.6%')
  expect(table.do({ kind: 'expire' })).toBe('deadline-ahead')
  table.at += 14 * day
  expect(table.accept('fay')).toBe('deadline-passed')
  expect(table.offer('fay', '5.7%')).toBe('deadline-passed')
  expect(table.do({ kind: 'expire' })).toBe('expired')
  expect(table.do({ kind: 'expire' })).toBe('nothing-offered')
  expect(table.offer('fay', '5.7%')).toBe('offered')
})

test('[B9] an override comes from above, with a reason, and counts as nobody’s agreement', () => {
  const table = new Table()
  expect(aboveOf(table.strategy, churn)).toEqual(['ida'])
  const terms = { value: '5%' }
  expect(table.do({ kind: 'override', by: 'fay', terms, reason: 'so be it' })).toBe('not-above')
  expect(table.do({ kind: 'override', by: 'ida', terms, reason: '' })).toBe('reason-missing')
  expect(table.agree()).toBe('signed')
  expect(shareAgreed(table.strategy, [table.negotiation])).toEqual({ targets: 5, agreed: 1 })
  expect(table.do({ kind: 'override', by: 'ida', terms, reason: 'the bank asks for it' })).toBe('overridden')
  expect(table.negotiation.agreements.at(-1)).toMatchObject({
    override: 'the bank asks for it',
    signedBy: [],
    by: 'ida',
  })
  expect(shareAgreed(table.strategy, [table.negotiation])).toEqual({ targets: 5, agreed: 0 })
})

describe('what an agreement rests on', () => {
  const terms = { value: 20, resources: [{ what: 'a hotline', initiative: 'hotline' }] }
  const signed = () => {
    const table = new Table(west)
    table.do({ kind: 'offer', by: 'fay', terms })
    table.accept('kim')
    table.sign('kim')
    expect(table.sign('fay')).toBe('signed')
    return table
  }

  test('[B10] is named in it', () => {
    expect(signed().negotiation.agreements[0]?.restsOn).toEqual([
      { what: 'definition', of: 'west', value: 'west: flow by the month, higher, sum over time' },
      { what: 'unit', of: 'west', value: 'EUR' },
      { what: 'weight', of: 'west', value: '1' },
      { what: 'link', of: 'west → revenue', value: 'share, total, share 1' },
      { what: 'parent target', of: 'revenue 2026', value: '100 EUR' },
      { what: 'granted resource', of: 'hotline', value: '40000, planned' },
    ])
    const nothing = new Table({ ...west, kpi: 'gone' })
    expect(nothing.offer('fay', 1)).toBe('foundations-missing')
  })

  test.each([
    ['the parent target', 'value: 100,', 'value: 120,', 'parent target', '100 EUR', '120 EUR'],
    ['the budget', 'budget: 40000', 'budget: 10000', 'granted resource', '40000, planned', '10000, planned'],
    [
      'the resource itself',
      '  hotline: { name: Hotline, budget: 40000 }\n',
      '',
      'granted resource',
      '40000, planned',
      undefined,
    ],
  ])('[B11] is watched: %s', (_, from, to, what, before, after) => {
    const table = signed()
    expect(standingsOf(table.strategy, table.negotiation)).toEqual([{ state: 'in-force', changes: [] }])
    const changed = strategyOf(strategyText.replace(from, to).replace('initiatives:\nkpis', 'kpis'))
    const [standing] = standingsOf(changed, table.negotiation)
    expect(standing?.state).toBe('stale')
    expect(standing?.changes).toMatchObject([{ what, before, after }])
  })

  test('[B11] and the next agreement supersedes it', () => {
    const table = signed()
    table.offer('fay', 25)
    table.accept('kim')
    for (const by of ['kim', 'fay']) table.sign(by)
    expect(standingsOf(table.strategy, table.negotiation).map(({ state }) => state)).toEqual([
      'superseded',
      'in-force',
    ])
  })
})

describe('[B12] written terms', () => {
  const signing = {
    day: parseDay('2026-02-01') as number,
    by: 'fay',
    signedBy: ['fay', 'kim'],
    reason: 'less staff',
  }
  const write = (subject: Parameters<typeof writeTerms>[2], terms: Terms) => {
    const written = writeTerms(filesOf(), strategyOf(), subject, terms, signing)
    return 'file' in written ? written.file.text : written.fault
  }
  const linesChanged = (text: string) => {
    const before = new Set(strategyText.split('\n'))
    return text.split('\n').filter((line) => !before.has(line)).length
  }

  test('revise the target that is there, and leave every other line', () => {
    const text = write(churn, { value: '5.5%' })
    const { strategy } = readStrategy(filesOf(text))
    expect(strategy.kpis.get('churn')?.targets[0]).toMatchObject({
      signedBy: ['fay', 'kim'],
      revisions: [
        { goalpost: { value: 0.05 } },
        { goalpost: { value: 0.055 }, reason: 'less staff', by: 'fay' },
      ],
    })
    expect(linesChanged(text)).toBe(1)
    expect(text).toContain('# shared as equals')
  })

  test('make a new target, and give a link its share', () => {
    const text = write({ ...west, period: '2027' }, { change: '+15%' })
    const target = readStrategy(filesOf(text)).strategy.kpis.get('west')?.targets.at(-1)
    expect(target).toMatchObject({ agreed: signing.day, signedBy: ['fay', 'kim'] })
    expect(target?.revisions[0]?.goalpost).toEqual({ kind: 'change', by: 0.15, relative: true })
    const linked = readStrategy(filesOf(write(link, { share: '80%' }))).strategy
    expect(linked.contributions.find(({ from }) => from === 'west')?.share).toBe(0.8)
  })

  test('are refused where they are no amount, no period, or of nothing', () => {
    expect(write(west, { value: '5 pp' })).toBe('5 pp is no amount in EUR.')
    expect(write(west, { value: 'many' })).toMatch(/many/)
    expect(write({ ...west, period: 'soon' }, { value: 1 })).toBe('"soon" is no period.')
    expect(write({ ...west, kpi: 'gone' }, { value: 1 })).toBe('There is no KPI "gone".')
    expect(write({ ...link, to: 'churn' }, { share: 1 })).toBe('west does not contribute to churn.')
  })
})

test('[B13] rounds, days and how far the number moved', () => {
  const table = new Table(west)
  expect(measureNegotiation(table.negotiation)).toMatchObject({ rounds: 0, days: 0 })
  table.offer('fay', 20)
  table.at += 2 * day
  table.counter('kim', 16)
  table.at += day
  table.accept('fay')
  expect(measureNegotiation(table.negotiation)).toEqual({
    rounds: 2,
    days: 3,
    first: 20,
    last: 16,
    moved: -0.2,
  })
  table.counter('fay', '15%')
  expect(measureNegotiation(table.negotiation).moved).toBeNaN()
})

test('[B14] 50 + 30 + 10 leave 10 of 100 unallocated, and an offer of 20 leaves none', () => {
  const engine = new Engine(strategyOf(), noObservations, { asOf: parseDay('2026-01-05') as number })
  const signing = { day: engine.asOf, by: 'kim', signedBy: [], reason: 'more' }
  const effect = (value: number) => {
    const written = writeTerms(filesOf(), engine.strategy, west, { value }, signing)
    if (!('file' in written)) throw new Error(written.fault)
    return effectOf(engine, readStrategy([written.file]).strategy, west)
  }
  const [same] = effect(10)
  expect(same).toMatchObject({ parent: 'revenue', period: '2026', unallocated: 10 })
  expect(same?.before?.produced).toBe(90)
  const [more] = effect(20)
  expect(more).toMatchObject({ unallocated: 0, before: { gap: 10 }, after: { produced: 100, gap: 0 } })
  expect(hashOf(west, { value: 20 })).not.toBe(hashOf(west, { value: 10 }))
})
