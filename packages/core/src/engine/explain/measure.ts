import { inputsAt } from '../../formula/inputs.ts'
import { printFormula } from '../../formula/print.ts'
import type { Measure } from '../../strategy/model.ts'
import { spanOf } from '../../strategy/shape.ts'
import type { Grain } from '../../time/grain.ts'
import { standingOf } from '../naive/aggregate.ts'
import type { CountingRow } from '../naive/observed.ts'
import type { NamedPart, Recipe, Recipes } from '../naive/recipe.ts'
import type { MeasureCell, Results } from '../results.ts'
import type { Draft, Origin, Share } from './explanation.ts'

/** A measure, or what a recipe names, in the period of an index. */
export type ReadCell = (name: string, grain: Grain, index: number) => MeasureCell

/** Takes measured values apart, down to the records observed. */
export class MeasureExplainer {
  readonly #results: Results
  readonly #recipes: Recipes
  readonly #countingRow: CountingRow
  readonly #read: ReadCell

  constructor(results: Results, recipes: Recipes, countingRow: CountingRow, read: ReadCell) {
    this.#results = results
    this.#recipes = recipes
    this.#countingRow = countingRow
    this.#read = read
  }

  draft(name: string, grain: Grain, index: number, share: Share | undefined): Draft {
    const { strategy } = this.#results
    const measure = strategy.measures.get(name)
    const recipe = this.#recipes.of(name, grain)
    const ordinal = this.#results.timeline(grain).first + index
    const cell = this.cell(name, grain, index)
    const isDue = cell.reason !== 'not-due' && index >= 0
    return {
      kind: recipe.kind === 'rate' ? 'rate' : 'measure',
      id: name,
      name: measure?.name ?? name,
      period: { grain, ordinal },
      periodName: strategy.organisation.calendar.name(grain, ordinal),
      ...cell,
      unit: measure?.unit,
      status: undefined,
      isEstimate: false,
      rules: isDue ? rulesOf(recipe, measure, cell) : ['A13'],
      origin: isDue ? this.#origin(name, recipe, grain, index, cell) : { kind: 'nothing' },
      share,
      below: () => (isDue ? this.#below(name, recipe, grain, index) : []),
    }
  }

  cell(name: string, grain: Grain, index: number): MeasureCell {
    return this.#read(name, grain, index)
  }

  #origin(name: string, recipe: Recipe, grain: Grain, index: number, cell: MeasureCell): Origin {
    const measure = this.#results.strategy.measures.get(name)
    switch (recipe.kind) {
      case 'missing':
        return { kind: 'nothing' }
      case 'observed':
        return this.#observed(name, grain, index, cell)
      case 'formula': {
        const text = measure?.formulaText ?? printFormula(recipe.formula)
        return { kind: 'formula', text, span: measure ? spanOf(measure.at, 'formula') : recipe.formula.span }
      }
      case 'parts': {
        const [part] = recipe.parts
        const rule = part?.weight ? 'weighted-mean' : part?.denominator ? 'parts' : 'sum'
        return { kind: 'aggregated', missing: recipe.policy, rule }
      }
      case 'periods':
        return { kind: 'over-time', rule: recipe.rule }
      case 'rate': {
        const day = this.#results.timeline(grain).lastDay[index] as number
        return { kind: 'rate', from: recipe.from, to: recipe.to, day }
      }
    }
  }

  #observed(name: string, grain: Grain, index: number, cell: MeasureCell): Origin {
    const { first, lastDay } = this.#results.timeline(grain)
    const end = lastDay[index] as number
    const from =
      cell.ageDays === 0
        ? index
        : lastDay.findLastIndex((day, at) => at <= index && end - day >= cell.ageDays)
    const ordinal = first + from
    const carriedFrom = from === index ? undefined : { grain, ordinal }
    if (this.#results.later.get(name)?.has(ordinal)) return { kind: 'changed', carriedFrom }
    const row = this.#countingRow(name, ordinal)
    if (row < 0) return { kind: 'nothing' }
    const { files, file, offset, recorded, notes } = this.#results.observations
    const { source, note } = notes.get(row) ?? {}
    return {
      kind: 'observed',
      carriedFrom,
      file: files[file[row] as number] ?? '',
      offset: offset[row] as number,
      recorded: recorded[row] as number,
      source,
      note,
    }
  }

  #below(name: string, recipe: Recipe, grain: Grain, index: number): readonly Draft[] {
    switch (recipe.kind) {
      case 'formula':
        return this.#inputs(recipe, grain, index)
      case 'parts':
        return this.#parts(recipe, grain, index)
      case 'periods':
        return this.#periods(name, recipe, grain, index)
      default:
        return []
    }
  }

  /** Every value that the formula can read, once, in the period in which it is read. */
  #inputs({ formula }: Extract<Recipe, { kind: 'formula' }>, grain: Grain, index: number): readonly Draft[] {
    const seen = new Set<string>()
    const drafts: Draft[] = []
    inputsAt(formula, index, this.#results.timeline(grain), (name, at) => {
      const key = `${name}|${at}`
      if (seen.has(key)) return
      seen.add(key)
      drafts.push(this.draft(name, grain, at, shareOf('input', this.cell(name, grain, at))))
    })
    return drafts
  }

  #parts(recipe: Extract<Recipe, { kind: 'parts' }>, grain: Grain, index: number): readonly Draft[] {
    const { strategy } = this.#results
    const context = {
      isQuotient: false,
      policy: recipe.policy,
      freshnessDays: strategy.organisation.rollUp.freshnessDays,
      index,
      lastDay: this.#results.timeline(grain).lastDay,
      read: (name: string, at: number) => this.cell(name, grain, at),
    }
    return recipe.parts.flatMap((part) => {
      const standing = standingOf(part, context)
      const at = standing.kind === 'value' ? standing.at : index
      const how = standing.kind === 'value' ? (at === index ? 'counts' : 'carried') : standing.kind
      return this.#part(part, grain, at, how)
    })
  }

  #part(part: NamedPart, grain: Grain, at: number, standing: Share['standing']): readonly Draft[] {
    const isThere = standing === 'counts' || standing === 'carried'
    const weight = part.weight === undefined ? 1 : this.cell(part.weight, grain, at).value
    const draft = (name: string, role: Share['role'], factor: number) => {
      const amount =
        standing === 'zero' ? 0 : isThere ? factor * this.cell(name, grain, at).value : Number.NaN
      return this.draft(name, grain, at, {
        role,
        standing,
        weight: factor,
        weightFrom: undefined,
        part: amount,
      })
    }
    const role = part.denominator === undefined ? 'child' : 'numerator'
    return [
      draft(part.value, role, weight),
      ...(part.denominator === undefined ? [] : [draft(part.denominator, 'denominator', 1)]),
      ...(part.weight === undefined ? [] : [draft(part.weight, 'weight', 1)]),
    ]
  }

  #periods(
    name: string,
    { rule, of }: Extract<Recipe, { kind: 'periods' }>,
    grain: Grain,
    index: number,
  ): readonly Draft[] {
    const { calendar } = this.#results.strategy.organisation
    const { first } = this.#results.timeline(of)
    const [from, to] = calendar.range(grain, this.#results.timeline(grain).first + index, of)
    const drafts: Draft[] = []
    for (let at = rule === 'last' ? to : from; at <= to; at++) {
      drafts.push(this.draft(name, of, at - first, shareOf('period', this.cell(name, of, at - first))))
    }
    return drafts
  }
}

/** A number that counts as it is. */
export function shareOf(
  role: Share['role'],
  { value, reason }: Pick<MeasureCell, 'value' | 'reason'>,
): Share {
  const standing = reason === 'present' ? 'counts' : 'absent'
  return { role, standing, weight: 1, weightFrom: undefined, part: value }
}

function rulesOf(recipe: Recipe, measure: Measure | undefined, cell: MeasureCell): readonly string[] {
  const rules = [...usualRules(recipe, measure)]
  if (recipe.kind === 'observed' && cell.ageDays > 0) rules.push('A10')
  if (recipe.kind !== 'observed' && cell.ageDays > 0) rules.push('A11')
  if (cell.coverage > 0 && cell.coverage < 1 && recipe.kind !== 'parts') rules.push('A14')
  return rules
}

function usualRules(recipe: Recipe, measure: Measure | undefined): readonly string[] {
  switch (recipe.kind) {
    case 'observed':
      return ['A12']
    case 'formula':
      return [measure?.kind === 'ratio' ? 'A4' : 'A5']
    case 'parts':
      return ['A8', 'A9']
    case 'periods':
      return [recipe.rule === 'sum' ? 'A2' : measure?.kind === 'stock' ? 'A3' : 'A6', 'A7']
    case 'rate':
      return ['A15']
    case 'missing':
      return [recipe.reason === 'cycle' ? 'A16' : 'A6']
  }
}
