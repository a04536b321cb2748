import { Refused } from '../../state/ask.ts'
import { dismiss, tell, useNotices } from '../../state/notices.ts'
import { t } from '../../state/words.ts'

/** What was done a moment ago, and the way back. */
export function Notices() {
  const notices = useNotices()
  return (
    <div className="notices" role="status">
      {notices.map(({ id, text, action }) => (
        <div key={id} className="notice">
          <span>{text}</span>
          {action && (
            <button
              type="button"
              className="button"
              onClick={() => {
                dismiss(id)
                action.run().catch((error: unknown) => {
                  tell({ text: error instanceof Refused ? error.problem.title : String(error) })
                })
              }}
            >
              {action.name}
            </button>
          )}
          <button
            type="button"
            className="button quiet"
            aria-label={t('common.close')}
            onClick={() => dismiss(id)}
          >
            ×
          </button>
        </div>
      ))}
    </div>
  )
}
