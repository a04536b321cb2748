import type { Agreements, Model, NegotiationRow } from '@keelson/server/answers'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { OfferDialog } from '../parts/agreements/offer-dialog.tsx'
import { StateMark } from '../parts/agreements/state-mark.tsx'
import { Answered, Page } from '../parts/page.tsx'
import { Scroll } from '../parts/scroll.tsx'
import { formatDay, formatMoment } from '../state/format.ts'
import { nameIn, subjectName } from '../state/names.ts'
import { usePerson } from '../state/negotiate.ts'
import { agreementsQuery, modelQuery, negotiationsQuery } from '../state/queries.ts'
import { amountIn } from '../state/terms.ts'
import { t } from '../state/words.ts'
import '../styles/agree.css'

/** What people negotiate, what they agreed on, and what is no longer as it was when they did. */
export function AgreementsPage() {
  const { organisation } = useParams({ from: '/$organisation/agreements' })
  const negotiations = useQuery(negotiationsQuery(organisation))
  const agreements = useQuery(agreementsQuery(organisation))
  const { data: model } = useQuery(modelQuery(organisation))
  const person = usePerson(organisation)
  const [isOffering, offer] = useState(false)
  return (
    <Page
      title={t('agree.title')}
      lead={
        agreements.data &&
        t('agree.lead', { agreed: agreements.data.agreed, targets: agreements.data.targets })
      }
      actions={
        <button
          type="button"
          className="button primary"
          disabled={!model || person == null}
          onClick={() => offer(true)}
        >
          {t('agree.offer')}
        </button>
      }
    >
      {person === null && <p className="banner">{t('agree.noPerson')}</p>}
      {isOffering && model && (
        <OfferDialog organisation={organisation} model={model} close={() => offer(false)} />
      )}
      <Answered query={negotiations}>
        {(rows) => (
          <Negotiations organisation={organisation} model={model} rows={rows} person={person ?? ''} />
        )}
      </Answered>
      <Answered query={agreements}>
        {(data) => <AgreementTable organisation={organisation} model={model} agreements={data} />}
      </Answered>
    </Page>
  )
}

function Negotiations({
  organisation,
  model,
  rows,
  person,
}: {
  readonly organisation: string
  readonly model: Model | undefined
  readonly rows: readonly NegotiationRow[]
  readonly person: string
}) {
  if (rows.length === 0) return <p className="empty">{t('agree.empty')}</p>
  const mine = (row: NegotiationRow) => row.mustAct.includes(person)
  return (
    <section aria-labelledby="negotiations-head">
      <h2 id="negotiations-head">{t('agree.negotiations')}</h2>
      <ul className="plain">
        {rows
          .toSorted((a, b) => Number(mine(b)) - Number(mine(a)))
          .map((row) => (
            <li key={row.id} className={`card negotiation${mine(row) ? ' is-mine' : ''}`}>
              <Link
                to="/$organisation/agreements/$negotiation"
                params={{ organisation, negotiation: row.id }}
              >
                {subjectName(model, row.subject)}
              </Link>
              <StateMark state={row.state} />
              <span>
                {row.mustAct.length > 0 &&
                  (mine(row)
                    ? t('agree.yours')
                    : t('agree.waitsFor', {
                        who: row.mustAct.map((id) => nameIn(model?.people, id)).join(', '),
                      }))}
              </span>
              <span className="faint">
                {t('agree.rounds', { count: row.rounds })}
                {row.expiresAt !== null && ` · ${t('agree.until', { moment: formatMoment(row.expiresAt) })}`}
              </span>
            </li>
          ))}
      </ul>
    </section>
  )
}

function AgreementTable({
  organisation,
  model,
  agreements,
}: {
  readonly organisation: string
  readonly model: Model | undefined
  readonly agreements: Agreements
}) {
  if (agreements.agreements.length === 0) return null
  return (
    <section aria-labelledby="agreements-head">
      <h2 id="agreements-head">{t('agree.agreements')}</h2>
      <Scroll label={t('agree.agreements')} className="card">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('agree.what')}</th>
              <th scope="col">{t('common.status')}</th>
              <th scope="col">{t('agree.terms')}</th>
              <th scope="col">{t('agree.signedBy')}</th>
              <th scope="col">{t('agree.why')}</th>
            </tr>
          </thead>
          <tbody>
            {agreements.agreements.map((one) => (
              <tr key={`${one.negotiation} ${one.hash} ${one.agreedOn}`}>
                <th scope="row">
                  <Link
                    to="/$organisation/agreements/$negotiation"
                    params={{ organisation, negotiation: one.negotiation }}
                  >
                    {subjectName(model, one.subject)}
                  </Link>
                </th>
                <td>
                  <StateMark state={one.state} />
                </td>
                <td className="number">{amountIn(one.terms)}</td>
                <td>
                  {one.signedBy.map((id) => nameIn(model?.people, id)).join(', ')}
                  <span className="faint block">{formatDay(one.agreedOn)}</span>
                </td>
                <td>
                  {one.override !== null && <p>{t('agree.overrideFor', { reason: one.override })}</p>}
                  {one.changes.map(({ what, of, before, after }) => (
                    <span key={`${what} ${of}`} className="block">
                      {t('agree.change', { what, of, before: before ?? '–', after: after ?? '–' })}
                    </span>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}
