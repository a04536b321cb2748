import type { StrategyEdit } from '@keelson/core'
import { slug } from '@keelson/core'
import type { Model } from '@keelson/server/answers'
import { Link } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import { useApply, usePlan } from '../../state/edits.ts'
import { amountOf } from '../../state/kpi-draft.ts'
import { t } from '../../state/words.ts'
import { ChoiceField } from '../choice-field.tsx'
import { Dialog } from '../dialog.tsx'
import { Fault } from '../fault.tsx'
import { PlanView } from '../plan-view.tsx'
import { BelongingFields } from './belonging-fields.tsx'

const kinds = ['flow', 'stock', 'index', 'ratio', 'distinct-count', 'milestone', 'ordinal'] as const
const polarities = ['higher', 'lower'] as const
const asItems = (ids: readonly string[]) => ids.map((id) => ({ id, name: id }))

/** A KPI with a measure of its own: what is measured, which way is good, whom it belongs to, what it judges. */
export function NewKpiDialog({
  organisation,
  model,
  close,
}: {
  readonly organisation: string
  readonly model: Model
  readonly close: () => void
}) {
  const [draft, setDraft] = useState({
    name: '',
    unit: '%',
    kind: 'index',
    polarity: 'higher',
    formula: '',
    objective: model.objectives[0]?.id ?? '',
    department: '',
    owner: model.people[0]?.id ?? '',
    target: '',
  })
  const said = useDeferredValue(draft)
  const id = slug(said.name)
  const isTaken = model.kpis.some((kpi) => kpi.id === id)
  const edits = id === '' || isTaken ? [] : [editOf(id, said, model)]
  const plan = usePlan(organisation, edits)
  const apply = useApply(organisation)
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part })
  return (
    <Dialog title={t('edits.newKpi')} close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          apply.mutate({ edits, comment: t('edits.newKpiOf', { name: draft.name }) }, { onSuccess: close })
        }}
      >
        <label className="field">
          <span>{t('edits.name')}</span>
          <input value={draft.name} required onChange={(event) => change({ name: event.target.value })} />
        </label>
        {isTaken && <p className="bad">{t('edits.taken', { id })}</p>}
        <div className="field-row">
          <label className="field">
            <span>{t('kpi.unit')}</span>
            <input value={draft.unit} required onChange={(event) => change({ unit: event.target.value })} />
          </label>
          <ChoiceField
            label={t('kpi.kind')}
            value={draft.kind}
            items={asItems(kinds)}
            change={(kind) => change({ kind })}
          />
        </div>
        <div className="field-row">
          <ChoiceField
            label={t('kpi.polarity')}
            value={draft.polarity}
            items={asItems(polarities)}
            change={(polarity) => change({ polarity })}
          />
          <label className="field">
            <span>{t('edits.targetNew', { period: model.organisation.period })}</span>
            <input
              value={draft.target}
              inputMode="decimal"
              onChange={(event) => change({ target: event.target.value })}
            />
          </label>
        </div>
        <label className="field">
          <span>{t('edits.formula')}</span>
          <input
            value={draft.formula}
            list="measures"
            spellCheck={false}
            placeholder="revenue - operating-cost"
            onChange={(event) => change({ formula: event.target.value })}
          />
          <datalist id="measures">
            {model.measures.map((measure) => (
              <option key={measure.id} value={measure.id}>
                {measure.name}
              </option>
            ))}
          </datalist>
        </label>
        <BelongingFields model={model} draft={draft} change={change} />
        {plan.data && <PlanView plan={plan.data} />}
        {plan.data?.diagnostics.map(({ code, message }) => (
          <p key={`${code} ${message}`} className="bad">
            {message}
          </p>
        ))}
        {plan.isError && <Fault error={plan.error} />}
        {apply.isError && <Fault error={apply.error} />}
        <div className="dialog-foot">
          <Link to="/$organisation/smart" params={{ organisation }} className="button">
            {t('smart.open')}
          </Link>
          <button type="submit" className="button primary" disabled={!plan.data || apply.isPending}>
            {t('common.save')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}

type Draft = Readonly<
  Record<
    'name' | 'unit' | 'kind' | 'polarity' | 'formula' | 'objective' | 'department' | 'owner' | 'target',
    string
  >
>

function editOf(id: string, draft: Draft, { organisation, today }: Model): StrategyEdit {
  const { name, unit, kind, polarity, formula, objective, department, owner } = draft
  const value = amountOf(draft.target, unit)
  const fields = {
    name,
    objective,
    ...(department !== '' && { department }),
    ...(owner !== '' && { owner }),
    measure: { unit, kind, polarity, ...(formula.trim() !== '' && { formula: formula.trim() }) },
    ...(value !== undefined && { targets: [{ for: organisation.period, value, agreed: today }] }),
  }
  return { kind: 'add', item: 'kpi', id, fields }
}
