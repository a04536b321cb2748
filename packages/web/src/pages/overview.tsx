import type { Overview } from '@keelson/server/answers'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { FindingItem } from '../parts/alignment/finding-item.tsx'
import { News } from '../parts/frame/news.tsx'
import { Tour } from '../parts/frame/tour.tsx'
import { MomentPicker } from '../parts/moment-picker.tsx'
import { Answered, Page } from '../parts/page.tsx'
import { StatusMark } from '../parts/status.tsx'
import { formatNumber, formatShare } from '../state/format.ts'
import { alignmentQuery, outlooksQuery, overviewQuery, scorecardQuery } from '../state/queries.ts'
import { t } from '../state/words.ts'
import '../styles/overview.css'

const mostFindings = 5

type Shown = { readonly organisation: string; readonly asOf: string | undefined }

/** Why the company is red while its departments are green, in one look. */
export function OverviewPage() {
  const { organisation } = useParams({ from: '/$organisation/' })
  const { asOf } = useSearch({ from: '/$organisation/' })
  const overview = useQuery(overviewQuery(organisation, asOf))
  return (
    <Answered query={overview}>
      {(data) => (
        <Page title={headline(data)} lead={lead(data)} actions={<MomentPicker />}>
          {asOf === undefined && <News organisation={organisation} seq={data.seq} />}
          {asOf === undefined && data.isDemo && <Tour organisation={organisation} />}
          {data.kpis === 0 && (
            <p className="empty">
              {t('overview.empty')}{' '}
              <Link to="/$organisation/strategy" params={{ organisation }}>
                {t('strategy.title')}
              </Link>{' '}
              ·{' '}
              <Link to="/$organisation/scorecard" params={{ organisation }}>
                {t('shell.scorecard')}
              </Link>
            </p>
          )}
          <div className="overview">
            <Alignment organisation={organisation} overview={data} />
            <Departments organisation={organisation} asOf={asOf} />
            <Objectives organisation={organisation} asOf={asOf} />
            <Findings organisation={organisation} asOf={asOf} />
          </div>
        </Page>
      )}
    </Answered>
  )
}

/** The message of the day: how many departments are on track, and how the company stands. */
function headline({ departmentsOnTrack, departments, score }: Overview): string {
  const company = {
    'on-track': t('overview.companyGreen'),
    'at-risk': t('overview.companyAmber'),
    'off-track': t('overview.companyRed'),
    unknown: t('overview.companyUnknown'),
  }[score.status]
  return `${t('overview.green', { count: departmentsOnTrack, of: departments })} ${company}`
}

function lead({ period, kpis, objectives }: Overview): string {
  return t('overview.lead', { period: period ?? '–', kpis, objectives })
}

function Alignment({
  organisation,
  overview,
}: {
  readonly organisation: string
  readonly overview: Overview
}) {
  const { alignment, findings } = overview
  return (
    <section className="card overview-alignment" aria-labelledby="alignment-head">
      <h2 id="alignment-head">{t('overview.alignment')}</h2>
      <p className="figure">
        {formatNumber(alignment)} <span className="faint">/ 100</span>
      </p>
      <p>
        {t('overview.findings', { errors: findings.error, warnings: findings.warning, notes: findings.note })}
      </p>
      <Link to="/$organisation/alignment" params={{ organisation }} className="button">
        {t('overview.toAlignment')}
      </Link>
    </section>
  )
}

function Departments({ organisation, asOf }: Shown) {
  const scorecard = useQuery(scorecardQuery(organisation, 'department', { asOf }))
  return (
    <section className="card" aria-labelledby="departments-head">
      <h2 id="departments-head">{t('overview.departments')}</h2>
      <Answered query={scorecard}>
        {({ groups }) => (
          <ul className="plain overview-list">
            {groups
              .filter(({ id }) => id !== '')
              .map(({ id, name, score, kpis }) => (
                <li key={id}>
                  <StatusMark status={score.status} />
                  <Link
                    to="/$organisation/scorecard"
                    params={{ organisation }}
                    search={{ by: 'department', find: name }}
                  >
                    {name}
                  </Link>
                  <span className="number">{formatShare(score.score)}</span>
                  <span className="faint overview-count">{t('overview.kpis', { count: kpis.length })}</span>
                </li>
              ))}
          </ul>
        )}
      </Answered>
    </section>
  )
}

function Objectives({ organisation, asOf }: Shown) {
  const scorecard = useQuery(scorecardQuery(organisation, 'objective', { asOf }))
  const { data: outlooks } = useQuery({ ...outlooksQuery(organisation), enabled: asOf === undefined })
  const chances = new Map(outlooks?.objectives.map(({ objective, chance }) => [objective, chance]))
  return (
    <section className="card overview-objectives" aria-labelledby="objectives-head">
      <h2 id="objectives-head">{t('overview.objectives')}</h2>
      <Answered query={scorecard}>
        {({ groups }) => (
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('overview.objective')}</th>
                <th scope="col">{t('common.status')}</th>
                <th scope="col" className="right">
                  {t('common.score')}
                </th>
                <th scope="col" className="right">
                  {t('common.coverage')}
                </th>
                <th scope="col" className="right">
                  {t('overview.chance')}
                </th>
              </tr>
            </thead>
            <tbody>
              {groups
                .filter(({ id }) => id !== '')
                .map(({ id, name, score }) => (
                  <tr key={id}>
                    <th scope="row">
                      <Link
                        to="/$organisation/scorecard"
                        params={{ organisation }}
                        search={{ by: 'objective', find: name }}
                      >
                        {name}
                      </Link>
                    </th>
                    <td>
                      <StatusMark status={score.status} />
                    </td>
                    <td className="number">{formatShare(score.score)}</td>
                    <td className="number">{formatShare(score.coverage)}</td>
                    <td className="number">{formatShare(chances.get(id))}</td>
                  </tr>
                ))}
            </tbody>
          </table>
        )}
      </Answered>
    </section>
  )
}

function Findings({ organisation, asOf }: Shown) {
  const alignment = useQuery(alignmentQuery(organisation, asOf))
  return (
    <section className="card overview-findings" aria-labelledby="findings-head">
      <h2 id="findings-head">{t('overview.why')}</h2>
      <Answered query={alignment}>
        {({ findings }) => {
          const open = findings.filter(({ waiver }) => waiver === null)
          if (open.length === 0) return <p>{t('overview.noFindings')}</p>
          return (
            <ul className="plain">
              {open.slice(0, mostFindings).map((finding) => (
                <FindingItem
                  key={`${finding.code} ${finding.subject.id}`}
                  organisation={organisation}
                  finding={finding}
                />
              ))}
            </ul>
          )
        }}
      </Answered>
    </section>
  )
}
