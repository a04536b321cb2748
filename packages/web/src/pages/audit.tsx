import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { AuditItem } from '../parts/administration/audit-item.tsx'
import { ChainState } from '../parts/administration/chain-state.tsx'
import { Fault } from '../parts/fault.tsx'
import { Page } from '../parts/page.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { actorName, auditQuery, kindName } from '../state/audit.ts'
import { modelQuery } from '../state/queries.ts'
import { t } from '../state/words.ts'
import '../styles/audit.css'

/** Everything that ever changed: by whom, when, from what to what; and whether the record of it is whole. */
export function AuditPage() {
  const { organisation } = useParams({ from: '/$organisation/audit' })
  const search = useSearch({ from: '/$organisation/audit' })
  const navigate = useNavigate({ from: '/$organisation/audit' })
  const query = useInfiniteQuery(auditQuery(organisation, search))
  const { data: model } = useQuery(modelQuery(organisation))
  const change = (part: Partial<typeof search>) =>
    navigate({ search: (old) => ({ ...old, ...part }), replace: true })
  const [first] = query.data?.pages ?? []
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <Page title={t('audit.title')} lead={t('audit.lead')}>
      <ChainState organisation={organisation} />
      <div className="toolbar audit-tools">
        <select
          aria-label={t('audit.kind')}
          value={search.kind ?? ''}
          onChange={(event) => change({ kind: event.target.value || undefined })}
        >
          <option value="">{t('audit.anyKind')}</option>
          {first?.kinds.map((kind) => (
            <option key={kind} value={kind}>
              {kindName(kind)}
            </option>
          ))}
        </select>
        <select
          aria-label={t('audit.actor')}
          value={search.actor ?? ''}
          onChange={(event) => change({ actor: event.target.value || undefined })}
        >
          <option value="">{t('audit.anyActor')}</option>
          {first?.actors.map(({ actor, name }) => (
            <option key={actor} value={actor}>
              {actorName(actor, name)}
            </option>
          ))}
        </select>
        <input
          type="search"
          className="search"
          list="audit-subjects"
          aria-label={t('audit.subject')}
          placeholder={t('audit.subject')}
          defaultValue={search.subject}
          onChange={(event) => change({ subject: event.target.value.trim() || undefined })}
        />
        <datalist id="audit-subjects">
          {[...(model?.kpis ?? []), ...(model?.objectives ?? []), ...(model?.people ?? [])].map(
            ({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ),
          )}
        </datalist>
        {(['from', 'to'] as const).map((side) => (
          <label key={side} className="inline">
            {t(side === 'from' ? 'audit.from' : 'audit.to')}
            <input
              type="date"
              value={search[side] ?? ''}
              onChange={(event) => change({ [side]: event.target.value || undefined })}
            />
          </label>
        ))}
      </div>
      {query.isError && <Fault error={query.error} reset={() => query.refetch()} />}
      {query.isPending && <Waiting />}
      {query.data && rows.length === 0 && <p className="empty">{t('audit.none')}</p>}
      <ol className="audit-list">
        {rows.map((row) => (
          <AuditItem key={row.seq} organisation={organisation} row={row} />
        ))}
      </ol>
      {query.hasNextPage && (
        <button
          type="button"
          className="button"
          disabled={query.isFetchingNextPage}
          onClick={() => query.fetchNextPage()}
        >
          {t('audit.more')}
        </button>
      )}
    </Page>
  )
}
