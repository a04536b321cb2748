import type { ImportDraft, ImportMapping, ImportPreview } from '@keelson/server/answers'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { moveImport, previewQuery } from '../../state/imports.ts'
import { tell } from '../../state/notices.ts'
import { t } from '../../state/words.ts'
import { Fault } from '../fault.tsx'
import { Answered } from '../page.tsx'
import { ImportCounts } from './import-counts.tsx'
import { ImportProblem } from './import-problem.tsx'
import { ImportValues } from './import-values.tsx'

/** What would come of the import, and what stands in the way of its rows; each fault is mended once for all of them. */
export function ImportResult({
  organisation,
  draft: { id, name },
  mapping,
  change,
  back,
}: {
  readonly organisation: string
  readonly draft: ImportDraft
  readonly mapping: ImportMapping
  readonly change: (mapping: ImportMapping) => void
  readonly back: () => void
}) {
  const client = useQueryClient()
  const head = useRef<HTMLHeadingElement>(null)
  const commit = useMutation({
    mutationFn: () => moveImport(organisation, id, 'commit'),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['of', organisation] })
      tell({
        text: t('imports.isCommitted', { name }),
        action: {
          name: t('imports.undo'),
          run: async () => {
            await moveImport(organisation, id, 'undo')
            await client.invalidateQueries({ queryKey: ['of', organisation] })
          },
        },
      })
    },
  })
  // Once it is being committed, how it is read is no longer said.
  const isOpen = commit.isIdle || commit.isError
  const query = useQuery({ ...previewQuery(organisation, id, mapping), enabled: isOpen })
  const mend = (next: ImportMapping) => {
    change(next)
    // What was mended is no longer there to have the focus.
    head.current?.focus()
  }
  return (
    <Answered query={query}>
      {(preview) => (
        <div aria-busy={query.isFetching}>
          <ImportCounts accounting={preview} />
          <Problems preview={preview} mapping={mapping} mend={mend} head={head} />
          <ImportValues preview={preview} />
          {commit.isError && <Fault error={commit.error} />}
          {query.isError && <Fault error={query.error} />}
          <div className="import-foot">
            <button type="button" className="button" onClick={back}>
              {t('imports.back')}
            </button>
            <button
              type="button"
              className="button primary"
              disabled={preview.written === 0 || commit.isPending || query.isPlaceholderData || query.isError}
              onClick={() => commit.mutate()}
            >
              {t('imports.commit', { count: preview.written })}
            </button>
            {preview.written === 0 && <span className="faint">{t('imports.nothingToWrite')}</span>}
            {preview.written > 0 && preview.rejected > 0 && (
              <span className="faint">{t('imports.restStays', { count: preview.rejected })}</span>
            )}
          </div>
        </div>
      )}
    </Answered>
  )
}

function Problems({
  preview: { problems, measures, departments },
  mapping,
  mend,
  head,
}: {
  readonly preview: ImportPreview
  readonly mapping: ImportMapping
  readonly mend: (mapping: ImportMapping) => void
  readonly head: React.RefObject<HTMLHeadingElement | null>
}) {
  return (
    <section>
      <h2 ref={head} tabIndex={-1}>
        {problems.length === 0
          ? t('imports.nothingToMend')
          : t('imports.problems', { count: problems.length })}
      </h2>
      {problems.length === 0 && <p className="empty">{t('imports.noProblems')}</p>}
      <ul className="import-problems">
        {problems.map((problem) => (
          <ImportProblem
            key={`${problem.code} ${problem.field} ${problem.text}`}
            problem={problem}
            mapping={mapping}
            known={problem.field === 'department' ? departments : measures}
            mend={mend}
          />
        ))}
      </ul>
    </section>
  )
}
