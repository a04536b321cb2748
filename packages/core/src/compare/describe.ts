import { printFormula } from '../formula/print.ts'
import { formatNumber } from '../quantity/format.ts'
import type { Contribution, Measure, Organisation, Strategy } from '../strategy/model.ts'
import type { Place } from '../strategy/shape.ts'
import { spanOf } from '../strategy/shape.ts'
import { describeTargets } from './describe-targets.ts'
import type { Item, ItemKind, Renames } from './item.ts'
import { renamed } from './item.ts'
import {
  amountWords,
  bandWords,
  calendarWords,
  dayWords,
  percentWords,
  periodWords,
  rollUpWords,
  signOffWords,
  weightWords,
} from './words.ts'

/** Says what every thing of a strategy is, with ids as they are after the renames. */
export function describe(strategy: Strategy, renames: Renames = new Map()): readonly Item[] {
  const describer = new Describer(strategy, renames)
  return describer.items()
}

export type Fields = Readonly<Record<string, string | undefined>>

class Describer {
  readonly #strategy: Strategy
  readonly #renames: Renames
  readonly #items: Item[] = []
  readonly #used = new Map<string, number>()

  constructor(strategy: Strategy, renames: Renames) {
    this.#strategy = strategy
    this.#renames = renames
  }

  items(): readonly Item[] {
    const { organisation, currencies, scorecard, waivers } = this.#strategy
    this.#organisation(organisation)
    for (const [code, rates] of currencies) {
      const words = rates.map(
        ({ from, rate }) => `${formatNumber(rate, 15)} from ${dayWords(from) ?? 'ever'}`,
      )
      this.#add('currency', code, code, organisation.at, { rates: words.join(', ') })
    }
    this.#people()
    this.#objectives()
    for (const measure of this.#strategy.measures.values()) this.#measure(measure)
    this.#kpis()
    for (const link of this.#strategy.contributions) this.#contribution(link)
    this.#causalLinks()
    this.#initiatives()
    this.#reviews()
    for (const { from, weights, at } of scorecard) {
      const fields = [...weights].map(([id, weight]) => [
        this.#ref('perspective', id),
        formatNumber(weight, 15),
      ])
      const since = dayWords(from) ?? 'ever'
      this.#add('scorecard', since, `weights from ${since}`, at, Object.fromEntries(fields))
    }
    for (const { check, on, person, reason, until, at } of waivers) {
      const fields = { person: this.#ref('person', person), reason, until: dayWords(until) }
      const id = `${check} on ${this.#subject(on)}`
      this.#add('waiver', id, id, at, fields)
    }
    return this.#items
  }

  #add(kind: ItemKind, id: string, name: string, at: Place, fields: Fields): void {
    const times = (this.#used.get(`${kind}:${id}`) ?? 0) + 1
    this.#used.set(`${kind}:${id}`, times)
    const said = Object.entries(fields).filter((entry): entry is [string, string] => Boolean(entry[1]))
    const unique = times === 1 ? id : `${id} (${times})`
    this.#items.push({ kind, id: unique, name, fields: new Map(said), span: spanOf(at) })
  }

  #ref(kind: ItemKind, id: string): string
  #ref(kind: ItemKind, id: string | undefined): string | undefined
  #ref(kind: ItemKind, id: string | undefined): string | undefined {
    return id === undefined ? undefined : renamed(this.#renames, kind, id)
  }

  #refs(kind: ItemKind, ids: readonly string[]): string {
    return ids.map((id) => this.#ref(kind, id)).join(', ')
  }

  /** What a waiver is on may be of any kind. */
  #subject(id: string): string {
    const kinds = ['kpi', 'objective', 'department', 'perspective', 'initiative', 'measure'] as const
    const kind = kinds.find((one) => this.#renames.has(`${one}:${id}`))
    return kind === undefined ? id : this.#ref(kind, id)
  }

  #organisation(organisation: Organisation): void {
    const { calendar, bands, rollUp, tolerance, padding, signOff } = organisation
    this.#add('organisation', '', organisation.name, organisation.at, {
      name: organisation.name,
      id: organisation.id,
      'time zone': organisation.timeZone,
      currency: organisation.currency,
      calendar: calendarWords(calendar),
      grain: organisation.grain,
      bands: bandWords(bands),
      'roll-up': rollUpWords(rollUp),
      tolerance: percentWords(tolerance),
      padding: percentWords(padding),
      review: organisation.review,
      'sign-off': signOff && signOffWords(signOff),
      'KPI limit': String(organisation.kpiLimit),
      'as of': dayWords(organisation.asOf),
    })
  }

  #people(): void {
    const { people, departments, perspectives, themes } = this.#strategy
    for (const { id, name, department, email, at } of people.values()) {
      const fields = { name, department: this.#ref('department', department), email }
      this.#add('person', this.#ref('person', id), name, at, fields)
    }
    for (const { id, name, parent, head, weight, rollUp, at } of departments.values()) {
      this.#add('department', this.#ref('department', id), name, at, {
        name,
        parent: this.#ref('department', parent),
        head: this.#ref('person', head),
        weight: weightWords(weight),
        'roll-up': rollUpWords(rollUp),
      })
    }
    for (const { id, name, financial, rollUp, at } of perspectives.values()) {
      const fields = { name, financial: financial ? 'yes' : 'no', 'roll-up': rollUpWords(rollUp) }
      this.#add('perspective', this.#ref('perspective', id), name, at, fields)
    }
    for (const { id, name, at } of themes.values()) {
      this.#add('theme', this.#ref('theme', id), name, at, { name })
    }
  }

  #objectives(): void {
    const { calendar } = this.#strategy.organisation
    for (const objective of this.#strategy.objectives.values()) {
      const { id, name, period, weight, rollUp, at } = objective
      this.#add('objective', this.#ref('objective', id), name, at, {
        name,
        description: objective.description,
        parent: this.#ref('objective', objective.parent),
        perspective: this.#ref('perspective', objective.perspective),
        theme: this.#ref('theme', objective.theme),
        department: this.#ref('department', objective.department),
        owner: this.#ref('person', objective.owner),
        period: periodWords(calendar, period),
        weight: weightWords(weight),
        'judged by': objective.judgedBy,
        'roll-up': rollUpWords(rollUp),
      })
    }
  }

  #measure(measure: Measure): void {
    const { id, name, unit, bounds, carryDays, at } = measure
    const bound = (value: number) => (Number.isFinite(value) ? amountWords(value, unit) : undefined)
    this.#add('measure', this.#ref('measure', id), name, at, {
      name,
      description: measure.description,
      unit: unit.name,
      kind: measure.kind,
      polarity: measure.polarity,
      grain: measure.grain,
      formula: this.#formula(measure),
      aggregates: this.#refs('measure', measure.aggregates),
      'weighted by': this.#refs('measure', measure.weightBy),
      missing: measure.missing,
      'over time': measure.overTime,
      'carried forward': carryDays > 0 ? `${carryDays} days` : undefined,
      nature: measure.nature,
      timing: measure.timing,
      owner: this.#ref('person', measure.owner),
      department: this.#ref('department', measure.department),
      source: measure.source,
      'never below': bound(bounds.min),
      'never above': bound(bounds.max),
    })
  }

  #formula({ formula, formulaText }: Measure): string | undefined {
    const text = formula ? printFormula(formula) : formulaText
    return text?.replace(/[\p{L}_][\p{L}\p{N}_]*(?:-[\p{L}\p{N}_]+)*/gu, (id) => this.#ref('measure', id))
  }

  #kpis(): void {
    for (const kpi of this.#strategy.kpis.values()) {
      const { id, name, weight, at } = kpi
      this.#add('kpi', this.#ref('kpi', id), name, at, {
        name,
        measure: this.#ref('measure', kpi.measure),
        objective: this.#ref('objective', kpi.objective),
        department: this.#ref('department', kpi.department),
        'shared with': this.#refs('department', kpi.sharedWith),
        owner: this.#ref('person', kpi.owner),
        grain: kpi.grain,
        weight: weightWords(weight),
        review: kpi.review,
        reviewed: dayWords(kpi.reviewed),
        retired: dayWords(kpi.retired),
      })
      const people = (person: string | undefined) => this.#ref('person', person)
      for (const target of describeTargets(this.#strategy, kpi, people)) {
        const own = `${this.#ref('kpi', id)} ${target.period}`
        this.#add('target', own, `${name}, ${target.period}`, target.at, target.fields)
      }
    }
  }

  #contribution(link: Contribution): void {
    const [from, to] = [this.#ref('kpi', link.from), this.#ref('kpi', link.to)]
    this.#add('contribution', `${from} → ${to}`, this.#between(link), link.at, {
      kind: link.kind,
      share: link.shareUnit ? formatNumber(link.share, 15) : percentWords(link.share),
      'share unit': link.shareUnit?.name,
      of: link.of,
      'weighted by': this.#ref('measure', link.weightBy),
      elasticity: link.elasticity === undefined ? undefined : formatNumber(link.elasticity, 15),
      assumption: link.assumption,
    })
  }

  #between({ from, to }: { readonly from: string; readonly to: string }): string {
    const { kpis, objectives } = this.#strategy
    const name = (id: string) => objectives.get(id)?.name ?? kpis.get(id)?.name ?? id
    return `${name(from)} → ${name(to)}`
  }

  #causalLinks(): void {
    const { objectives } = this.#strategy
    for (const link of this.#strategy.causalLinks) {
      const ref = (id: string) => this.#ref(objectives.has(id) ? 'objective' : 'kpi', id)
      this.#add('causal-link', `${ref(link.from)} → ${ref(link.to)}`, this.#between(link), link.at, {
        sign: link.sign === 1 ? '+' : '−',
        lag: link.lag && `${link.lag.count} ${link.lag.grain}`,
        strength: link.strength,
        evidence: link.evidence,
      })
    }
  }

  #initiatives(): void {
    for (const initiative of this.#strategy.initiatives.values()) {
      const { id, name, budget, at } = initiative
      this.#add('initiative', this.#ref('initiative', id), name, at, {
        name,
        objective: this.#ref('objective', initiative.objective),
        KPIs: this.#refs('kpi', initiative.kpis),
        owner: this.#ref('person', initiative.owner),
        from: dayWords(initiative.from),
        due: dayWords(initiative.due),
        budget: budget === undefined ? undefined : formatNumber(budget, 15),
        state: initiative.state,
        milestones: initiative.milestones
          .map(({ name: what, due, done }) =>
            done === undefined ? `${what} by ${dayWords(due)}` : `${what} done ${dayWords(done)}`,
          )
          .join('; '),
      })
    }
  }

  #reviews(): void {
    for (const {
      id,
      name,
      grain,
      department,
      lead,
      participants,
      afterDays,
      at,
    } of this.#strategy.reviews.values()) {
      if (at === undefined) continue
      this.#add('review', this.#ref('review', id), name, at, {
        name,
        every: grain,
        department: this.#ref('department', department),
        lead: this.#ref('person', lead),
        participants: this.#refs('person', participants),
        after: `${afterDays} days`,
      })
    }
  }
}
