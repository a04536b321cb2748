import type { Finding, Repair } from '@keelson/core'
import { align, printDay, repairsOf } from '@keelson/core'
import { AlignmentAnswer, AlignmentQuery } from '../api/alignment.ts'
import { OrganisationParams, refusals } from '../api/common.ts'
import type { App, ServerParts } from '../app.ts'
import { locate } from '../commands/locate.ts'
import { enter } from '../http/access.ts'
import { finiteNumber } from './finite.ts'
import { stateAt } from './state.ts'

const usualLimit = 100

/** Whether the KPIs add up to the objectives: the findings, and the score of alignment. */
export function alignmentRoutes(app: App, parts: ServerParts): void {
  app.get(
    '/api/v1/organisations/:organisation/alignment',
    {
      schema: {
        summary: 'The findings of the alignment report, errors first, and the score',
        params: OrganisationParams,
        querystring: AlignmentQuery,
        response: { 200: AlignmentAnswer, ...refusals },
      },
    },
    async (request) => {
      const { live } = await enter(parts, request, 'read')
      const { asOf, severity, limit = usualLimit } = request.query
      const now = asOf === undefined ? await live.align() : undefined
      const { engine, files } = await stateAt(parts, live, asOf)
      const { findings, score } = now ?? align(engine)
      const wanted = findings.filter((one) => severity === undefined || one.severity === severity)
      const place = locate(files)
      return {
        organisation: engine.strategy.organisation.name,
        asOf: printDay(engine.asOf),
        score,
        count: wanted.length,
        findings: wanted.slice(0, limit).map((finding) => ({
          ...plainFinding(finding, place),
          // The past is not repaired.
          repairs: asOf === undefined && !finding.waiver ? repairsOf(engine, finding).map(plainRepair) : [],
        })),
        seq: live.seq,
      }
    },
  )
}

function plainRepair({ id, title, edits, movesTarget }: Repair) {
  return { id, title, movesTarget, edits: [...edits] }
}

function plainFinding(finding: Finding, place: ReturnType<typeof locate>) {
  const { code, family, severity, subject, message, facts, span, because, fix, impact, waiver } = finding
  return {
    code,
    family,
    severity,
    subject,
    message,
    facts,
    place: place(span),
    because: because.map((one) => ({ message: one.message, place: place(one.span) })),
    fix: fix?.title ?? null,
    impact: impact ? { value: finiteNumber(impact.value), unit: impact.unit } : null,
    waiver: waiver ?? null,
  }
}
