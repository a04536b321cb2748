import { Refused } from '../state/ask.ts'
import { t } from '../state/words.ts'

/** What went wrong, in words, with the way out. */
export function Fault({ error, reset }: { readonly error: unknown; readonly reset?: () => void }) {
  const { title, text, wayOut } = wordsOf(error)
  return (
    <div className="fault" role="alert">
      <strong>{title}</strong>
      {text !== '' && <p>{text}</p>}
      {wayOut !== '' && <p>{wayOut}</p>}
      {reset && (
        <button type="button" className="button" onClick={reset}>
          {t('common.again')}
        </button>
      )}
    </div>
  )
}

function wordsOf(error: unknown): { title: string; text: string; wayOut: string } {
  if (!(error instanceof Refused)) return { title: t('common.broken'), text: String(error), wayOut: '' }
  if (error.status === 0) return { title: t('common.unreached'), text: t('common.unreachedMore'), wayOut: '' }
  const { title, detail, wayOut } = error.problem
  return { title, text: detail === title ? '' : detail, wayOut }
}
