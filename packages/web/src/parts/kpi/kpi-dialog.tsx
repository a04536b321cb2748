import type { Model } from '@keelson/server/answers'
import { useDeferredValue, useState } from 'react'
import { useApply, usePlan } from '../../state/edits.ts'
import { draftOf, editsOf, targetNow } from '../../state/kpi-draft.ts'
import { t } from '../../state/words.ts'
import { Dialog } from '../dialog.tsx'
import { Fault } from '../fault.tsx'
import { PlanView } from '../plan-view.tsx'
import { BelongingFields } from './belonging-fields.tsx'

/** Changes a KPI: what it is called, whom it belongs to, what it judges, and its target. */
export function KpiDialog({
  organisation,
  model,
  id,
  close,
}: {
  readonly organisation: string
  readonly model: Model
  readonly id: string
  readonly close: () => void
}) {
  const kpi = model.kpis.find((one) => one.id === id)
  const [draft, setDraft] = useState(() => kpi && draftOf(kpi))
  const said = useDeferredValue(draft)
  const edits = kpi && said ? editsOf(kpi, said, model) : []
  const plan = usePlan(organisation, edits)
  const apply = useApply(organisation)
  if (!kpi || !draft) return null
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part })
  const target = targetNow(kpi, model.today)
  const now = target?.revisions.at(-1)?.value
  const movesTarget = edits.some(({ kind }) => kind === 'revise')
  const isReady = plan.data !== undefined && (!movesTarget || draft.reason.trim().length >= 3)
  return (
    <Dialog title={t('edits.editKpi', { name: kpi.name })} close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const comment = t('edits.editKpi', { name: draft.name })
          apply.mutate(
            { edits, comment: movesTarget ? `${comment}: ${draft.reason}` : `${comment}.` },
            { onSuccess: close },
          )
        }}
      >
        <label className="field">
          <span>{t('edits.name')}</span>
          <input value={draft.name} required onChange={(event) => change({ name: event.target.value })} />
        </label>
        <BelongingFields model={model} draft={draft} change={change} noObjective={t('edits.none')} />
        <div className="field-row">
          <label className="field">
            <span>
              {t('edits.target', { period: target?.period ?? model.organisation.period, unit: kpi.unit })}
            </span>
            <input
              value={draft.target}
              inputMode="decimal"
              placeholder={now == null ? t('edits.none') : String(now)}
              onChange={(event) => change({ target: event.target.value })}
            />
          </label>
          <label className="field">
            <span>{t('alignment.reason')}</span>
            <input
              value={draft.reason}
              required={movesTarget}
              disabled={!movesTarget}
              placeholder={t('alignment.reasonTarget')}
              onChange={(event) => change({ reason: event.target.value })}
            />
          </label>
        </div>
        {plan.data && <PlanView plan={plan.data} />}
        {plan.isError && <Fault error={plan.error} />}
        {apply.isError && <Fault error={apply.error} />}
        <div className="dialog-foot">
          <button type="submit" className="button primary" disabled={!isReady || apply.isPending}>
            {t('common.save')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
