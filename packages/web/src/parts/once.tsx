import { t } from '../state/words.ts'

/** A secret that is shown this once. */
export function Once({ lead, secret }: { readonly lead: string; readonly secret: string }) {
  return (
    <div className="once">
      <p>{lead}</p>
      <p>
        <code>{secret}</code>
      </p>
      <button type="button" className="button" onClick={() => navigator.clipboard.writeText(secret)}>
        {t('people.copy')}
      </button>
    </div>
  )
}
