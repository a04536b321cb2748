import type { Model, Negotiation } from '@keelson/server/answers'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { EffectTable } from '../parts/agreements/effect-table.tsx'
import { NegotiationActions } from '../parts/agreements/negotiation-actions.tsx'
import { StateMark, stateWord } from '../parts/agreements/state-mark.tsx'
import { Answered, Page } from '../parts/page.tsx'
import { formatMoment } from '../state/format.ts'
import { nameIn, subjectName } from '../state/names.ts'
import type { Terms } from '../state/negotiate.ts'
import { modelQuery, negotiationQuery } from '../state/queries.ts'
import { amountIn } from '../state/terms.ts'
import type { MessageId } from '../state/words.ts'
import { t } from '../state/words.ts'
import '../styles/agree.css'

const stepWords: Readonly<Record<string, MessageId>> = {
  offer: 'agree.stepOffer',
  'counter-offer': 'agree.stepCounter',
  accept: 'agree.stepAccept',
  'sign-off': 'agree.stepSign',
  decline: 'agree.stepDecline',
  withdraw: 'agree.stepWithdraw',
  escalate: 'agree.stepEscalate',
  expire: 'agree.stepExpire',
  override: 'agree.stepOverride',
}

/** One thread: the offers after each other, what each says otherwise, who must act, and what the terms would do. */
export function NegotiationPage() {
  const { organisation, negotiation: id } = useParams({ from: '/$organisation/agreements/$negotiation' })
  const query = useQuery(negotiationQuery(organisation, id))
  const { data: model } = useQuery(modelQuery(organisation))
  return (
    <Answered query={query}>
      {(negotiation) => (
        <Page
          title={`${subjectName(model, negotiation.subject)}: ${stateWord(negotiation.state)}`}
          lead={
            <>
              <Link to="/$organisation/agreements" params={{ organisation }}>
                {t('agree.title')}
              </Link>{' '}
              · <StateMark state={negotiation.state} /> {t('agree.rounds', { count: negotiation.rounds })}
            </>
          }
        >
          <div className="thread-room">
            <div>
              <History negotiation={negotiation} model={model} />
              <NegotiationActions organisation={organisation} negotiation={negotiation} />
            </div>
            <aside className="card" aria-label={t('agree.parties')}>
              <h2>{t('agree.parties')}</h2>
              <ul className="plain seats">
                {negotiation.seats.map(({ of, people }) => (
                  <li key={of}>
                    <strong>{of}</strong>
                    {people.map((person) => (
                      <span key={person} className="block">
                        {nameIn(model?.people, person)}{' '}
                        <span className="faint">
                          {negotiation.signed.includes(person)
                            ? t('agree.hasSigned')
                            : negotiation.accepted.includes(person)
                              ? t('agree.hasAccepted')
                              : negotiation.mustAct.includes(person)
                                ? t('agree.mustAct')
                                : ''}
                        </span>
                      </span>
                    ))}
                  </li>
                ))}
              </ul>
              {negotiation.effect.length > 0 && <EffectTable effect={negotiation.effect} />}
            </aside>
          </div>
        </Page>
      )}
    </Answered>
  )
}

function History({
  negotiation,
  model,
}: {
  readonly negotiation: Negotiation
  readonly model: Model | undefined
}) {
  return (
    <ol className="thread">
      {negotiation.history.map(({ kind, by, at, terms, changes, reason }) => (
        <li key={`${kind} ${by} ${at}`} className="card">
          <p className="thread-head">
            <strong>{nameIn(model?.people, by)}</strong> {t(stepWords[kind] ?? 'agree.stepOffer')}{' '}
            <span className="faint">{formatMoment(at)}</span>
          </p>
          {terms && <TermsView terms={terms} />}
          {changes.map(({ field, before, after }) => (
            <p key={field} className="thread-change">
              {field}: <del>{before ?? '–'}</del> → <ins>{after ?? '–'}</ins>
            </p>
          ))}
          {reason !== null && <p>{reason}</p>}
        </li>
      ))}
    </ol>
  )
}

function TermsView({ terms }: { readonly terms: Terms }) {
  const lists: readonly (readonly [string, readonly string[] | undefined])[] = [
    [t('agree.conditions'), terms.conditions],
    [t('agree.resources'), terms.resources?.map(({ what }) => what)],
    [t('agree.assumptions'), terms.assumptions],
    [t('agree.evidence'), terms.evidence],
  ]
  return (
    <>
      <p className="thread-amount">
        <strong>{amountIn(terms)}</strong>{' '}
        {typeof terms.trajectory === 'string' && <span className="faint">{terms.trajectory}</span>}{' '}
        {terms.reason}
      </p>
      {lists.map(([name, texts]) =>
        texts === undefined || texts.length === 0 ? null : (
          <p key={name}>
            <span className="faint">{name}:</span> {texts.join('; ')}
          </p>
        ),
      )}
    </>
  )
}
