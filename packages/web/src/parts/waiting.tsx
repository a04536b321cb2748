import { t } from '../state/words.ts'

/** Stands where something is being read. */
export function Waiting() {
  return (
    <div className="waiting" role="status">
      <span className="waiting-bar" />
      <span className="hidden">{t('common.waiting')}</span>
    </div>
  )
}
