import type Type from 'typebox'
import type { Scorecard } from '../api/scorecard.ts'
import type { PackContent, PackDocument } from './document.ts'
import { packOf } from './document.ts'

/** A scorecard as a document: the numbers of the answer, and nothing made anew. */
export function scorecardDocument(scorecard: Type.Static<typeof Scorecard>): PackDocument {
  return packOf(scorecardContent(scorecard))
}

/** What a scorecard says, as documents have it. */
export function scorecardContent({
  organisation,
  period,
  asOf,
  score,
  groups,
}: Type.Static<typeof Scorecard>): PackContent {
  return {
    title: 'Scorecard',
    organisation,
    period,
    asOf,
    score: score.score,
    status: score.status,
    groups: groups.map((group) => ({
      name: group.name,
      score: group.score.score,
      status: group.score.status,
      rows: group.kpis.map((kpi) => ({
        id: kpi.id,
        name: kpi.name,
        owner: kpi.detail?.ownerName ?? kpi.owner,
        unit: kpi.unit,
        actual: kpi.actual,
        target: kpi.target,
        original: kpi.original,
        difference: kpi.difference,
        share: kpi.detail?.share ?? null,
        isGood: kpi.detail?.isGood ?? null,
        score: kpi.score,
        status: kpi.status,
        ageDays: kpi.ageDays,
        recent: kpi.detail?.recent ?? [],
      })),
    })),
    sections: [],
  }
}
