import type { FormEvent } from 'react'
import { useState } from 'react'
import type { StrategyDraft } from '../../state/strategy-draft.ts'
import { faultOfPath } from '../../state/strategy-draft.ts'
import { t } from '../../state/words.ts'
import { Field } from '../field.tsx'

/** The strategy files by name, those of the draft marked, and a way to begin another. */
export function FileList({
  names,
  draft,
  selected,
  select,
}: {
  readonly names: readonly string[]
  readonly draft: StrategyDraft
  readonly selected: string
  readonly select: (path: string) => void
}) {
  const [fault, setFault] = useState<'form' | 'taken'>()
  const all = [...new Set([...names, ...Object.keys(draft.files), selected])].filter(Boolean).toSorted()
  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const path = String(new FormData(event.currentTarget).get('path')).trim()
    const wrong = faultOfPath(path, all)
    setFault(wrong)
    if (wrong !== undefined) return
    event.currentTarget.reset()
    select(path)
  }
  return (
    <nav className="strategy-files" aria-label={t('strategy.files')}>
      <ul className="plain">
        {all.map((path) => (
          <li key={path}>
            <button
              type="button"
              className="file"
              aria-current={path === selected ? 'true' : undefined}
              onClick={() => select(path)}
            >
              {path}
              {draft.files[path] && <span className="tag">{t('strategy.changed')}</span>}
            </button>
          </li>
        ))}
      </ul>
      <details>
        <summary>{t('strategy.newFile')}</summary>
        <form onSubmit={add}>
          <Field label={t('strategy.newName')} name="path" autoComplete="off" required />
          {fault !== undefined && (
            <p role="alert" className="bad">
              {t(fault === 'form' ? 'strategy.badName' : 'strategy.taken')}
            </p>
          )}
          <button type="submit" className="button">
            {t('strategy.add')}
          </button>
        </form>
      </details>
    </nav>
  )
}
