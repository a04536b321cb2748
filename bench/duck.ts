import type { DuckDBConnection } from '@duckdb/node-api'
import { DuckDBInstance } from '@duckdb/node-api'
import { timedAsync } from './figures.ts'
import type { Workload } from './workload.ts'

/** The full recomputation in SQL, level by level, in milliseconds. */
export async function benchDuckDb(load: Workload): Promise<{ loadMs: number; againMs: number }> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const levels = levelsOf(load)
  const loadMs = await timedAsync(() => fill(connection, load, levels))
  await compute(connection, levels)
  const againMs = await timedAsync(() => compute(connection, levels))
  connection.closeSync()
  return { loadMs, againMs }
}

/** How deep below the root each KPI stands. */
function levelsOf(load: Workload): Int32Array {
  const levels = new Int32Array(load.count)
  for (let node = 1; node < load.count; node++)
    levels[node] = (levels[load.parent[node] as number] as number) + 1
  return levels
}

async function fill(connection: DuckDBConnection, load: Workload, levels: Int32Array): Promise<void> {
  await connection.run(
    'create table kpi (id integer, parent integer, level integer, rule varchar, target double, weight double, is_inner boolean)',
  )
  await connection.run('create table edge (parent integer, child integer, role varchar, partner integer)')
  await connection.run('create table leaf (id integer, period integer, value double)')
  const kpis = await connection.createAppender('kpi')
  const edges = await connection.createAppender('edge')
  for (let node = 0; node < load.count; node++) {
    kpis.appendInteger(node)
    kpis.appendInteger(load.parent[node] as number)
    kpis.appendInteger(levels[node] as number)
    kpis.appendVarchar(load.rule[node] as string)
    kpis.appendDouble(load.target[node] as number)
    kpis.appendDouble(load.weight[node] as number)
    kpis.appendBoolean((load.childCount[node] as number) > 0)
    kpis.endRow()
    appendEdges(load, node, (child, role, partner) => {
      edges.appendInteger(node)
      edges.appendInteger(child)
      edges.appendVarchar(role)
      edges.appendInteger(partner)
      edges.endRow()
    })
  }
  kpis.closeSync()
  edges.closeSync()
  const leaves = await connection.createAppender('leaf')
  for (const node of load.leaves) {
    const row = (load.leafRow[node] as number) * load.periods
    for (let period = 0; period < load.periods; period++) {
      leaves.appendInteger(node)
      leaves.appendInteger(period)
      leaves.appendDouble(load.values[row + period] as number)
      leaves.endRow()
    }
  }
  leaves.closeSync()
}

function appendEdges(
  load: Workload,
  node: number,
  append: (child: number, role: 'over' | 'under' | 'weighted', partner: number) => void,
): void {
  const first = load.firstChild[node] as number
  const children = load.childCount[node] as number
  const half = children >> 1
  for (let at = 0; at < children; at++) {
    const child = first + at
    if (load.rule[node] === 'sum') append(child, 'over', -1)
    else if (load.rule[node] === 'ratio') append(child, at < half ? 'over' : 'under', -1)
    else if (at < half) append(child, 'weighted', child + half)
  }
  const cross = load.cross[node] as number
  if (cross >= 0) append(cross, 'over', -1)
}

async function compute(connection: DuckDBConnection, levels: Int32Array): Promise<void> {
  const deepest = levels.reduce((most, level) => Math.max(most, level), 0)
  await connection.run('create or replace table value as select * from leaf')
  for (let level = deepest - 1; level >= 0; level--) {
    await connection.run(`insert into value select e.parent, c.period, case any_value(k.rule)
      when 'sum' then sum(c.value)
      when 'ratio' then sum(c.value) filter (e.role = 'over') / sum(c.value) filter (e.role = 'under')
      else sum(c.value * w.value) / sum(w.value) end
      from kpi k join edge e on e.parent = k.id join value c on c.id = e.child
      left join value w on w.id = e.partner and w.period = c.period
      where k.level = ${level} group by e.parent, c.period`)
  }
  await connection.run(`create or replace table score as select v.id, v.period, k.parent, k.level, k.weight,
    least(1, greatest(0, 1 + (v.value - k.target) / abs(k.target))) as score, null::double as roll_up
    from value v join kpi k on k.id = v.id`)
  await connection.run(
    'create or replace table roll_up (id integer, period integer, parent integer, weight double, score double)',
  )
  for (let level = deepest - 1; level >= 0; level--) {
    await connection.run(`insert into roll_up select k.id, c.period, k.parent, any_value(k.weight),
      sum(c.weight * c.score) / sum(c.weight) from kpi k join
      (select parent, period, weight, score from score where level = ${level + 1}
       union all select parent, period, weight, score from roll_up) c on c.parent = k.id
      where k.level = ${level} and k.is_inner group by k.id, k.parent, c.period`)
  }
}
