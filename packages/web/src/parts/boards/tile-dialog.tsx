import type { Model, Tile } from '@keelson/server/answers'
import { useState } from 'react'
import { placeFor } from '../../state/board-layout.ts'
import type { Grouping } from '../../state/queries.ts'
import { asGrouping } from '../../state/search.ts'
import { t } from '../../state/words.ts'
import { ChoiceField } from '../choice-field.tsx'
import { Dialog } from '../dialog.tsx'

type Kind = Tile['kind']

/** Chooses what a new tile shows. */
export function TileDialog({
  model,
  tiles,
  add,
  close,
}: {
  readonly model: Model
  readonly tiles: readonly Tile[]
  readonly add: (tile: Tile) => void
  readonly close: () => void
}) {
  const kinds = [
    { id: 'kpi', name: t('boards.kpi') },
    { id: 'overlay', name: t('boards.overlay') },
    { id: 'scorecard', name: t('boards.scorecard') },
    { id: 'alignment', name: t('boards.alignment') },
    { id: 'text', name: t('boards.text') },
  ]
  const [kind, setKind] = useState<Kind>('kpi')
  const [kpi, setKpi] = useState(model.kpis[0]?.id ?? '')
  const [other, setOther] = useState(model.kpis[1]?.id ?? '')
  const [by, setBy] = useState<Grouping>('perspective')
  const [group, setGroup] = useState('')
  const [text, setText] = useState('')
  const groups = {
    perspective: model.perspectives,
    department: model.departments,
    objective: model.objectives,
  }
  const submit = () => {
    const place = { id: crypto.randomUUID(), ...placeFor(tiles, kind) }
    if (kind === 'kpi') add({ ...place, kind, kpi })
    else if (kind === 'overlay') add({ ...place, kind, kpi, other })
    else if (kind === 'scorecard') add({ ...place, kind, by, ...(group !== '' && { group }) })
    else if (kind === 'text') add({ ...place, kind, text })
    else add({ ...place, kind })
    close()
  }
  const usesKpi = kind === 'kpi' || kind === 'overlay'
  return (
    <Dialog title={t('boards.add')} close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <ChoiceField
          label={t('boards.kind')}
          value={kind}
          items={kinds}
          change={(id) => setKind((kinds.find((one) => one.id === id)?.id ?? 'kpi') as Kind)}
        />
        {usesKpi && <ChoiceField label={t('boards.kpi')} value={kpi} items={model.kpis} change={setKpi} />}
        {kind === 'overlay' && (
          <ChoiceField label={t('boards.other')} value={other} items={model.kpis} change={setOther} />
        )}
        {kind === 'scorecard' && (
          <>
            <ChoiceField
              label={t('scorecard.by')}
              value={by}
              items={[
                { id: 'perspective', name: t('scorecard.perspective') },
                { id: 'department', name: t('scorecard.department') },
                { id: 'objective', name: t('scorecard.objective') },
              ]}
              change={(id) => {
                setBy(asGrouping(id) ?? 'perspective')
                setGroup('')
              }}
            />
            <ChoiceField
              label={t('boards.group')}
              value={group}
              items={groups[by]}
              change={setGroup}
              none={t('boards.all')}
            />
          </>
        )}
        {kind === 'text' && (
          <label className="field">
            <span>{t('boards.text')}</span>
            <textarea
              value={text}
              rows={5}
              maxLength={2000}
              onChange={(event) => setText(event.target.value)}
            />
          </label>
        )}
        <div className="dialog-foot">
          <button type="submit" className="button primary">
            {t('boards.add')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
