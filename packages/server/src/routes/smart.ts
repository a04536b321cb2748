import type { Verdict } from '@keelson/core'
import { printTarget } from '@keelson/core'
import { OrganisationParams, refusals } from '../api/common.ts'
import { SmartAnswer, SmartBody, SmartTargets } from '../api/smart.ts'
import type { App, ServerParts } from '../app.ts'
import { enter } from '../http/access.ts'
import { judgeTarget } from '../reading/target-letters.ts'
import { readSmart } from '../reading/target-sentence.ts'
import { kpiNamed } from './known-kpi.ts'

const draws = 4000
const words = { true: 'yes', false: 'no', unknown: 'unknown' } as const

/** Target sentences: what they say, letter by letter, and the letters of the targets that there are. */
export function smartRoutes(app: App, parts: ServerParts): void {
  app.post(
    '/api/v1/organisations/:organisation/smart',
    {
      schema: {
        summary: 'Reads a target sentence word by word and judges each letter of SMART by the data',
        params: OrganisationParams,
        body: SmartBody,
        response: { 200: SmartAnswer, ...refusals },
      },
    },
    async (request) => {
      const { live } = await enter(parts, request, 'read')
      const { sentence: text, kpi: wanted } = request.body
      if (wanted !== undefined) kpiNamed(live.strategy, wanted)
      const reading = await readSmart(live.engine, parts.workers, text, wanted)
      const { sentence, kpi, baselineOf, chance, period, verdicts, edit } = reading
      const { tokens, measure, polarity, unit, baseline, target, due } = sentence
      return {
        tokens: tokens.map(({ text: word, role }) => ({ text: word, role })),
        measure: measure ? { id: measure.id ?? null, text: measure.text } : null,
        kpi: kpi ? { id: kpi.id, name: kpi.name } : null,
        polarity: polarity ?? null,
        unit: unit ?? null,
        baseline: baseline ?? null,
        baselineOf: baselineOf ?? null,
        target: target ? printTarget(target, unit) : null,
        due: due?.date ?? null,
        period: period ?? null,
        chance: chance ?? null,
        letters: verdicts.map(plainVerdict),
        // A target that fails by what it says is not taken over.
        edit: verdicts.some(({ letter, pass }) => pass === false && letter !== 'A' && letter !== 'R')
          ? null
          : ((edit ?? null) as never),
      }
    },
  )

  app.get(
    '/api/v1/organisations/:organisation/smart',
    {
      schema: {
        summary: 'The five letters of the target that binds each KPI now, judged by the data',
        params: OrganisationParams,
        response: { 200: SmartTargets, ...refusals },
      },
    },
    async (request) => {
      const { live } = await enter(parts, request, 'read')
      const { engine, files, observations, strategy } = live
      const future = await parts.workers.run({
        kind: 'simulate',
        files,
        observations,
        asOf: engine.asOf,
        draws,
      })
      const chances = new Map(future.kpis.map(({ kpi, chance }) => [kpi, chance]))
      return {
        targets: [...strategy.kpis.values()].flatMap((kpi) => {
          const judged = judgeTarget(engine, kpi, chances.get(kpi.id))
          if (!judged) return []
          const { period, target = null, verdicts } = judged
          return [{ kpi: kpi.id, name: kpi.name, period, target, letters: verdicts.map(plainVerdict) }]
        }),
      }
    },
  )
}

function plainVerdict({ letter, pass, code, message }: Verdict) {
  return { letter, verdict: words[`${pass}`], code, message }
}
