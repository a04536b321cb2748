import type { Group, KpiRow, Scorecard } from '@keelson/server/answers'
import { Link } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef } from 'react'
import { BulletGraph } from '../charts/bullet-graph.tsx'
import { Sparkline } from '../charts/sparkline.tsx'
import { formatAmount, formatDifference, formatShare } from '../state/format.ts'
import { linesOf } from '../state/scorecard-rows.ts'
import { t } from '../state/words.ts'
import { StatusMark, statusWord } from './status.tsx'

const rowHeight = 40
/** From so many lines on, only those in sight are drawn. */
const manyLines = 150

/** The scorecard as a table, with a line for each group. */
export function ScorecardTable({
  organisation,
  scorecard,
  find,
  status,
}: {
  readonly organisation: string
  readonly scorecard: Scorecard
  readonly find: string | undefined
  readonly status: string | undefined
}) {
  const lines = useMemo(() => linesOf(scorecard, find, status), [scorecard, find, status])
  const box = useRef<HTMLDivElement>(null)
  const isLong = lines.length > manyLines
  const virtual = useVirtualizer({
    count: isLong ? lines.length : 0,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  })
  const items = virtual.getVirtualItems()
  const shown = isLong ? items.map(({ index }) => index) : lines.map((_, index) => index)
  const before = isLong ? (items[0]?.start ?? 0) : 0
  const after = isLong ? virtual.getTotalSize() - (items.at(-1)?.end ?? 0) : 0
  if (lines.length === 0) return <p className="empty">{t('scorecard.none')}</p>
  return (
    <div ref={box} className={`scorecard${isLong ? ' scorecard-long' : ''}`}>
      <table className="table" aria-rowcount={lines.length + 1}>
        <caption className="hidden">{t('scorecard.caption', { period: scorecard.period })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('scorecard.kpi')}</th>
            <th scope="col">{t('common.status')}</th>
            <th scope="col" className="right">
              {t('common.actual')}
            </th>
            <th scope="col" className="right">
              {t('common.target')}
            </th>
            <th scope="col" className="right">
              {t('scorecard.variance')}
            </th>
            <th scope="col" className="right">
              {t('common.score')}
            </th>
            <th scope="col" className="wide">
              {t('scorecard.bullet')}
            </th>
            <th scope="col" className="wide">
              {t('scorecard.recent')}
            </th>
            <th scope="col" className="wide">
              {t('scorecard.owner')}
            </th>
          </tr>
        </thead>
        <tbody>
          {before > 0 && <Gap height={before} />}
          {shown.map((index) => {
            const line = lines[index]
            if (!line) return null
            return line.kind === 'group' ? (
              <GroupLine key={line.key} group={line.group} index={index} />
            ) : (
              <KpiLine key={line.key} organisation={organisation} kpi={line.kpi} index={index} />
            )
          })}
          {after > 0 && <Gap height={after} />}
        </tbody>
      </table>
    </div>
  )
}

function Gap({ height }: { readonly height: number }) {
  return (
    <tr className="gap">
      <td colSpan={9} style={{ height, padding: 0 }} />
    </tr>
  )
}

function GroupLine({ group, index }: { readonly group: Group; readonly index: number }) {
  const { name, score } = group
  return (
    <tr className="group-line" aria-rowindex={index + 2}>
      <th scope="rowgroup">{name}</th>
      <td>
        <StatusMark status={score.status} />
      </td>
      <td colSpan={3} className="right faint">
        {score.coverage < 1 && t('scorecard.coverage', { share: formatShare(score.coverage) })}
      </td>
      <td className="number">{formatShare(score.score)}</td>
      <td colSpan={3} className="wide" />
    </tr>
  )
}

function KpiLine({
  organisation,
  kpi,
  index,
}: {
  readonly organisation: string
  readonly kpi: KpiRow
  readonly index: number
}) {
  const { id, name, unit, actual, target, original, difference, score, status, why, owner } = kpi
  const { share = null, isGood = null, recent = [], meaning = null, ownerName = null } = kpi.detail ?? {}
  const good = isGood === null ? '' : isGood ? ' good' : ' bad'
  return (
    <tr aria-rowindex={index + 2}>
      <th scope="row">
        <Link to="/$organisation/kpis/$kpi" params={{ organisation, kpi: id }}>
          {name}
        </Link>
      </th>
      <td>
        <StatusMark status={status} />
        {why !== null && <span className="faint why">{why}</span>}
      </td>
      <td className="number" title={formatAmount(actual, unit, { digits: 12 })}>
        {formatAmount(actual, unit, { isShort: true })}
      </td>
      <td className="number" title={formatAmount(target, unit, { digits: 12 })}>
        {formatAmount(target, unit, { isShort: true })}
        {original !== null && (
          <span className="faint original">
            {t('scorecard.original', { amount: formatAmount(original, unit, { isShort: true }) })}
          </span>
        )}
      </td>
      <td className={`number${good}`}>
        {formatDifference(difference, unit, { isShort: true })}
        {share !== null && unit !== '%' && <span className="share">{formatShareSigned(share)}</span>}
      </td>
      <td className="number">{formatShare(score)}</td>
      <td className="wide">
        <BulletGraph
          numbers={{ actual, target, original }}
          label={t('scorecard.bulletLabel', {
            actual: formatAmount(actual, unit),
            target: formatAmount(target, unit),
            status: statusWord(status),
          })}
        />
      </td>
      <td className="wide">
        <span className="recent">
          <Sparkline values={recent} />
          {meaning === 'signal' && (
            <span className="signal-dot" title={t('scorecard.signal')}>
              <span className="hidden">{t('scorecard.signal')}</span>
            </span>
          )}
        </span>
      </td>
      <td className="wide faint">{ownerName ?? owner}</td>
    </tr>
  )
}

function formatShareSigned(share: number): string {
  return formatAmount(share * 100, '%', { digits: 3, isSigned: true })
}
