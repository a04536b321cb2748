import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatAmount, formatShare } from '../../state/format.ts'
import { targetNow } from '../../state/kpi-draft.ts'
import { proposalQuery } from '../../state/queries.ts'
import type { Choice, ReviewDecision } from '../../state/review.ts'
import { choiceIds, reasonOf, slugOf } from '../../state/review.ts'
import { emptyTerms, termsOf } from '../../state/terms.ts'
import { t } from '../../state/words.ts'
import { ChoiceField } from '../choice-field.tsx'
import type { ItemFormParts } from './review-forms.tsx'
import { dayLater, StepForm } from './review-forms.tsx'

const reasonCodes = ['market', 'assumption', 'resources', 'scope', 'ambition', 'error'] as const
const codeIds = {
  market: 'reviews.market',
  assumption: 'reviews.assumption',
  resources: 'reviews.resources',
  scope: 'reviews.scope',
  ambition: 'reviews.ambition',
  error: 'reviews.error',
} as const

/** What can be decided on an item, with the reason and the evidence that it rests on. */
export function DecisionForm(parts: ItemFormParts) {
  const { organisation, item, model } = parts
  const choices = item.choices as Choice[]
  const kpi = model?.kpis.find(({ id }) => id === item.subject.id)
  const [choice, choose] = useState<Choice>(choices[0] ?? 'resolve')
  const [reason, setReason] = useState('')
  const [reasonCode, setCode] = useState<(typeof reasonCodes)[number]>('market')
  const [evidence, setEvidence] = useState(() => item.reasons.slice(0, 1).map(reasonOf).join('\n'))
  const [amount, setAmount] = useState('')
  const [period, setPeriod] = useState(
    () => (kpi && model && targetNow(kpi, model.today)?.period) ?? model?.organisation.period ?? '',
  )
  const others = (model?.kpis ?? []).filter(({ id }) => id !== item.subject.id)
  const [by, setBy] = useState(others[0]?.id ?? '')
  const [until, setUntil] = useState(model?.today ?? '')
  const [name, setName] = useState('')
  const [owner, setOwner] = useState(kpi?.owner ?? model?.people[0]?.id ?? '')
  const [due, setDue] = useState(() => dayLater(model?.today, 90))
  const [budget, setBudget] = useState('')
  const decision = (): ReviewDecision | undefined => {
    const lines = evidence.split('\n').flatMap((line) => line.trim() || [])
    const common = { choice, reason, ...(lines.length > 0 && { evidence: lines }) }
    if (choice === 'adjust-target') {
      const terms = termsOf({ ...emptyTerms, trajectory: 'step', amount })
      return terms && { ...common, period, terms, reasonCode }
    }
    if (choice === 'replace') return { ...common, by, until }
    if (choice === 'retire') return { ...common, until }
    if (choice !== 'start-initiative') return common
    const kpis = item.subject.kind === 'kpi' ? [item.subject.id] : [by]
    const cost = budget.trim() === '' ? {} : { budget: Number(budget.replaceAll(/[\s_]/g, '')) }
    return { ...common, initiative: { id: slugOf(name), name, kpis, owner, due, ...cost } }
  }
  return (
    <StepForm
      parts={parts}
      action={t('reviews.decide')}
      body={() => {
        const made = decision()
        return made && { kind: 'decide', item: item.key, decision: made }
      }}
    >
      <fieldset className="choices">
        <legend>{t('reviews.decide')}</legend>
        {choices.map((one) => (
          <label key={one} className={choice === one ? 'is-chosen' : ''}>
            <input
              type="radio"
              name="choice"
              value={one}
              checked={choice === one}
              onChange={() => choose(one)}
            />
            {t(choiceIds[one])}
          </label>
        ))}
      </fieldset>
      {choice === 'adjust-target' && (
        <>
          <Options
            organisation={organisation}
            kpi={item.subject.id}
            unit={kpi?.unit ?? ''}
            choose={setAmount}
          />
          <div className="field-row">
            <label className="field">
              <span>{t('reviews.newTarget')}</span>
              <input
                value={amount}
                required
                placeholder={t('agree.amountHint')}
                onChange={(event) => setAmount(event.target.value)}
              />
            </label>
            <label className="field">
              <span>{t('common.period')}</span>
              <input value={period} required onChange={(event) => setPeriod(event.target.value)} />
            </label>
            <ChoiceField
              label={t('reviews.reasonCode')}
              value={reasonCode}
              items={reasonCodes.map((id) => ({ id, name: t(codeIds[id]) }))}
              change={(id) => setCode(id as typeof reasonCode)}
            />
          </div>
        </>
      )}
      {(choice === 'replace' || (choice === 'start-initiative' && item.subject.kind !== 'kpi')) && (
        <ChoiceField
          label={t(choice === 'replace' ? 'reviews.by' : 'scorecard.kpi')}
          value={by}
          items={others}
          change={setBy}
        />
      )}
      {(choice === 'replace' || choice === 'retire') && (
        <label className="field">
          <span>{t('reviews.until')}</span>
          <input type="date" value={until} required onChange={(event) => setUntil(event.target.value)} />
        </label>
      )}
      {choice === 'start-initiative' && (
        <>
          <label className="field">
            <span>{t('reviews.initiative')}</span>
            <input value={name} required onChange={(event) => setName(event.target.value)} />
          </label>
          <div className="field-row">
            <ChoiceField
              label={t('reviews.owner')}
              value={owner}
              items={model?.people ?? []}
              change={setOwner}
            />
            <label className="field">
              <span>{t('reviews.dueDay')}</span>
              <input type="date" value={due} required onChange={(event) => setDue(event.target.value)} />
            </label>
            <label className="field">
              <span>{t('reviews.budget')}</span>
              <input inputMode="numeric" value={budget} onChange={(event) => setBudget(event.target.value)} />
            </label>
          </div>
        </>
      )}
      <label className="field">
        <span>{t('reviews.reason')}</span>
        <input value={reason} required onChange={(event) => setReason(event.target.value)} />
      </label>
      <label className="field">
        <span>{t('reviews.evidence')}</span>
        <textarea
          rows={2}
          value={evidence}
          placeholder={t('agree.eachLine')}
          onChange={(event) => setEvidence(event.target.value)}
        />
      </label>
    </StepForm>
  )
}

/** Targets with their chances, each to be taken by a press. */
function Options({
  organisation,
  kpi,
  unit,
  choose,
}: {
  readonly organisation: string
  readonly kpi: string
  readonly unit: string
  readonly choose: (amount: string) => void
}) {
  const { data } = useQuery(proposalQuery(organisation, kpi))
  if (!data) return <p className="review-options" />
  if (data.why !== null)
    return <p className="review-options faint">{t('reviews.optionsNone', { why: data.why })}</p>
  const suffix = unit === '%' ? '%' : ''
  return (
    <div className="review-options">
      <span className="faint">{t('reviews.optionsLead', { due: data.due ?? '' })}</span>
      {data.options.map(({ chance, value }) => (
        <button
          key={chance}
          type="button"
          className="button"
          disabled={value === null}
          onClick={() => choose(`${rounded(value ?? 0)}${suffix}`)}
        >
          <strong>{formatAmount(value, unit)}</strong>
          <span className="faint">{t('reviews.options', { chance: formatShare(chance) })}</span>
        </button>
      ))}
      <span className="faint">
        {t('reviews.lastValue', { amount: formatAmount(data.last, unit) })} ·{' '}
        {t('reviews.bestEver', { amount: formatAmount(data.best, unit) })}
      </span>
    </div>
  )
}

/** As it is shown: four digits are enough for a target that people talk about. */
function rounded(value: number): number {
  return Number(value.toPrecision(4))
}
