import type { StrategyEdit } from '@keelson/core'
import type { StrategyMap } from '@keelson/server/answers'
import { useState } from 'react'
import { useApply, usePlan } from '../../state/edits.ts'
import { t } from '../../state/words.ts'
import { Dialog } from '../dialog.tsx'
import { Fault } from '../fault.tsx'
import { PlanView } from '../plan-view.tsx'
import type { CausalLink } from './verdict.tsx'

/** Makes, changes or removes a causal link. */
export function LinkDialog({
  organisation,
  map,
  link,
  close,
}: {
  readonly organisation: string
  readonly map: StrategyMap
  readonly link: CausalLink | 'new'
  readonly close: () => void
}) {
  const old = link === 'new' ? undefined : link
  const [from, setFrom] = useState(old?.from ?? map.nodes[0]?.id ?? '')
  const [to, setTo] = useState(old?.to ?? map.nodes[1]?.id ?? '')
  const [sign, setSign] = useState<'+' | '-'>(old?.sign === -1 ? '-' : '+')
  const [lag, setLag] = useState(old?.lag ?? '1 quarter')
  const fields = { sign, lag: lag.trim() === '' ? null : lag.trim() }
  const edit: StrategyEdit = old
    ? { kind: 'set', item: 'causal-link', id: old.from, to: old.to, fields }
    : { kind: 'add', item: 'causal-link', id: from, to, fields: lag.trim() === '' ? { sign } : fields }
  const remove: readonly StrategyEdit[] = old
    ? [{ kind: 'remove', item: 'causal-link', id: old.from, to: old.to }]
    : []
  const isTwice = !old && map.links.some((one) => one.from === from && one.to === to)
  const isSound = from !== to && !isTwice
  const plan = usePlan(organisation, isSound ? [edit] : [])
  const apply = useApply(organisation)
  const name = (id: string) => map.nodes.find((node) => node.id === id)?.name ?? id
  const comment = t('map.linkOf', { from: name(from), to: name(to) })
  const nodes = (value: string, change: (id: string) => void, label: string) => (
    <label className="field">
      <span>{label}</span>
      <select value={value} disabled={old !== undefined} onChange={(event) => change(event.target.value)}>
        {map.nodes.map((node) => (
          <option key={node.id} value={node.id}>
            {node.name}
          </option>
        ))}
      </select>
    </label>
  )
  return (
    <Dialog title={t(old ? 'map.change' : 'map.add')} close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          apply.mutate({ edits: [edit], comment }, { onSuccess: close })
        }}
      >
        {nodes(from, setFrom, t('map.cause'))}
        {nodes(to, setTo, t('map.effectOn'))}
        <div className="field-row">
          <label className="field">
            <span>{t('map.sign')}</span>
            <select value={sign} onChange={(event) => setSign(event.target.value === '-' ? '-' : '+')}>
              <option value="+">{t('map.more')}</option>
              <option value="-">{t('map.less')}</option>
            </select>
          </label>
          <label className="field">
            <span>{t('map.lag')}</span>
            <input value={lag} onChange={(event) => setLag(event.target.value)} placeholder="1 quarter" />
          </label>
        </div>
        {!isSound && <p className="bad">{t(isTwice ? 'map.twice' : 'map.same')}</p>}
        {plan.data && <PlanView plan={plan.data} />}
        {plan.isError && <Fault error={plan.error} />}
        {apply.isError && <Fault error={apply.error} />}
        <div className="dialog-foot">
          {old && (
            <button
              type="button"
              className="button"
              disabled={apply.isPending}
              onClick={() => apply.mutate({ edits: remove, comment }, { onSuccess: close })}
            >
              {t('map.remove')}
            </button>
          )}
          <button type="submit" className="button primary" disabled={!plan.data || apply.isPending}>
            {t('common.save')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
