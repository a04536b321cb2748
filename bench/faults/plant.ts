import type { Dice, Item, PlainCompany } from './company.ts'
import { perspectives } from './company.ts'

/** What must be found, and on which item. */
export type Planted = { readonly code: string; readonly on: string }

/** A way to spoil a company: changes its data, and says what must be found; undefined where it finds no place. */
export type Fault = {
  readonly code: string
  readonly plant: (company: PlainCompany, dice: Dice, free: Places) => Planted | undefined
}

/** Items that no other fault has touched: a fault takes one, so that faults do not hide each other. */
export class Places {
  readonly #objectives: string[]

  constructor(company: PlainCompany, dice: Dice) {
    this.#objectives = dice.shuffle(Object.keys(company.sections.objectives as Item))
  }

  /** The id of an objective whose KPIs are untouched. */
  take(): string | undefined {
    return this.#objectives.pop()
  }
}

type Kpi = { [field: string]: unknown; measure: Item; targets: Item[]; contributes?: Item[] }

const kpi = ({ sections }: PlainCompany, id: string): Kpi => (sections.kpis as Record<string, Kpi>)[id] as Kpi
const section = ({ sections }: PlainCompany, name: string): Item => {
  sections[name] ??= {}
  return sections[name] as Item
}

/** A fault that needs one untouched objective. */
function at(code: string, plant: (company: PlainCompany, objective: string, dice: Dice) => string): Fault {
  return {
    code,
    plant: (company, dice, free) => {
      const objective = free.take()
      return objective === undefined ? undefined : { code, on: plant(company, objective, dice) }
    },
  }
}

/** A fault that adds something of its own. */
function add(code: string, plant: (company: PlainCompany, dice: Dice) => string): Fault {
  return { code, plant: (company, dice) => ({ code, on: plant(company, dice) }) }
}

/** Adds a measure with a formula, and a KPI on it that is sound but for the formula. */
function addComputed(company: PlainCompany, id: string, objective: string, measure: Item): string {
  section(company, 'kpis')[id] = {
    name: `Computed ${id}`,
    objective,
    department: 'department-0',
    owner: 'person-0',
    measure: { polarity: 'higher', ...measure },
    targets: [{ for: '2026', baseline: 90, value: 100 }],
  }
  return id
}

function addObserved(company: PlainCompany, id: string, measure: Item, level: number): void {
  section(company, 'measures')[id] = { name: `Observed ${id}`, ...measure }
  company.values.set(
    id,
    Array.from({ length: 20 }, (_, month) => level + month),
  )
}

const structural: Fault[] = [
  at('owner-missing', (company, objective, dice) => {
    const id = dice.pick([`${objective}-rate`, `${objective}-whole`, `${objective}-part-1`])
    kpi(company, id).owner = undefined
    return id
  }),
  at('kpi-orphan', (company, objective) => {
    kpi(company, `${objective}-rate`).objective = undefined
    return `${objective}-rate`
  }),
  add('objective-without-kpi', (company, dice) => {
    const perspective = dice.pick(perspectives)
    section(company, 'objectives').empty = {
      name: 'Wanted by nobody',
      perspective,
      owner: 'person-0',
      for: '2026',
    }
    return 'empty'
  }),
  add('department-without-contribution', (company) => {
    section(company, 'departments').idle = { name: 'Idle', head: 'person-0' }
    return 'idle'
  }),
  add('measure-dead', (company) => {
    addObserved(company, 'unused', { unit: 'EUR', kind: 'flow' }, 10)
    return 'unused'
  }),
  at('kpis-too-many', (company, objective) => {
    for (let more = 0; more < 8; more++) {
      section(company, 'kpis')[`${objective}-more-${more}`] = {
        ...structuredClone(kpi(company, `${objective}-rate`)),
        name: `More ${more} of ${objective}`,
        measure: { unit: '%', kind: 'ratio', polarity: 'higher', timing: 'leading' },
      }
      company.values.set(
        `${objective}-more-${more}`,
        Array.from({ length: 20 }, () => 80),
      )
    }
    return objective
  }),
  at('reference-dangling', (company, objective) => {
    kpi(company, `${objective}-rate`).owner = 'nobody-here'
    return `nobody-here`
  }),
  at('name-duplicate', (company, objective) => {
    kpi(company, `${objective}-rate`).name = `WHOLE OF ${objective.toUpperCase()}`
    return `${objective}-rate|${objective}-whole`
  }),
  add('parent-cycle', (company) => {
    const departments = section(company, 'departments') as Record<string, Item>
    ;(departments['department-0'] as Item).parent = 'department-1'
    ;(departments['department-1'] as Item).parent = 'department-0'
    return 'department-0|department-1'
  }),
  at('formula-cycle', (company, objective) => {
    ;(section(company, 'measures') as Record<string, Item>)[`${objective}-round`] = {
      name: `Round ${objective}`,
      unit: '%',
      kind: 'ratio',
      formula: `${objective}-rate`,
    }
    kpi(company, `${objective}-rate`).measure.formula = `${objective}-round`
    return `${objective}-rate|${objective}-round`
  }),
  at('target-missing', (company, objective) => {
    kpi(company, `${objective}-rate`).targets = []
    return `${objective}-rate`
  }),
  add('initiative-without-kpi', (company) => {
    section(company, 'initiatives').vague = {
      name: 'Do something',
      owner: 'person-0',
      due: '2026-12-31',
      state: 'running',
    }
    return 'vague'
  }),
  add('perspective-without-kpi', (company) => {
    section(company, 'perspectives').society = { name: 'Society' }
    return 'society'
  }),
]

const arithmetic: Fault[] = [
  at('gap', (company, objective, dice) => {
    const [target] = kpi(company, `${objective}-whole`).targets as [Item]
    target.value = Math.round((target.value as number) * (1.02 + dice.between(0, 8) / 100))
    return `${objective}-whole`
  }),
  at('over-allocation', (company, objective) => {
    const [target] = kpi(company, `${objective}-whole`).targets as [Item]
    target.value = Math.round((target.value as number) / 1.2)
    target.baseline = Math.round((target.value as number) * 0.97)
    return `${objective}-whole`
  }),
  at('double-counting', (company, objective) => {
    const first = kpi(company, `${objective}-part-0`)
    const second = kpi(company, `${objective}-part-1`)
    second.contributes = [{ to: `${objective}-part-0`, kind: 'share' }, ...(second.contributes ?? [])]
    const [target] = first.targets as [Item]
    const amount = (second.targets as [Item])[0].value as number
    target.value = amount
    return `${objective}-part-1|${objective}-whole`
  }),
  add('weights-unbalanced', (company) => {
    const [{ weights }] = company.sections.scorecard as unknown as [{ weights: Record<string, number> }]
    weights.customer = (weights.customer as number) + 7
    return '|financial|customer|process|learning|organisation'
  }),
]

const legality: Fault[] = [
  at('unit-mismatch', (company, objective) => {
    addObserved(company, 'minutes', { unit: 'minute', kind: 'flow' }, 5)
    return addComputed(company, 'mixed-units', objective, {
      unit: 'case',
      kind: 'flow',
      formula: `${objective}-all + minutes`,
    })
  }),
  at('currency-mismatch', (company, objective) => {
    addObserved(company, 'at-home', { unit: 'EUR', kind: 'flow' }, 5)
    addObserved(company, 'abroad', { unit: 'USD', kind: 'flow' }, 5)
    return addComputed(company, 'mixed-money', objective, {
      unit: 'EUR',
      kind: 'flow',
      formula: 'at-home + abroad',
    })
  }),
  at('stock-summed', (company, objective) => {
    addObserved(company, 'stored', { unit: 'piece', kind: 'stock' }, 500)
    return addComputed(company, 'stored-so-far', objective, {
      unit: 'piece',
      kind: 'flow',
      formula: 'ytd(stored)',
    })
  }),
  at('ratio-averaged', (company, objective) => {
    return addComputed(company, 'mean-rate', objective, {
      unit: '%',
      kind: 'ratio',
      formula: `avg(${objective}-rate, ${objective}-rate)`,
    })
  }),
  at('distinct-count-summed', (company, objective) => {
    addObserved(company, 'visitors-east', { unit: 'visitor', kind: 'distinct-count' }, 500)
    addObserved(company, 'visitors-west', { unit: 'visitor', kind: 'distinct-count' }, 400)
    return addComputed(company, 'visitors', objective, {
      unit: 'visitor',
      kind: 'distinct-count',
      formula: 'sum(visitors-east, visitors-west)',
    })
  }),
  at('grain-mismatch', (company, objective) => {
    addObserved(company, 'by-quarter', { unit: 'case', kind: 'flow', grain: 'quarter' }, 5)
    return addComputed(company, 'by-month', objective, {
      unit: 'case',
      kind: 'flow',
      formula: `${objective}-all + by-quarter`,
    })
  }),
  at('formula-unit', (company, objective) => {
    return addComputed(company, 'wrong-unit', objective, {
      unit: 'minute',
      kind: 'flow',
      formula: `${objective}-all * 2`,
    })
  }),
  at('aggregation-illegal', (company, objective) => {
    addObserved(company, 'level-east', { unit: 'grade', kind: 'ordinal' }, 2)
    return addComputed(company, 'all-in-one', objective, {
      unit: 'case',
      kind: 'flow',
      aggregates: [`${objective}-all`, 'level-east'],
    })
  }),
  at('polarity-unstated', (company, objective) => {
    kpi(company, `${objective}-part-1`).measure.polarity = undefined
    return `${objective}-part-1`
  }),
]

export const faults: readonly Fault[] = [...structural, ...arithmetic, ...legality]
