import { isId } from '../strategy/read-shape.ts'
import { writeStrategyFile } from '../strategy/write.ts'
import { printCsv } from '../text/csv.ts'
import { fill } from '../text/diagnostic.ts'
import { makeCalendar } from '../time/calendar.ts'
import { isFault, timeWords } from '../time/fault.ts'
import { compareGrains, type Grain } from '../time/grain.ts'
import type { Period } from '../time/period.ts'
import type { TableResult, TableValue } from './apply.ts'
import type { TableMeasure } from './name.ts'
import { slug } from './slug.ts'
import { unitOf, writtenValue } from './written.ts'

export type StrategyFilesOptions = {
  readonly organisation: string
  /** The name of the table, kept as the source of every value. */
  readonly source: string
  /** The first day of the fiscal year; 1 January where left out. */
  readonly yearStart?: { readonly month: number; readonly day: number }
}

/** A value that cannot stand in a strategy, with the line of its row and why. */
export type UnwrittenValue = TableValue & { readonly message: string }

/** A table as a strategy: its files, and what a person should know of them. */
export type StrategyFiles = {
  readonly files: readonly { readonly path: string; readonly text: string }[]
  readonly targets: number
  readonly observations: number
  readonly unwritten: readonly UnwrittenValue[]
  /** Ids of the table that are no ids of a strategy, and those that took their place. */
  readonly changedIds: readonly { readonly before: string; readonly after: string }[]
}

/**
 * Writes a table as a strategy that reads without a diagnostic: departments, objectives, a KPI with its measure for
 * every measure, its targets, and the values. Polarity is left out where the table does not say it. No table says the
 * kind: shares and quotients become `ratio`, all else `index`, which are never added up.
 */
export function strategyFiles(table: TableResult, options: StrategyFilesOptions): StrategyFiles {
  return new Writer(table, options).write()
}

const mostKpisInFile = 5000
const kindHeading = `The table says no kind: shares and quotients are written as ratio, all else as index, which are never
added up. Write flow or stock where numbers may be. A KPI without polarity is not judged.`

class Writer {
  readonly #table: TableResult
  readonly #options: StrategyFilesOptions
  readonly #calendar
  readonly #ids = new Map<string, string>()
  readonly #changedIds: { before: string; after: string }[] = []
  readonly #unwritten: UnwrittenValue[] = []
  readonly #periods = new Map<string, Period | string>()

  constructor(table: TableResult, options: StrategyFilesOptions) {
    this.#table = table
    this.#options = options
    const { yearStart: start } = options
    this.#calendar = makeCalendar(start ? { start } : {}).calendar
    const { departments, objectives, measures } = table
    this.#takeIds('department', departments)
    this.#takeIds('objective', objectives)
    this.#takeIds('measure', measures)
  }

  write(): StrategyFiles {
    const { measures } = this.#table
    const targets = this.#readable(this.#table.targets)
    const observations = this.#readable(this.#table.observations)
    const grains = new Map(
      measures.map(({ id }) => [id, finest(observations.get(id)) ?? finest(targets.get(id))]),
    )
    const grain = finestOf([...grains.values()].filter((one) => one !== undefined)) ?? 'month'
    const rows = this.#rows(observations, grains)
    const kpis = measures.map((measure): [string, unknown] => [
      this.#id('measure', measure.id),
      this.#kpi(measure, grains.get(measure.id) ?? grain, targets.get(measure.id) ?? []),
    ])
    return {
      files: [
        { path: 'organisation.yaml', text: this.#organisation(grain) },
        ...this.#objectives(),
        ...kpiFiles(kpis),
        {
          path: 'observations/values.csv',
          text: printCsv([['measure', 'period', 'value', 'source'], ...rows]),
        },
      ],
      targets: [...targets.values()].reduce((count, some) => count + some.length, 0),
      observations: rows.length,
      unwritten: this.#unwritten.toSorted((a, b) => a.line - b.line),
      changedIds: this.#changedIds,
    }
  }

  /** Ids of the table become ids of a strategy: slugs that begin with a letter, each once. */
  #takeIds(what: string, things: readonly { readonly id: string }[]): void {
    const taken = new Set(things.map(({ id }) => id).filter(isId))
    for (const { id } of things) {
      if (isId(id)) continue
      const plain = slug(id)
      const start = isId(plain) ? plain : `${what}-${plain}`
      const safe = isId(start) ? start : what
      let free = safe
      for (let number = 2; taken.has(free); number++) free = `${safe}-${number}`
      taken.add(free)
      this.#ids.set(`${what}:${id}`, free)
      this.#changedIds.push({ before: id, after: free })
    }
  }

  #id(what: string, id: string): string {
    return this.#ids.get(`${what}:${id}`) ?? id
  }

  #organisation(grain: Grain): string {
    const { organisation, yearStart } = this.#options
    const start =
      yearStart && `${String(yearStart.month).padStart(2, '0')}-${String(yearStart.day).padStart(2, '0')}`
    return writeStrategyFile({
      organisation: {
        name: organisation,
        currency: this.#currency(),
        calendar: start && { start },
        grain: compareGrains(grain, 'month') > 0 ? grain : undefined,
      },
      departments: Object.fromEntries(
        this.#table.departments.map(({ id, name, parent }) => [
          this.#id('department', id),
          { name, parent: parent === undefined ? undefined : this.#id('department', parent) },
        ]),
      ),
    })
  }

  /** The one currency of the table's units. */
  #currency(): string | undefined {
    const bases = this.#table.measures.flatMap(({ unit }) => (unit ?? '').split(/[/*]/))
    const codes = new Set(bases.filter((base) => /^[A-Z]{3}$/.test(base)))
    return codes.size === 1 ? [...codes][0] : undefined
  }

  #objectives(): StrategyFiles['files'] {
    const { objectives, measures, departments } = this.#table
    if (objectives.length === 0) return []
    const byId = new Map(departments.map((department) => [department.id, department]))
    const lowest = new Map(measures.map(({ objective, department }) => [objective, byId.get(department)]))
    const named = (name: string, objective: string) => {
      let at = lowest.get(objective)
      while (at && at.name !== name) at = at.parent === undefined ? undefined : byId.get(at.parent)
      return at && this.#id('department', at.id)
    }
    const written = objectives.map(({ id, name, within }) => [
      this.#id('objective', id),
      { name, department: within === undefined ? undefined : named(within, id) },
    ])
    return [{ path: 'objectives.yaml', text: writeStrategyFile({ objectives: Object.fromEntries(written) }) }]
  }

  #kpi(
    { name, department, objective, unit, polarity }: TableMeasure,
    grain: Grain,
    targets: readonly Placed[],
  ) {
    const known = unitOf(unit)
    const isShare = known.form !== 'plain' || known.dimension.includes('/')
    return {
      name,
      objective: objective === undefined ? undefined : this.#id('objective', objective),
      department: this.#id('department', department),
      measure: {
        unit: known.form === 'plain' && known.dimension === '1' ? 'number' : known.name,
        kind: isShare ? 'ratio' : 'index',
        polarity,
        grain: grain === 'month' ? undefined : grain,
      },
      targets:
        targets.length === 0
          ? undefined
          : targets.map(({ period, value }) => ({
              for: this.#calendar.name(period.grain, period.ordinal),
              value: amount(value.value, known),
            })),
    }
  }

  /** Values by measure, with their periods; those whose period is none are told. */
  #readable(values: readonly TableValue[]): Map<string, Placed[]> {
    const found = new Map<string, Placed[]>()
    for (const value of values) {
      const period = this.#period(value.period)
      if (typeof period === 'string') {
        this.#unwritten.push({ ...value, message: period })
        continue
      }
      const known = found.get(value.measure)
      if (known) known.push({ period, value })
      else found.set(value.measure, [{ period, value }])
    }
    return found
  }

  #period(text: string): Period | string {
    const seen = this.#periods.get(text)
    if (seen !== undefined) return seen
    const reading = this.#calendar.parse(text)
    const period = isFault(reading) ? fill(timeWords[reading.fault], reading.facts) : reading
    this.#periods.set(text, period)
    return period
  }

  #rows(
    observations: ReadonlyMap<string, readonly Placed[]>,
    grains: ReadonlyMap<string, Grain | undefined>,
  ) {
    const rows: string[][] = []
    for (const { id, unit } of this.#table.measures) {
      const known = unitOf(unit)
      for (const { period, value } of observations.get(id) ?? []) {
        if (period.grain !== grains.get(id)) {
          const message = `The measure has values by the ${grains.get(id)}; ${value.period} is a ${period.grain}.`
          this.#unwritten.push({ ...value, message })
          continue
        }
        const name = this.#calendar.name(period.grain, period.ordinal)
        const source = `${this.#options.source} line ${value.line}`
        rows.push([this.#id('measure', id), name, writtenValue(value.value, known), source])
      }
    }
    return rows
  }
}

type Placed = { readonly period: Period; readonly value: TableValue }

/** A plain number stands unquoted; a share with its sign. */
function amount(value: number, unit: ReturnType<typeof unitOf>): number | string {
  return unit.form === 'plain' ? value : writtenValue(value, unit)
}

function finest(values: readonly Placed[] | undefined): Grain | undefined {
  return finestOf((values ?? []).map(({ period }) => period.grain))
}

function finestOf(grains: readonly Grain[]): Grain | undefined {
  return grains.toSorted(compareGrains)[0]
}

/** Many KPIs are spread over files, so that each stays within what a reader takes. */
function kpiFiles(kpis: readonly (readonly [string, unknown])[]): StrategyFiles['files'] {
  const count = Math.ceil(kpis.length / mostKpisInFile)
  return Array.from({ length: count }, (_, at) => {
    const some = kpis.slice(at * mostKpisInFile, (at + 1) * mostKpisInFile)
    const path = count === 1 ? 'kpis.yaml' : `kpis-${String(at + 1).padStart(3, '0')}.yaml`
    return { path, text: writeStrategyFile({ kpis: Object.fromEntries(some) }, kindHeading) }
  })
}
