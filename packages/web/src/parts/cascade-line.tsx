import type { Cascade } from '@keelson/server/answers'
import { Link } from '@tanstack/react-router'
import type { CascadeRow } from '../state/cascade-rows.ts'
import { nameOf } from '../state/cascade-rows.ts'
import { formatAmount, formatNumber } from '../state/format.ts'
import { t } from '../state/words.ts'
import { StatusMark } from './status.tsx'

/** A line of the cascade. */
export function CascadeLine({
  organisation,
  cascade,
  row,
  isOpen,
  isAt,
  toggle,
  reach,
}: {
  readonly organisation: string
  readonly cascade: Cascade
  readonly row: CascadeRow
  readonly isOpen: boolean
  readonly isAt: boolean
  readonly toggle: (isOpen: boolean) => void
  readonly reach: () => void
}) {
  const node = row.kind === 'objective' ? row.objective : row.kpi
  return (
    <tr
      className={`cascade-${row.kind}`}
      tabIndex={isAt ? 0 : -1}
      aria-level={row.level}
      {...(row.hasChildren && { 'aria-expanded': isOpen })}
      onFocus={reach}
    >
      <th scope="row" style={{ paddingInlineStart: 10 + (row.level - 1) * 22 }}>
        {row.hasChildren ? (
          <button
            type="button"
            className="twist"
            tabIndex={-1}
            aria-label={t(isOpen ? 'cascade.close' : 'cascade.open', { name: nameOf(row) })}
            onClick={() => toggle(!isOpen)}
          >
            {isOpen ? '▾' : '▸'}
          </button>
        ) : (
          <span className="twist" />
        )}
        {row.kind === 'objective' ? (
          <strong>{row.objective.name}</strong>
        ) : (
          <Link to="/$organisation/kpis/$kpi" params={{ organisation, kpi: row.kpi.id }} tabIndex={-1}>
            {row.kpi.name}
          </Link>
        )}
        {row.kind === 'kpi' && row.kpi.department !== null && (
          <span className="faint dept"> {row.kpi.department}</span>
        )}
      </th>
      <td>
        <StatusMark status={node.status} />
      </td>
      {row.kind === 'objective' ? <td colSpan={4} /> : <Numbers cascade={cascade} row={row} />}
    </tr>
  )
}

function Numbers({
  cascade,
  row,
}: {
  readonly cascade: Cascade
  readonly row: Extract<CascadeRow, { kind: 'kpi' }>
}) {
  const { kpi, made, part, linkKind } = row
  const parent = parentOf(cascade, row)
  const short = { isShort: true } as const
  const wanted = made?.wanted ?? part?.target ?? kpi.target
  return (
    <>
      <td className="right">
        {linkKind !== undefined && (
          <span className="faint kind">
            {linkKind}
            {part?.share != null && part.share !== 1 && ` × ${formatNumber(part.share)}`}
            {part?.isAssumption && ` (${t('cascade.assumption')})`}
          </span>
        )}{' '}
        {part?.amount != null && (
          <span className="number">{formatAmount(part.amount, parent?.unit ?? '', short)}</span>
        )}
      </td>
      <td className="number">{formatAmount(wanted, kpi.unit, short)}</td>
      <td>
        {made && (
          <span className={`verdict verdict-${made.verdict}`}>
            {made.verdict === 'not-checkable'
              ? t('cascade.notCheckable', { why: made.obstacles.join('; ') })
              : t('cascade.addUp', {
                  produced: formatAmount(made.produced, kpi.unit, short),
                  wanted: formatAmount(made.wanted, kpi.unit, short),
                })}
            {made.verdict === 'gap' &&
              ` ${t('cascade.gap', { gap: formatAmount(made.gap === null ? null : Math.abs(made.gap), kpi.unit, short) })}`}
            {made.verdict === 'over-allocated' && ` ${t('cascade.over')}`}
          </span>
        )}
      </td>
      <td className="number wide">{part?.sensitivity != null && formatNumber(part.sensitivity)}</td>
    </>
  )
}

function parentOf({ kpis }: Cascade, { parent }: CascadeRow) {
  const id = parent?.split('/').at(-1)
  return kpis.find((kpi) => kpi.id === id)
}
