import type { Negotiation } from '@keelson/server/answers'
import { useState } from 'react'
import type { Step } from '../../state/negotiate.ts'
import { usePerson, useStep } from '../../state/negotiate.ts'
import { emptyTerms } from '../../state/terms.ts'
import { t } from '../../state/words.ts'
import { Fault } from '../fault.tsx'
import { TermsForm } from './terms-form.tsx'

const openStates = ['draft', 'offered', 'countered', 'agreed', 'escalated']
const reasoned = ['decline', 'withdraw', 'escalate'] as const
const reasonedWords = {
  decline: 'agree.decline',
  withdraw: 'agree.withdraw',
  escalate: 'agree.escalate',
} as const

/** What one can do in a negotiation. What the protocol does not allow it says, in words, when it is tried. */
export function NegotiationActions({
  organisation,
  negotiation,
}: {
  readonly organisation: string
  readonly negotiation: Negotiation
}) {
  const person = usePerson(organisation)
  const step = useStep(organisation, negotiation)
  const [isCountering, counter] = useState(false)
  const [asked, askFor] = useState<(typeof reasoned)[number]>()
  const [reason, setReason] = useState('')
  const { state, hash, accepted, signed, mustAct } = negotiation
  if (person === null) return <p className="banner">{t('agree.noPerson')}</p>
  if (person === undefined) return null
  const take = (one: Step) =>
    step.mutate(one, {
      onSuccess: () => {
        counter(false)
        askFor(undefined)
        setReason('')
      },
    })
  const seen = hash === null ? {} : { hash }
  const isOpen = openStates.includes(state)
  const isParty = negotiation.seats.some(({ people }) => people.includes(person))
  return (
    <div className="card actions">
      {mustAct.includes(person) && <p className="actions-yours">{t('agree.yours')}</p>}
      <div className="actions-row">
        {isOpen && isParty && !accepted.includes(person) && state !== 'agreed' && (
          <button
            type="button"
            className="button primary"
            disabled={step.isPending}
            onClick={() => take({ kind: 'accept', ...seen })}
          >
            {t('agree.accept')}
          </button>
        )}
        {state === 'agreed' && isParty && !signed.includes(person) && (
          <button
            type="button"
            className="button primary"
            disabled={step.isPending}
            onClick={() => take({ kind: 'sign-off', ...seen })}
          >
            {t('agree.sign')}
          </button>
        )}
        <button
          type="button"
          className="button"
          aria-expanded={isCountering}
          onClick={() => counter(!isCountering)}
        >
          {t(isOpen ? 'agree.counter' : 'agree.again')}
        </button>
        {isOpen &&
          reasoned.map((kind) => (
            <button
              key={kind}
              type="button"
              className="button"
              aria-pressed={asked === kind}
              onClick={() => askFor(asked === kind ? undefined : kind)}
            >
              {t(reasonedWords[kind])}
            </button>
          ))}
      </div>
      {asked && (
        <form
          className="actions-row"
          onSubmit={(event) => {
            event.preventDefault()
            take({ kind: asked, reason, ...(asked === 'decline' && seen) })
          }}
        >
          <input
            aria-label={t('alignment.reason')}
            placeholder={t('alignment.reason')}
            required
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <button type="submit" className="button" disabled={step.isPending}>
            {t(reasonedWords[asked])}
          </button>
        </form>
      )}
      {isCountering && (
        <TermsForm
          organisation={organisation}
          subject={negotiation.subject}
          initial={emptyTerms}
          action={t(isOpen ? 'agree.counter' : 'agree.send')}
          isSending={step.isPending}
          fault={undefined}
          send={(terms) =>
            take(isOpen ? { kind: 'counter-offer', terms, ...seen } : { kind: 'offer', terms })
          }
        />
      )}
      {step.isError && <Fault error={step.error} />}
    </div>
  )
}
