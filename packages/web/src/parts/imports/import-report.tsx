import type { ImportRow } from '@keelson/server/answers'
import { Link } from '@tanstack/react-router'
import { t } from '../../state/words.ts'
import { ImportCounts } from './import-counts.tsx'
import { ImportUndo } from './import-undo.tsx'

/** What came of an import, with the way back. */
export function ImportReport({
  organisation,
  done: { id, name, state, accounting },
}: {
  readonly organisation: string
  readonly done: ImportRow
}) {
  const rejected = `/api/v1/organisations/${encodeURIComponent(organisation)}/imports/${id}/rejected.csv`
  return (
    <>
      <p className="import-done" role="status">
        {t(state === 'undone' ? 'imports.doneUndone' : 'imports.doneCommitted')}
      </p>
      {accounting && <ImportCounts accounting={accounting} />}
      <div className="import-foot">
        {state === 'committed' && <ImportUndo organisation={organisation} id={id} name={name} />}
        {accounting !== null && accounting.rejected > 0 && (
          <a className="button" href={rejected} download>
            {t('imports.getRejected')}
          </a>
        )}
        <Link className="button primary" to="/$organisation/scorecard" params={{ organisation }}>
          {t('imports.toScorecard')}
        </Link>
        <Link className="button" to="/$organisation/imports" params={{ organisation }}>
          {t('imports.another')}
        </Link>
      </div>
    </>
  )
}
