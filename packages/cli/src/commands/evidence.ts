import type { CausalLink, Evidence, Grain, LinkRequest, Results } from '@keelson/core'
import { countIn, formatNumber, isFiner, judgeMap } from '@keelson/core'
import type { Command, Context, Exit } from '../command.ts'
import { jsonOption } from '../command.ts'
import { companyOptions, compute, computeCompany } from '../company.ts'
import { jsonlOptions, runJsonl } from '../jsonl/run.ts'
import { seasonOf } from '../kpi-series.ts'

export const evidenceCommand: Command = {
  usage: '[folder]',
  about:
    'KPIs are compared by their values, objectives by their scores. Data can be consistent with a link; they never prove that it causes anything.',
  arguments: { sort: 'folder', most: 1 },
  options: { ...companyOptions, ...jsonlOptions, json: jsonOption },
  run: (context) => (context.options.jsonl ? runJsonl(context, 'evidence') : runEvidence(context)),
}

function runEvidence(context: Context): Exit {
  const company = computeCompany(context)
  const engines = new Map<Grain, Results>([[company.engine.grain, company.engine]])
  // Values by a longer period than the scorecard's are made by a scorecard of that period.
  const engineOf = (grain: Grain): Results => {
    const engine = engines.get(grain) ?? compute(context, company, grain).engine
    engines.set(grain, engine)
    return engine
  }
  const links = company.strategy.causalLinks.map((link) => ({
    link,
    ...requestOf(company.engine, engineOf, link),
  }))
  const evidence = judgeMap(links.map(({ request }) => request))
  if (context.options.json) {
    const data = links.map(({ link, grain }, at) => ({
      from: link.from,
      to: link.to,
      sign: link.sign,
      grain,
      ...evidence[at],
    }))
    context.out(`${JSON.stringify(data, null, 2)}\n`)
    return 0
  }
  for (const [at, { link, grain }] of links.entries())
    context.out(`${tell(link, grain, evidence[at] as Evidence)}\n`)
  return 0
}

const words = {
  supported: 'supported: the data are consistent with it',
  tentative: 'tentative: the data lean towards it',
  'not-supported': 'not supported by the data',
  'insufficient-data': 'insufficient data',
} as const

function tell(link: CausalLink, grain: Grain, found: Evidence): string {
  const name = `${link.from} → ${link.to}`
  if (found.verdict === 'insufficient-data')
    return `${name}: ${words[found.verdict]}, ${found.points} of 24 common periods`
  const effect = `effect ${formatNumber(found.effect)}, ${formatNumber(found.low)} to ${formatNumber(found.high)}`
  return `${name}: ${words[found.verdict]} (p ${found.p.toFixed(3)} at lag ${found.lag} by the ${grain}; ${effect}; ${found.points} periods, worth ${found.effectivePoints})`
}

type End = { readonly grain: Grain; readonly values: Float64Array }

/** Both ends by the coarser of their grains. */
function requestOf(
  usual: Results,
  engineOf: (grain: Grain) => Results,
  link: CausalLink,
): { readonly grain: Grain; readonly request: LinkRequest } {
  const grain = [grainOf(usual, link.from), grainOf(usual, link.to)].reduce((a, b) => (isFiner(a, b) ? b : a))
  const [from, to] = [link.from, link.to].map((id) => endOf(engineOf(grain), id, grain)) as [End, End]
  const lag = link.lag ? (countIn(link.lag, grain) ?? 1) : 0
  return {
    grain,
    request: { from: from.values, to: to.values, sign: link.sign, lag, season: seasonOf(grain) },
  }
}

function grainOf(engine: Results, id: string): Grain {
  return engine.kpiGrain(id) ?? engine.grain
}

/** Values of a KPI, scores of an objective, up to the last period that has ended; NaN where there are none. */
function endOf(engine: Results, id: string, grain: Grain): End {
  const length = engine.closed(grain)
  const kpi = engine.strategy.kpis.get(id)
  if (kpi && engine.kpiGrain(id) === grain) return { grain, values: engine.actuals(id) }
  const at = (index: number): number =>
    kpi
      ? (engine.measure(kpi.measure, grain, index)?.value ?? Number.NaN)
      : grain === engine.grain
        ? (engine.node('objective', id, index)?.score ?? Number.NaN)
        : Number.NaN
  return { grain, values: Float64Array.from({ length }, (_, index) => at(index)) }
}
