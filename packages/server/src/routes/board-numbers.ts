import { groupsOf, kpiRow, printDay } from '@keelson/core'
import type Type from 'typebox'
import type { BoardNumbers, Tiles } from '../api/boards.ts'
import type { LiveOrganisation } from '../live/organisation.ts'
import { finite } from './finite.ts'
import { seriesOf } from './kpi.ts'
import { rowDetail } from './row-detail.ts'

const shownPeriods = 25

/** What the tiles of a board show as things stand, and nothing else. */
export async function boardNumbers(
  live: LiveOrganisation,
  tiles: Type.Static<typeof Tiles>,
): Promise<Type.Static<typeof BoardNumbers>> {
  const alignment = tiles.some(({ kind }) => kind === 'alignment') ? await live.align() : undefined
  const { engine, strategy } = live
  const index = engine.closed(engine.grain) - 1
  const wanted = tiles.flatMap((tile) =>
    tile.kind === 'kpi' ? [tile.kpi] : tile.kind === 'overlay' ? [tile.kpi, tile.other] : [],
  )
  const slices = new Map(
    tiles.flatMap((tile) => (tile.kind === 'scorecard' ? [[`${tile.by} ${tile.group}`, tile]] : [])),
  )
  return {
    asOf: printDay(engine.asOf),
    period:
      index < 0
        ? null
        : strategy.organisation.calendar.name(engine.grain, engine.timeline(engine.grain).first + index),
    kpis: [...new Set(wanted)]
      .filter((id) => strategy.kpis.has(id))
      .map((id) => {
        const row = kpiRow(engine, id, index)
        return {
          kpi: { ...finite(row), detail: rowDetail(engine, row) },
          grain: engine.kpiGrain(id) ?? engine.grain,
          series: seriesOf(engine, id, shownPeriods).map(({ period, lastDay, actual, target, status }) => ({
            period,
            lastDay,
            actual,
            target,
            status,
          })),
        }
      }),
    groups: [...slices.values()].flatMap(({ by, group }) =>
      groupsOf(engine, by, index, group).map(({ id, name, rollUp, score, kpis }) => ({
        by,
        id,
        name,
        rollUp,
        score: finite(score),
        kpis: kpis.map(finite),
      })),
    ),
    alignment: alignment
      ? {
          score: alignment.score,
          findings: alignment.findings.filter(({ waiver }) => !waiver).length,
        }
      : null,
    seq: live.seq,
  }
}
