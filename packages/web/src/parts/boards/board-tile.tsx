import type { BoardNumbers, Tile } from '@keelson/server/answers'
import { Link } from '@tanstack/react-router'
import { OverlayChart } from '../../charts/overlay-chart.tsx'
import { Sparkline } from '../../charts/sparkline.tsx'
import { formatAmount, formatNumber } from '../../state/format.ts'
import { messageOf } from '../../state/kpi-message.ts'
import { t } from '../../state/words.ts'
import { Markdown } from '../markdown.tsx'
import { StatusMark } from '../status.tsx'
import { OverlayEvidence } from './overlay-evidence.tsx'
import '../../styles/scorecard.css'

/** How high a row is, what stands above and below the chart in it, and the room for its numbers, in CSS pixels. */
const usual = { row: 68, around: 178, left: 52 }
const onWall = { row: 96, around: 150, left: 100 }

/** What a tile is called where it has no title of its own. */
export function tileName(tile: Tile, numbers: BoardNumbers | undefined): string {
  const name = (id: string) => numbers?.kpis.find(({ kpi }) => kpi.id === id)?.kpi.name ?? id
  switch (tile.kind) {
    case 'kpi':
      return name(tile.kpi)
    case 'overlay':
      return t('boards.overlayTitle', { first: name(tile.kpi), second: name(tile.other) })
    case 'scorecard':
      return t('boards.scorecard')
    case 'alignment':
      return t('boards.alignment')
    case 'text':
      return t('boards.text')
  }
}

/** What a tile shows. Without an organisation it leads nowhere, as on a board that was opened by a link. */
export function TileContent({
  tile,
  numbers,
  organisation,
}: {
  readonly tile: Tile
  readonly numbers: BoardNumbers
  readonly organisation: string | undefined
}) {
  switch (tile.kind) {
    case 'kpi':
      return <KpiTile id={tile.kpi} numbers={numbers} organisation={organisation} />
    case 'overlay':
      return <OverlayTile tile={tile} numbers={numbers} organisation={organisation} />
    case 'scorecard':
      return <ScorecardTile tile={tile} numbers={numbers} />
    case 'alignment':
      return (
        <>
          <h2>{t('boards.alignment')}</h2>
          <p className="figure">
            {formatNumber(numbers.alignment?.score)} <span className="faint">/ 100</span>
          </p>
          <p className="faint">{t('boards.findings', { count: numbers.alignment?.findings ?? 0 })}</p>
        </>
      )
    case 'text':
      return <Markdown text={tile.text} />
  }
}

type Shown = { readonly numbers: BoardNumbers; readonly organisation: string | undefined }

function KpiTile({ id, numbers, organisation }: Shown & { readonly id: string }) {
  const found = numbers.kpis.find(({ kpi }) => kpi.id === id)
  if (!found) return <p className="faint">{t('boards.gone', { id })}</p>
  const { kpi, series } = found
  const message = messageOf(kpi)
  return (
    <>
      <h2>
        {organisation === undefined ? (
          message
        ) : (
          <Link to="/$organisation/kpis/$kpi" params={{ organisation, kpi: id }}>
            {message}
          </Link>
        )}
      </h2>
      <p className="figure">{formatAmount(kpi.actual, kpi.unit, { isShort: true })}</p>
      <p className="tile-foot">
        <StatusMark status={kpi.status} />
        <Sparkline values={series.slice(-13).map(({ actual }) => actual)} width={120} height={28} />
        <span className="faint">{series.at(-1)?.period}</span>
      </p>
    </>
  )
}

function OverlayTile({ tile, numbers, organisation }: Shown & { readonly tile: Tile & { kind: 'overlay' } }) {
  const find = (id: string) => numbers.kpis.find(({ kpi }) => kpi.id === id)
  const [first, second] = [find(tile.kpi), find(tile.other)]
  if (!first || !second)
    return <p className="faint">{t('boards.gone', { id: first ? tile.other : tile.kpi })}</p>
  const size = organisation === undefined ? onWall : usual
  const drawn = ({ kpi: { name, unit }, series }: typeof first) => ({ name, unit, series })
  return (
    <>
      <h2>{tileName(tile, numbers)}</h2>
      <OverlayChart
        both={[drawn(first), drawn(second)]}
        height={Math.max(130, tile.h * size.row - size.around)}
        left={size.left}
      />
      {organisation !== undefined && (
        <OverlayEvidence organisation={organisation} first={first.kpi} second={second.kpi} />
      )}
    </>
  )
}

function ScorecardTile({
  tile,
  numbers,
}: {
  readonly tile: Tile & { kind: 'scorecard' }
  readonly numbers: BoardNumbers
}) {
  const groups = numbers.groups.filter(
    ({ by, id }) => by === tile.by && (tile.group === undefined || id === tile.group),
  )
  if (groups.length === 0) return <p className="faint">{t('boards.gone', { id: tile.group ?? '' })}</p>
  return groups.map(({ id, name, score, kpis }) => (
    <section key={id}>
      <h2>
        {name} <StatusMark status={score.status} />
      </h2>
      <table className="table">
        <caption className="hidden">{name}</caption>
        <tbody>
          {kpis.map((kpi) => (
            <tr key={kpi.id}>
              <th scope="row">{kpi.name}</th>
              <td>
                <StatusMark status={kpi.status} isBare />
              </td>
              <td className="number">{formatAmount(kpi.actual, kpi.unit, { isShort: true })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  ))
}
