import type { KpiAnswer } from '@keelson/server/answers'
import { Link } from '@tanstack/react-router'
import { t } from '../../state/words.ts'

/** What is measured, how, and what it is tied to. */
export function KpiDefinition({
  organisation,
  answer,
}: {
  readonly organisation: string
  readonly answer: KpiAnswer
}) {
  const { measure, objective, department, sharedWith, reviewed, retired, contributes, madeOf } = answer
  const facts: readonly (readonly [string, string | null])[] = [
    [t('kpi.description'), measure.description],
    [t('kpi.unit'), measure.unit],
    [t('kpi.kind'), measure.kind],
    [t('kpi.polarity'), measure.polarity],
    [t('kpi.grain'), measure.grain],
    [t('kpi.formula'), measure.formula],
    [t('kpi.source'), measure.source],
    [t('kpi.objective'), objective],
    [t('kpi.department'), department],
    [t('kpi.sharedWith'), sharedWith.join(', ') || null],
    [t('kpi.reviewed'), reviewed],
    [t('kpi.retired'), retired],
  ]
  const link = (kpi: string, kind: string, share: number | null) => (
    <li key={`${kpi} ${kind}`}>
      <Link to="/$organisation/kpis/$kpi" params={{ organisation, kpi }}>
        {kpi}
      </Link>{' '}
      <span className="faint">
        {kind}
        {share !== null && share !== 1 && ` × ${share}`}
      </span>
    </li>
  )
  return (
    <dl className="facts">
      {facts.map(([name, text]) =>
        text === null ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ),
      )}
      {contributes.length > 0 && (
        <div>
          <dt>{t('kpi.contributes')}</dt>
          <dd>
            <ul className="plain">{contributes.map(({ to, kind, share }) => link(to, kind, share))}</ul>
          </dd>
        </div>
      )}
      {madeOf.length > 0 && (
        <div>
          <dt>{t('kpi.madeOf')}</dt>
          <dd>
            <ul className="plain">{madeOf.map(({ from, kind, share }) => link(from, kind, share))}</ul>
          </dd>
        </div>
      )}
    </dl>
  )
}
