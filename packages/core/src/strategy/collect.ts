import type { Diagnostic } from '../text/diagnostic.ts'
import { diagnoser } from '../text/diagnostic.ts'
import type { ContributionItem } from './item-shapes.ts'
import type { Id } from './model.ts'
import type { OrganisationItem } from './organisation-shapes.ts'
import { readShape } from './read-shape.ts'
import type { Located, Place } from './shape.ts'
import { spanOf } from './shape.ts'
import type { FileItems } from './shapes.ts'
import { fileShape } from './shapes.ts'
import type { TargetItem } from './target-shapes.ts'
import { readYaml } from './yaml.ts'

const words = {
  'duplicate-id': 'There are two {what} with the id "{id}". Rename one, or remove it.',
  'organisation-twice': 'The organisation is described in more than one file.',
  'organisation-missing': 'No file describes the organisation. Add "organisation:" with at least a name.',
}
const diagnose = diagnoser(words)

/** A source file: its name as shown to people, and its text. */
export type SourceFile = { readonly name: string; readonly text: string }

type ItemOf<K extends keyof FileItems> =
  NonNullable<FileItems[K]> extends ReadonlyMap<string, infer T> ? T : never
type PartOf<K extends keyof FileItems> = NonNullable<FileItems[K]> extends readonly (infer T)[] ? T : never

/** The items of all files together, as written. */
export type Collected = {
  organisation: OrganisationItem | undefined
  readonly currencies: Map<Id, ItemOf<'currencies'>>
  readonly people: Map<Id, ItemOf<'people'>>
  readonly departments: Map<Id, ItemOf<'departments'>>
  readonly perspectives: Map<Id, ItemOf<'perspectives'>>
  readonly themes: Map<Id, ItemOf<'themes'>>
  readonly objectives: Map<Id, ItemOf<'objectives'>>
  readonly measures: Map<Id, ItemOf<'measures'>>
  readonly kpis: Map<Id, ItemOf<'kpis'>>
  readonly initiatives: Map<Id, ItemOf<'initiatives'>>
  readonly reviews: Map<Id, ItemOf<'reviews'>>
  readonly targets: (TargetItem & { readonly kpi: Located })[]
  readonly contributions: (ContributionItem & { readonly from: Located; readonly to: Located })[]
  readonly causalLinks: PartOf<'causal-links'>[]
  readonly scorecard: PartOf<'scorecard'>[]
  readonly waivers: PartOf<'waivers'>[]
}

const mapNames = [
  'currencies',
  'people',
  'departments',
  'perspectives',
  'themes',
  'objectives',
  'measures',
  'kpis',
  'initiatives',
  'reviews',
] as const

/** Reads every file and puts their items together; of two items with one id the first is kept. */
export function collect(files: readonly SourceFile[], diagnostics: Diagnostic[]): Collected {
  const collected: Collected = {
    organisation: undefined,
    currencies: new Map(),
    people: new Map(),
    departments: new Map(),
    perspectives: new Map(),
    themes: new Map(),
    objectives: new Map(),
    measures: new Map(),
    kpis: new Map(),
    initiatives: new Map(),
    reviews: new Map(),
    targets: [],
    contributions: [],
    causalLinks: [],
    scorecard: [],
    waivers: [],
  }
  for (const file of files) {
    const { tree, diagnostics: faults } = readYaml(file.text, file.name)
    for (const fault of faults) diagnostics.push(fault)
    const items = tree && readShape(tree, fileShape, file.name, diagnostics)
    if (items) add(collected, items, diagnostics)
  }
  if (!collected.organisation) {
    const span = { file: files[0]?.name ?? '', start: 0, end: Math.min(1, files[0]?.text.length ?? 0) }
    diagnostics.push(diagnose('organisation-missing', 'error', span))
  }
  return collected
}

function add(collected: Collected, items: FileItems, diagnostics: Diagnostic[]): void {
  if (items.organisation) {
    if (collected.organisation) {
      const because = [{ span: spanOf(collected.organisation.at), message: 'it is already described here' }]
      const span = spanOf(items.organisation.at)
      diagnostics.push(diagnose('organisation-twice', 'error', span, {}, { because }))
    } else collected.organisation = items.organisation
  }
  for (const name of mapNames) {
    const known = collected[name] as Map<Id, { at: Place }>
    for (const [id, item] of (items[name] ?? new Map()) as ReadonlyMap<Id, { at: Place }>) {
      const first = known.get(id)
      if (!first) known.set(id, item)
      else {
        const because = [{ span: spanOf(first.at), message: 'the first one is here' }]
        const facts = { what: name, id }
        diagnostics.push(diagnose('duplicate-id', 'error', spanOf(item.at), facts, { because }))
      }
    }
  }
  append(collected.targets, items.targets)
  append(collected.contributions, items.contributions)
  append(collected.causalLinks, items['causal-links'])
  append(collected.scorecard, items.scorecard)
  append(collected.waivers, items.waivers)
}

/** One by one: a call with 100,000 arguments overflows the stack. */
function append<T>(list: T[], more: readonly T[] | undefined): void {
  for (const item of more ?? []) list.push(item)
}
