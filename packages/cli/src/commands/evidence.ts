import type { CausalLink, Evidence, Grain, Results } from '@keelson/core'
import { formatNumber, judgeMap, linkRequests } from '@keelson/core'
import type { Command, Context, Exit } from '../command.ts'
import { jsonOption } from '../command.ts'
import { companyOptions, compute, computeCompany } from '../company.ts'
import { jsonlOptions, runJsonl } from '../jsonl/run.ts'

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
  const links = linkRequests(company.engine, engineOf)
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
