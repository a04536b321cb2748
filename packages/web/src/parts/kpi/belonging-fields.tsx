import type { Model } from '@keelson/server/answers'
import { t } from '../../state/words.ts'
import { ChoiceField } from '../choice-field.tsx'

type Belonging = { readonly objective: string; readonly department: string; readonly owner: string }

/** What a KPI judges, and whom it belongs to; '' is none. */
export function BelongingFields({
  model,
  draft,
  change,
  noObjective,
}: {
  readonly model: Model
  readonly draft: Belonging
  readonly change: (part: Partial<Belonging>) => void
  /** What no objective is called; without it one must be chosen. */
  readonly noObjective?: string
}) {
  return (
    <>
      <ChoiceField
        label={t('kpi.objective')}
        value={draft.objective}
        items={model.objectives}
        change={(objective) => change({ objective })}
        {...(noObjective !== undefined && { none: noObjective })}
      />
      <div className="field-row">
        <ChoiceField
          label={t('kpi.department')}
          value={draft.department}
          items={model.departments}
          change={(department) => change({ department })}
          none={t('edits.company')}
        />
        <ChoiceField
          label={t('scorecard.owner')}
          value={draft.owner}
          items={model.people}
          change={(owner) => change({ owner })}
          none={t('edits.none')}
        />
      </div>
    </>
  )
}
