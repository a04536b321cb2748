import type { Polarity } from '../quantity/kind.ts'
import type { GatheredMeasure, Gathering } from './gather.ts'
import { type Collision, uniqueIds } from './slug.ts'

export type TableDepartment = { readonly id: string; readonly name: string; readonly parent?: string }
export type TableObjective = { readonly id: string; readonly name: string; readonly within?: string }

/** `unit` and `polarity` are left out where the table does not say them. */
export type TableMeasure = {
  readonly id: string
  readonly name: string
  readonly department: string
  readonly objective?: string
  readonly unit?: string
  readonly polarity?: Polarity
}

/** Things with ids, and what a person should look at before they are used. */
export type Named = {
  readonly departments: readonly TableDepartment[]
  readonly objectives: readonly TableObjective[]
  readonly measures: readonly TableMeasure[]
  readonly notes: {
    readonly collisions: {
      readonly departments: readonly Collision[]
      readonly objectives: readonly Collision[]
      readonly measures: readonly Collision[]
    }
    /** Names of objectives that differ only in case, blanks or punctuation, and may be one objective. */
    readonly alike: readonly (readonly string[])[]
    /** Ids of measures whose polarity, or unit, is stated nowhere, and of those without any value. */
    readonly polarityUnstated: readonly string[]
    readonly unitUnstated: readonly string[]
    readonly valueless: readonly string[]
  }
}

/** Gives ids to the departments, objectives and measures of the rows, in the order of their first row. */
export function nameThings({ measures: gathered }: Gathering): Named {
  const paths = pathsOf(gathered)
  const departments = uniqueIds(paths.map((path) => shortToLong(path, ' ')))
  const departmentId = new Map(
    paths.map((path, index) => [JSON.stringify(path), departments.ids[index] as string]),
  )
  const aims = aimsOf(gathered)
  const objectives = uniqueIds(
    aims.map(({ name, within }) => (within === '' ? [name] : [name, `${within} ${name}`])),
  )
  const aimId = new Map(aims.map((aim, index) => [JSON.stringify(aim), objectives.ids[index] as string]))
  const names = measureIds(gathered)
  const measures = gathered.map(({ name, path, objective, unit, polarity }, index): TableMeasure => {
    const aim = objective === undefined ? undefined : aimId.get(JSON.stringify(objective))
    return {
      id: names.ids[index] as string,
      name,
      department: departmentId.get(JSON.stringify(path)) as string,
      ...(aim !== undefined && { objective: aim }),
      ...(unit !== undefined && { unit }),
      ...(polarity !== undefined && { polarity }),
    }
  })
  return {
    departments: paths.map((path, index) => {
      const parent = departmentId.get(JSON.stringify(path.slice(0, -1)))
      const id = departments.ids[index] as string
      return { id, name: path.at(-1) ?? '', ...(parent !== undefined && { parent }) }
    }),
    objectives: aims.map(({ name, within }, index) => {
      return { id: objectives.ids[index] as string, name, ...(within !== '' && { within }) }
    }),
    measures,
    notes: {
      collisions: {
        departments: departments.collisions,
        objectives: objectives.collisions,
        measures: names.collisions,
      },
      alike: alikeOf(aims.map(({ name }) => name)),
      polarityUnstated: measures.filter(({ polarity }) => polarity === undefined).map(({ id }) => id),
      unitUnstated: measures.filter(({ unit }) => unit === undefined).map(({ id }) => id),
      valueless: measures
        .filter((_, index) => gathered[index]?.cells.every(({ written }) => written === undefined))
        .map(({ id }) => id),
    },
  }
}

/** Every department, those above before those below. */
function pathsOf(gathered: readonly GatheredMeasure[]): (readonly string[])[] {
  const found = new Map<string, readonly string[]>()
  for (const { path } of gathered) {
    for (let depth = 1; depth <= path.length; depth += 1) {
      const part = path.slice(0, depth)
      const key = JSON.stringify(part)
      if (!found.has(key)) found.set(key, part)
    }
  }
  return [...found.values()]
}

function aimsOf(gathered: readonly GatheredMeasure[]): NonNullable<GatheredMeasure['objective']>[] {
  const found = new Map<string, NonNullable<GatheredMeasure['objective']>>()
  for (const { objective } of gathered) if (objective) found.set(JSON.stringify(objective), objective)
  return [...found.values()]
}

/** `['a', 'b', 'c']`: "c", "b c", "a b c". */
function shortToLong(path: readonly string[], between: string): string[] {
  return path.map((_, index) => path.slice(path.length - 1 - index).join(between))
}

/** The ids of the table where it has them, else made from the names. */
function measureIds(gathered: readonly GatheredMeasure[]): ReturnType<typeof uniqueIds> {
  const given = gathered.flatMap(({ id }) => (id === undefined ? [] : [id]))
  if (given.length > 0) return { ids: given, collisions: [] }
  return uniqueIds(gathered.map(({ name, path }) => measurePaths(name, path)))
}

function measurePaths(name: string, path: readonly string[]): string[] {
  return [name, ...shortToLong(path, ' ').map((place) => `${place} ${name}`)]
}

function alikeOf(names: readonly string[]): string[][] {
  const groups = Map.groupBy(new Set(names), (name) =>
    name
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim(),
  )
  return [...groups.values()].filter((group) => group.length > 1)
}
