import type { Member, Model } from '@keelson/server/answers'
import type { MessageId } from '../../state/words.ts'
import { t } from '../../state/words.ts'
import { CheckList } from '../check-list.tsx'
import { ChoiceField } from '../choice-field.tsx'

/** What a member may do, and who they are in the strategy. */
export type Rights = Pick<Member, 'roles' | 'person' | 'department'>
type Role = Rights['roles'][number]

const roles = [
  ['viewer', 'people.viewer'],
  ['contributor', 'people.contributor'],
  ['kpi-owner', 'people.kpiOwner'],
  ['department-head', 'people.departmentHead'],
  ['strategy-administrator', 'people.administrator'],
  ['auditor', 'people.auditor'],
  ['connector-administrator', 'people.connectors'],
] as const satisfies readonly (readonly [Role, MessageId])[]

/** What a member may do, and who they are in the strategy. */
export function MemberFields({
  model,
  draft,
  change,
}: {
  readonly model: Model
  readonly draft: Rights
  readonly change: (draft: Rights) => void
}) {
  return (
    <>
      <CheckList
        legend={t('people.roles')}
        items={roles.map(([id, words]) => ({ id, name: t(words) }))}
        chosen={draft.roles}
        change={(chosen) => change({ ...draft, roles: [...chosen] })}
      />
      <div className="field-row">
        <ChoiceField
          label={t('people.person')}
          value={draft.person ?? ''}
          items={model.people}
          change={(person) => change({ ...draft, person: person || null })}
          none={t('edits.none')}
        />
        <ChoiceField
          label={t('kpi.department')}
          value={draft.department ?? ''}
          items={model.departments}
          change={(department) => change({ ...draft, department: department || null })}
          none={t('edits.none')}
        />
      </div>
    </>
  )
}
