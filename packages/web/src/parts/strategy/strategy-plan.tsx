import type { Plan } from '@keelson/server/answers'
import type { UseMutationResult } from '@tanstack/react-query'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { addressOf, ask, Refused } from '../../state/ask.ts'
import { tell } from '../../state/notices.ts'
import type { StrategyDraft } from '../../state/strategy-draft.ts'
import { sentFiles } from '../../state/strategy-draft.ts'
import { t } from '../../state/words.ts'
import { Fault } from '../fault.tsx'
import { Field } from '../field.tsx'
import { PlanView } from '../plan-view.tsx'

/** What the draft would do, and applying it. */
export function StrategyPlan({
  organisation,
  draft,
  plan,
  isBlocked,
  show,
  applied,
}: {
  readonly organisation: string
  readonly draft: StrategyDraft
  readonly plan: UseMutationResult<Plan, Error, StrategyDraft>
  readonly isBlocked: boolean
  readonly show: (file: string, line: number, column: number) => void
  readonly applied: () => void
}) {
  const client = useQueryClient()
  const files = sentFiles(draft)
  const renew = () => client.invalidateQueries({ queryKey: ['of', organisation] })
  const apply = useMutation({
    mutationFn: (comment: string) =>
      ask<{ readonly base: number }>(addressOf(organisation, '/strategy/apply'), {
        method: 'POST',
        body: { base: draft.base, files, whole: false, comment },
        headers: { 'idempotency-key': crypto.randomUUID() },
      }),
    onSuccess: async ({ base }) => {
      applied()
      await renew()
      const undo = async () => {
        await ask(addressOf(organisation, '/strategy/undo'), { method: 'POST', body: { seq: base } })
        await renew()
        tell({ text: t('edits.undone') })
      }
      tell({
        text: t('strategy.applied', { count: files.length }),
        action: { name: t('edits.undo'), run: undo },
      })
    },
    // An older base is carried over as soon as the newer one is known.
    onError: (error) => error instanceof Refused && error.code === 'stale-base' && renew(),
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    apply.mutate(String(new FormData(event.currentTarget).get('comment')))
  }
  const isSound = plan.data?.isSound === true
  // Only what was planned is applied: after another change one plans again.
  const isPlanned = plan.variables === draft
  return (
    <section className="strategy-plan" aria-label={t('strategy.planHead')}>
      {files.length === 0 && !plan.data && <p className="faint">{t('strategy.nothing')}</p>}
      <button
        type="button"
        className="button"
        disabled={files.length === 0 || isBlocked || plan.isPending}
        onClick={() => plan.mutate(draft)}
      >
        {t('strategy.plan')}
      </button>
      <div aria-live="polite">
        {plan.isError && <Fault error={plan.error} />}
        {plan.data && !isSound && <p className="bad">{t('strategy.unsound')}</p>}
        {plan.data && plan.data.diagnostics.length > 0 && (
          <>
            <h2>{t('strategy.faults')}</h2>
            <ul className="plain strategy-faults">
              {plan.data.diagnostics.map(({ code, message, severity, place: { file, line, column } }) => (
                <li key={`${code} ${file} ${line} ${column} ${message}`}>
                  <button type="button" className="link" onClick={() => show(file, line, column)}>
                    {file}:{line}
                  </button>{' '}
                  <span className={severity === 'error' ? 'bad' : ''}>{message}</span>
                </li>
              ))}
            </ul>
          </>
        )}
        {plan.data && (
          <>
            <h2>{t('strategy.planHead')}</h2>
            <PlanView plan={plan.data} />
          </>
        )}
      </div>
      {isSound && isPlanned && files.length > 0 && (
        <form onSubmit={submit} className="strategy-apply">
          <Field label={t('strategy.comment')} name="comment" hint={t('strategy.commentHint')} required />
          {apply.isError && <Fault error={apply.error} />}
          <button type="submit" className="button primary" disabled={isBlocked || apply.isPending}>
            {t('strategy.apply')}
          </button>
        </form>
      )}
    </section>
  )
}
