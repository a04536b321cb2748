import type { Plan } from '@keelson/server/answers'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { Fault } from '../parts/fault.tsx'
import { Answered, Page } from '../parts/page.tsx'
import { CodeEditor } from '../parts/strategy/code-editor.tsx'
import type { Mark } from '../parts/strategy/code-view.ts'
import { FileList } from '../parts/strategy/file-list.tsx'
import { StrategyConflicts } from '../parts/strategy/strategy-conflicts.tsx'
import { StrategyPlan } from '../parts/strategy/strategy-plan.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { addressOf, ask } from '../state/ask.ts'
import { strategyFileQuery, strategyFilesQuery } from '../state/queries.ts'
import type { StrategyDraft } from '../state/strategy-draft.ts'
import { sentFiles } from '../state/strategy-draft.ts'
import { useStrategyDraft } from '../state/use-strategy-draft.ts'
import { t } from '../state/words.ts'
import '../styles/strategy.css'

/** The strategy files, changed in the browser, planned and applied. */
export function StrategyPage() {
  const { organisation } = useParams({ from: '/$organisation/strategy' })
  return (
    <Page title={t('strategy.title')} lead={t('strategy.lead')}>
      <Answered query={useQuery(strategyFilesQuery(organisation))}>
        {({ base, files }) => (
          <Files
            key={organisation}
            organisation={organisation}
            base={base}
            names={files.map(({ path }) => path)}
          />
        )}
      </Answered>
    </Page>
  )
}

function Files({
  organisation,
  base,
  names,
}: {
  readonly organisation: string
  readonly base: number
  readonly names: readonly string[]
}) {
  const { file, at } = useSearch({ from: '/$organisation/strategy' })
  const navigate = useNavigate({ from: '/$organisation/strategy' })
  const own = useStrategyDraft(organisation, base)
  const { draft, conflicts, isKept, version } = own
  const path = file ?? names[0] ?? ''
  const stored = useQuery({
    ...strategyFileQuery(organisation, path),
    enabled: names.includes(path),
  })
  const plan = useMutation({
    mutationFn: (planned: StrategyDraft) =>
      ask<Plan>(addressOf(organisation, '/strategy/plan'), {
        method: 'POST',
        body: { base: planned.base, files: sentFiles(planned), whole: false },
      }),
  })
  const marks = useMemo(() => marksOf(plan.data, path), [plan.data, path])
  const before = names.includes(path) ? stored.data?.files[0]?.text : ''
  const mine = draft.files[path]
  return (
    <>
      {conflicts.length > 0 && <StrategyConflicts conflicts={conflicts} own={own} />}
      {!isKept && <p className="fault">{t('strategy.notKept')}</p>}
      <div className="strategy">
        <FileList
          names={names}
          draft={draft}
          selected={path}
          select={(next) => navigate({ search: (old) => ({ ...old, file: next, at: undefined }) })}
        />
        <div className="strategy-text">
          <div className="strategy-head">
            <code>{path}</code>
            {mine && (
              <button type="button" className="link" onClick={() => own.discard(path)}>
                {t('strategy.discard')}
              </button>
            )}
          </div>
          {mine || (before !== undefined && before !== null) ? (
            <CodeEditor
              path={path}
              // Opened anew where somebody else's text came in; what is typed here changes neither.
              version={`${version} ${mine?.before ?? before}`}
              text={mine?.text ?? before ?? ''}
              isReadOnly={false}
              marks={marks}
              line={at}
              changed={(text) => own.change(path, mine?.before ?? before ?? '', text)}
            />
          ) : stored.isError ? (
            <Fault error={stored.error} reset={() => stored.refetch()} />
          ) : (
            <Waiting />
          )}
          <p className="faint">{t('strategy.hint')}</p>
        </div>
        <StrategyPlan
          organisation={organisation}
          draft={draft}
          plan={plan}
          isBlocked={conflicts.length > 0}
          show={(name, line, column) =>
            navigate({ search: (old) => ({ ...old, file: name, at: `${line}:${column}` }) })
          }
          applied={() => {
            plan.reset()
            own.clear()
          }}
        />
      </div>
    </>
  )
}

const severities = { error: 'error', warning: 'warning' } as const

function marksOf(plan: Plan | undefined, path: string): readonly Mark[] {
  return (plan?.diagnostics ?? [])
    .filter(({ place }) => place.file === path)
    .map(({ message, severity, place: { line, column } }) => ({
      line,
      column,
      message,
      severity: severities[severity as keyof typeof severities] ?? 'info',
    }))
}
