import type { ImportDraft, ImportMapping } from '@keelson/server/answers'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { ImportColumns } from '../parts/imports/import-columns.tsx'
import { ImportReport } from '../parts/imports/import-report.tsx'
import { ImportResult } from '../parts/imports/import-result.tsx'
import { Answered, Page } from '../parts/page.tsx'
import { draftQuery } from '../state/imports.ts'
import { t } from '../state/words.ts'
import '../styles/imports.css'

const steps = ['imports.stepFile', 'imports.stepColumns', 'imports.stepResult', 'imports.stepDone'] as const

/** An import from the file to the report, a step after the other. */
export function ImportPage() {
  const { organisation, import: id } = useParams({ from: '/$organisation/imports/$import' })
  const [choice, choose] = useState<{ readonly sheet?: number; readonly headerRow?: number }>({})
  const query = useQuery(draftQuery(organisation, id, choice))
  return (
    <Page
      title={query.data?.name ?? t('imports.title')}
      lead={
        <Link to="/$organisation/imports" params={{ organisation }}>
          {t('imports.all')}
        </Link>
      }
    >
      <Answered query={query}>
        {(draft) => <Steps key={id} organisation={organisation} draft={draft} choose={choose} />}
      </Answered>
    </Page>
  )
}

function Steps({
  organisation,
  draft,
  choose,
}: {
  readonly organisation: string
  readonly draft: ImportDraft
  readonly choose: (choice: { readonly sheet?: number; readonly headerRow?: number }) => void
}) {
  const [said, say] = useState<ImportMapping | undefined>(
    draft.state === 'previewed' ? draft.mapping : undefined,
  )
  const isDone = draft.state === 'committed' || draft.state === 'undone'
  const at = isDone ? 3 : said ? 2 : 1
  return (
    <>
      <ol className="import-steps">
        {steps.map((step, index) => (
          <li
            key={step}
            {...(index === at && { 'aria-current': 'step' })}
            className={index < at ? 'is-past' : ''}
          >
            {t(step)}
          </li>
        ))}
      </ol>
      {isDone ? (
        <ImportReport organisation={organisation} done={draft} />
      ) : said ? (
        <ImportResult
          organisation={organisation}
          draft={draft}
          mapping={said}
          change={say}
          back={() => say(undefined)}
        />
      ) : (
        <ImportColumns
          key={`${draft.mapping.sheet} ${draft.mapping.headerRow}`}
          draft={draft}
          choose={choose}
          done={say}
        />
      )}
    </>
  )
}
