import type { NodeKind, Results, Status } from '@keelson/core'
import type { Command, Context, Exit } from '../command.ts'
import { companyOptions, computeCompany } from '../company.ts'

export const graph: Command = {
  usage: '[folder]',
  arguments: { sort: 'folder', most: 1 },
  options: {
    ...companyOptions,
    format: { type: 'string', value: 'format', doc: 'mermaid by default', choices: ['mermaid', 'json'] },
    json: { type: 'boolean', doc: 'the same as --format json' },
    what: {
      type: 'string',
      value: 'what',
      doc: 'the cascade of KPIs, or the strategy map',
      choices: ['cascade', 'map'],
    },
  },
  run: runGraph,
}

type Vertex = {
  readonly id: string
  readonly kind: 'objective' | 'kpi'
  readonly name: string
  readonly status: Status
  readonly group: string | null
}
type Arrow = { readonly from: string; readonly to: string; readonly kind: string }
type Drawing = { readonly nodes: readonly Vertex[]; readonly edges: readonly Arrow[] }

function runGraph(context: Context): Exit {
  const { engine } = computeCompany(context)
  const { options } = context
  const drawing = options.what === 'map' ? strategyMap(engine) : cascade(engine)
  if (options.json || options.format === 'json') context.out(`${JSON.stringify(drawing, null, 2)}\n`)
  else context.out(mermaid(drawing))
  return 0
}

function cascade(engine: Results): Drawing {
  const { strategy } = engine
  const nodes = [...objectives(engine), ...kpis(engine)]
  const edges: Arrow[] = []
  for (const { id, parent } of strategy.objectives.values()) {
    if (parent) edges.push({ from: `objective:${id}`, to: `objective:${parent}`, kind: 'serves' })
  }
  for (const { id, objective } of strategy.kpis.values()) {
    if (objective) edges.push({ from: `kpi:${id}`, to: `objective:${objective}`, kind: 'judges' })
  }
  for (const { from, to, kind } of strategy.contributions)
    edges.push({ from: `kpi:${from}`, to: `kpi:${to}`, kind })
  return { nodes, edges }
}

function strategyMap(engine: Results): Drawing {
  const { strategy } = engine
  const keyOf = (id: string) => (strategy.objectives.has(id) ? `objective:${id}` : `kpi:${id}`)
  const edges = strategy.causalLinks.map(({ from, to, sign }) => ({
    from: keyOf(from),
    to: keyOf(to),
    kind: sign === 1 ? '+' : '−',
  }))
  const used = new Set(edges.flatMap(({ from, to }) => [from, to]))
  const nodes = [...objectives(engine), ...kpis(engine).filter(({ id }) => used.has(id))]
  return { nodes, edges }
}

function objectives(engine: Results): Vertex[] {
  const { strategy } = engine
  const at = engine.closed(engine.grain) - 1
  return [...strategy.objectives.values()].map(({ id, name, perspective }) => ({
    id: `objective:${id}`,
    kind: 'objective' as const,
    name,
    status: engine.node('objective' satisfies NodeKind, id, at)?.status ?? 'unknown',
    group: perspective ? (strategy.perspectives.get(perspective)?.name ?? perspective) : null,
  }))
}

function kpis(engine: Results): Vertex[] {
  const { strategy } = engine
  return [...strategy.kpis.values()].map(({ id, name, department }) => {
    const grain = engine.kpiGrain(id) ?? engine.grain
    const status = engine.kpi(id, engine.closed(grain) - 1)?.status ?? 'unknown'
    const group = department ? (strategy.departments.get(department)?.name ?? department) : null
    return { id: `kpi:${id}`, kind: 'kpi' as const, name, status, group }
  })
}

function mermaid({ nodes, edges }: Drawing): string {
  const names = new Map(nodes.map(({ id }, at) => [id, `n${at}`]))
  const lines = ['flowchart BT']
  const groups = Map.groupBy(nodes, ({ group }) => group ?? '')
  let number = 0
  for (const [group, members] of groups) {
    if (group !== '') lines.push(`  subgraph g${number++}["${quoted(group)}"]`)
    for (const { id, kind, name, status } of members) {
      const label = `"${quoted(name)}"`
      const shape = kind === 'objective' ? `([${label}])` : `[${label}]`
      lines.push(`    ${names.get(id)}${shape}:::${status}`)
    }
    if (group !== '') lines.push('  end')
  }
  for (const { from, to, kind } of edges) {
    const arrow =
      kind === 'influences' || kind === '+' || kind === '−' ? `-. "${kind}" .->` : `-- "${kind}" -->`
    lines.push(`  ${names.get(from)} ${arrow} ${names.get(to)}`)
  }
  lines.push(
    '  classDef on-track stroke:#0072B2,stroke-width:2px',
    '  classDef at-risk stroke:#C77700,stroke-width:2px',
    '  classDef off-track stroke:#8E1B1B,stroke-width:3px',
    '  classDef unknown stroke:#8A8F98,stroke-dasharray:4',
  )
  return `${lines.join('\n')}\n`
}

function quoted(text: string): string {
  return text.replaceAll('"', '#quot;').replaceAll('\n', ' ')
}
