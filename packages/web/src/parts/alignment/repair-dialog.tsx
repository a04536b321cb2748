import type { StrategyEdit } from '@keelson/core'
import type { FindingRow, Model, Repair } from '@keelson/server/answers'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { useApply, usePlan } from '../../state/edits.ts'
import { modelQuery } from '../../state/queries.ts'
import { t } from '../../state/words.ts'
import { Dialog } from '../dialog.tsx'
import { Fault } from '../fault.tsx'
import { PlanView } from '../plan-view.tsx'
import { Waiting } from '../waiting.tsx'

/** A finding is repaired, or accepted for a time; either way shown first with all that follows. */
export function RepairDialog({
  organisation,
  finding,
  close,
}: {
  readonly organisation: string
  readonly finding: FindingRow
  readonly close: () => void
}) {
  const { repairs, message } = finding
  const [chosen, choose] = useState(repairs[0]?.id ?? waive)
  const [reason, setReason] = useState('')
  const [person, setPerson] = useState<string>()
  const [days, setDays] = useState(90)
  const { data: model } = useQuery(modelQuery(organisation))
  const repair = repairs.find(({ id }) => id === chosen)
  const said = useDeferredValue(reason)
  const who = person ?? model?.people[0]?.id
  const edits = repair
    ? withReason(repair, said)
    : model && who !== undefined
      ? waiverOf(finding, model, who, said, days)
      : []
  const plan = usePlan(organisation, edits)
  const apply = useApply(organisation)
  const needsReason = !repair || repair.movesTarget
  const isReady = plan.data !== undefined && (!needsReason || reason.trim().length >= 3)
  return (
    <Dialog title={t('alignment.repair')} close={close}>
      <p>{message}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const comment = repair?.title ?? t('alignment.waiverFor', { check: finding.code })
          apply.mutate(
            { edits, comment: needsReason ? `${comment}: ${reason}` : comment },
            { onSuccess: close },
          )
        }}
      >
        <label className="field">
          <span>{t('alignment.wayOut')}</span>
          <select value={chosen} onChange={(event) => choose(event.target.value)}>
            {repairs.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
            <option value={waive}>{t('alignment.accept')}</option>
          </select>
        </label>
        {!repair && (
          <div className="field-row">
            <label className="field">
              <span>{t('alignment.acceptedBy')}</span>
              <select value={who} onChange={(event) => setPerson(event.target.value)}>
                {model?.people.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
            <label className="field">
              <span>{t('alignment.days')}</span>
              <input
                type="number"
                min={1}
                max={366}
                value={days}
                onChange={(event) => setDays(Number(event.target.value) || 1)}
              />
            </label>
          </div>
        )}
        {needsReason && (
          <label className="field">
            <span>{t('alignment.reason')}</span>
            <input
              value={reason}
              required
              minLength={3}
              placeholder={t(repair ? 'alignment.reasonTarget' : 'alignment.reasonWaiver')}
              onChange={(event) => setReason(event.target.value)}
            />
          </label>
        )}
        {plan.data ? (
          <PlanView plan={plan.data} />
        ) : plan.isError ? (
          <Fault error={plan.error} />
        ) : (
          <Waiting />
        )}
        {apply.isError && <Fault error={apply.error} />}
        <div className="dialog-foot">
          <button
            type="button"
            className="button"
            onClick={(event) => event.currentTarget.closest('dialog')?.close()}
          >
            {t('common.cancel')}
          </button>
          <button type="submit" className="button primary" disabled={!isReady || apply.isPending}>
            {t('alignment.make')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}

const waive = 'waive'

function withReason({ edits, movesTarget }: Repair, reason: string): readonly StrategyEdit[] {
  const own = edits as readonly StrategyEdit[]
  if (!movesTarget) return own
  const said = reason.trim() || '–'
  return own.map((edit) =>
    edit.kind === 'revise' ? { ...edit, fields: { ...edit.fields, reason: said } } : edit,
  )
}

function waiverOf(
  { code, subject }: FindingRow,
  { today }: Model,
  person: string,
  reason: string,
  days: number,
): readonly StrategyEdit[] {
  const until = new Date(Date.parse(`${today}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
  const fields = { person, reason: reason.trim() || '–', until }
  return [{ kind: 'add', item: 'waiver', id: subject.id, check: code, fields }]
}
