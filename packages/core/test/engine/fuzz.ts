import type { Change } from '../../src/engine/change.ts'
import { Engine } from '../../src/engine/engine.ts'
import { evaluate } from '../../src/engine/naive/evaluate.ts'
import type { Observations } from '../../src/series/observations.ts'
import type { Id, Strategy } from '../../src/strategy/model.ts'
import type { Day } from '../../src/time/day.ts'
import { Random } from '../random.ts'
import type { RandomCompany } from '../random-company.ts'
import { randomCompany, randomValue } from '../random-company.ts'
import { compare } from './compare.ts'

export type FuzzReport = {
  readonly companies: number
  readonly edits: number
  readonly cells: number
  /** Seeds of the companies, first and last. */
  readonly seeds: readonly [number, number]
  readonly differences: readonly string[]
}

type Progress = (edits: number) => void

/** Makes an engine; the twin that must be caught makes a broken one. */
export type MakeEngine = (company: RandomCompany) => Engine

const usual: MakeEngine = ({ strategy, observations, asOf }) => new Engine(strategy, observations, { asOf })

/**
 * Edits random companies; after each edit the engine must hold, bit for bit, what a fresh evaluation gives. Stops a
 * company at its first difference.
 */
export function fuzz(
  edits: number,
  seed: number,
  makeEngine = usual,
  progress: Progress = () => {},
): FuzzReport {
  const differences: string[] = []
  let done = 0
  let cells = 0
  let at = seed
  for (; done < edits; at++) {
    const company = randomCompany(at)
    const run = new EditedCompany(company, makeEngine(company))
    const count = Math.min(100, edits - done)
    for (let edit = 0; edit <= count; edit++) {
      const words = edit === 0 ? 'as made' : run.edit()
      const comparison = run.compare()
      cells += comparison.cells
      if (comparison.difference === undefined) continue
      differences.push(`seed ${at}, edit ${edit} (${words}): ${comparison.difference}`)
      break
    }
    done += count
    progress(done)
  }
  return { companies: at - seed, edits: done, cells, seeds: [seed, at - 1], differences }
}

/** A company, and beside it the engine that is told of every edit. */
class EditedCompany {
  readonly #company: RandomCompany
  readonly #engine: Engine
  readonly #random: Random
  readonly #observed: readonly Id[]
  readonly #values: ExtraValues
  #strategy: Strategy

  constructor(company: RandomCompany, engine: Engine) {
    this.#company = company
    this.#engine = engine
    this.#random = new Random(company.seed ^ 0x5bd1e995)
    this.#strategy = company.strategy
    this.#values = new ExtraValues(company.observations, company.asOf)
    const measures = [...company.strategy.measures.values()]
    this.#observed = measures.flatMap(({ id, formula, aggregates }) =>
      formula || aggregates.length > 0 ? [] : [id],
    )
  }

  compare() {
    const { asOf } = this.#company
    return compare(this.#engine, evaluate(this.#strategy, this.#values.observations(), { asOf }))
  }

  /** Makes one to three changes; gives them in words. */
  edit(): string {
    const count = this.#random.pick([1, 1, 1, 2, 3])
    const changes = Array.from({ length: count }, () => this.#change())
    this.#engine.update(changes)
    return changes.map(inWords).join(', ')
  }

  #change(): Change {
    const random = this.#random
    const what = random.next()
    if (what < 0.75) return this.#changeValue()
    const kpi = random.pick([...this.#strategy.kpis.values()])
    if (what < 0.88) {
      const targets = random.pick(this.#company.otherTargets.get(kpi.id) ?? [[]])
      this.#replace({ ...kpi, targets })
      return { kind: 'targets', kpi: kpi.id, targets }
    }
    const from = this.#company.asOf - random.whole(0, 300)
    const weight = random.chance(0.5)
      ? [{ from: -1e6, value: random.pick([0, 1, 2.5]) }]
      : [
          { from: -1e6, value: random.pick([0, 1]) },
          { from, value: random.pick([0, 3]) },
        ]
    this.#replace({ ...kpi, weight })
    return { kind: 'weight', kpi: kpi.id, weight }
  }

  #replace(kpi: Strategy['kpis'] extends ReadonlyMap<Id, infer K> ? K : never): void {
    this.#strategy = { ...this.#strategy, kpis: new Map([...this.#strategy.kpis, [kpi.id, kpi]]) }
  }

  #changeValue(): Change {
    const random = this.#random
    const id = random.pick(this.#observed)
    const { grain, kind } = this.#strategy.measures.get(id) as { grain: 'month'; kind: 'flow' }
    const { first } = this.#engine.timeline(grain)
    const closed = this.#engine.closed(grain)
    const isRecent = random.chance(0.5)
    const ordinal = first + random.whole(isRecent ? Math.max(0, closed - 14) : 0, closed)
    const value = random.chance(0.1)
      ? Number.NaN
      : random.chance(0.05)
        ? 0
        : random.chance(0.03)
          ? 1.5e308
          : randomValue(random, kind)
    this.#values.add(id, ordinal, value)
    return { kind: 'value', measure: id, ordinal, value }
  }
}

function inWords(change: Change): string {
  if (change.kind === 'value') return `${change.measure} of ${change.ordinal} is ${change.value}`
  return `${change.kind} of ${change.kpi}`
}

/** Observations that grow, with room for what is added. */
class ExtraValues {
  readonly #first: Observations
  readonly #handles: Map<Id, number>
  readonly #ids: Id[]
  readonly #columns: Pick<Observations, 'measure' | 'ordinal' | 'value' | 'recorded' | 'file' | 'offset'>
  readonly #asOf: Day
  #count: number

  constructor(first: Observations, asOf: Day) {
    this.#first = first
    this.#asOf = asOf
    this.#ids = [...first.measureIds]
    this.#handles = new Map(this.#ids.map((id, handle) => [id, handle]))
    this.#count = first.count
    const size = first.count + 1000
    this.#columns = {
      measure: longer(first.measure, new Int32Array(size)),
      ordinal: longer(first.ordinal, new Int32Array(size)),
      value: longer(first.value, new Float64Array(size)),
      recorded: longer(first.recorded, new Int32Array(size)),
      file: new Int32Array(size),
      offset: new Int32Array(size),
    }
  }

  add(id: Id, ordinal: number, value: number): void {
    let handle = this.#handles.get(id)
    if (handle === undefined) {
      handle = this.#ids.push(id) - 1
      this.#handles.set(id, handle)
    }
    const row = this.#count++
    this.#columns.measure[row] = handle
    this.#columns.ordinal[row] = ordinal
    this.#columns.value[row] = value
    this.#columns.recorded[row] = this.#asOf
  }

  observations(): Observations {
    return { ...this.#first, ...this.#columns, measureIds: this.#ids, count: this.#count }
  }
}

function longer<A extends Int32Array | Float64Array>(column: A, empty: A): A {
  empty.set(column)
  return empty
}
