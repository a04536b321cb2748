import type { OwnDraft } from '../../state/use-strategy-draft.ts'
import { t } from '../../state/words.ts'

/** Files that two changed at once: one of both texts is chosen for each. */
export function StrategyConflicts({
  conflicts,
  own,
}: {
  readonly conflicts: readonly string[]
  readonly own: OwnDraft
}) {
  return (
    <div className="fault" role="alert">
      <strong>{t('strategy.staleHead')}</strong>
      <p>{t('strategy.staleMore')}</p>
      <ul className="plain">
        {conflicts.map((path) => (
          <li key={path} className="conflict">
            <code>{path}</code>
            <button type="button" className="button" onClick={() => own.keepMine(path)}>
              {t('strategy.keepMine')}
            </button>
            <button type="button" className="button" onClick={() => own.discard(path)}>
              {t('strategy.takeTheirs')}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
