import { random } from '../workload.ts'

/** An item of a strategy file, as plain data. */
export type Item = Record<string, unknown>

/** A company as plain data: the sections of a strategy file, and the monthly values of its measures, oldest first. */
export type PlainCompany = {
  readonly sections: Record<string, Item>
  readonly values: Map<string, number[]>
}

export const months = 20
export const firstMonth = { year: 2025, month: 1 }
export const today = '2026-09-10'

/** Random choices from one seed. */
export class Dice {
  readonly #next: () => number

  constructor(seed: number) {
    this.#next = random(seed)
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.#next() * (high - low + 1))
  }

  pick<T>(items: readonly T[]): T {
    return items[this.between(0, items.length - 1)] as T
  }

  chance(share: number): boolean {
    return this.#next() < share
  }

  shuffle<T>(items: readonly T[]): T[] {
    const left = [...items]
    return items.map(() => left.splice(this.between(0, left.length - 1), 1)[0] as T)
  }
}

export const perspectives = ['financial', 'customer', 'process', 'learning']
const units = ['order', 'machine', 'ticket', 'hour']

/** A sound company of random size and shape: whatever is asked of it adds up, is owned, measured and reviewed. */
export function soundCompany(dice: Dice): PlainCompany {
  const departments = Array.from({ length: dice.between(2, 6) }, (_, at) => `department-${at}`)
  const people = Object.fromEntries(departments.map((department, at) => [`person-${at}`, { department }]))
  const company: PlainCompany = {
    sections: {
      organisation: { name: 'A sound company', currency: 'EUR' },
      currencies: { USD: { rates: [{ from: '2024-01-01', rate: 1.1 }] } },
      people,
      departments: Object.fromEntries(
        departments.map((id, at) => [id, { name: `Department ${at}`, head: `person-${at}` }]),
      ),
      perspectives: Object.fromEntries(perspectives.map((id) => [id, { name: `Perspective ${id}` }])),
      scorecard: [{ weights: weightsOf(dice) }] as unknown as Item,
      objectives: {},
      measures: {},
      kpis: {},
    },
    values: new Map(),
  }
  // Every department takes its turn, so that each contributes to something.
  const turns = dice.shuffle(departments)
  for (const perspective of perspectives) {
    const count = dice.between(1, 2)
    for (let at = 0; at < count; at++) {
      addObjective(company, `${perspective}-${at}`, perspective, turns, dice)
      turns.push(turns.shift() as string, turns.shift() as string)
    }
  }
  return company
}

function weightsOf(dice: Dice): Record<string, number> {
  const cuts = [dice.between(10, 40), dice.between(10, 30), dice.between(10, 20)]
  const rest = 100 - cuts.reduce((sum, cut) => sum + cut, 0)
  return Object.fromEntries(perspectives.map((id, at) => [id, cuts[at] ?? rest]))
}

/** An objective with one KPI of the company that departments contribute to, and a ratio beside it. */
function addObjective(
  company: PlainCompany,
  id: string,
  perspective: string,
  departments: readonly string[],
  dice: Dice,
): void {
  const { objectives = {}, kpis = {}, measures = {} } = company.sections
  const owner = () => `person-${dice.between(0, departments.length - 1)}`
  objectives[id] = { name: `Reach ${id}`, perspective, owner: owner(), for: '2026' }
  const unit = id === 'financial-0' ? 'EUR' : dice.pick(units)
  const members = departments.slice(0, dice.between(2, Math.min(4, departments.length)))
  const parts = members.map((_, at) => `${id}-part-${at}`)
  let total = 0
  for (const [at, part] of parts.entries()) {
    const monthly = dice.between(50, 400)
    const target = monthly * 12 + dice.between(1, 60)
    total += target
    company.values.set(part, series(monthly, dice))
    kpis[part] = {
      name: `Part ${at} of ${id}`,
      objective: id,
      department: members[at],
      owner: owner(),
      measure: { unit, kind: 'flow', polarity: 'higher', timing: at === 0 ? 'leading' : 'lagging' },
      targets: [{ for: '2026', baseline: monthly * 12, value: target }],
      contributes: [{ to: `${id}-whole`, kind: 'share' }],
    }
  }
  kpis[`${id}-whole`] = {
    name: `Whole of ${id}`,
    objective: id,
    owner: owner(),
    measure: { unit, kind: 'flow', polarity: 'higher', formula: `sum(${parts.join(', ')})` },
    targets: [{ for: '2026', baseline: Math.round(total * 0.97), value: total }],
  }
  addRatio(company, id, members[0] as string, owner(), dice, kpis, measures)
}

function addRatio(
  company: PlainCompany,
  id: string,
  department: string,
  owner: string,
  dice: Dice,
  kpis: Item,
  measures: Item,
): void {
  const base = dice.between(400, 900)
  measures[`${id}-good`] = { name: `Good ones of ${id}`, unit: 'case', kind: 'flow' }
  measures[`${id}-all`] = { name: `All of ${id}`, unit: 'case', kind: 'flow' }
  company.values.set(`${id}-good`, series(Math.round(base * 0.8), dice))
  company.values.set(`${id}-all`, series(base, dice))
  kpis[`${id}-rate`] = {
    name: `Rate of ${id}`,
    objective: id,
    department,
    owner,
    measure: {
      unit: '%',
      kind: 'ratio',
      polarity: 'higher',
      timing: 'leading',
      formula: `${id}-good / ${id}-all`,
    },
    targets: [{ for: '2026', baseline: '79%', value: '81%' }],
  }
}

function series(level: number, dice: Dice): number[] {
  return Array.from({ length: months }, () =>
    Math.max(1, level + dice.between(-Math.ceil(level * 0.05), Math.ceil(level * 0.06))),
  )
}
