import type { ImportMapping } from '@keelson/server/answers'
import { useId, useState } from 'react'
import { formatNumber } from '../../state/format.ts'
import { mendingOf, type Problem, type Repair, repaired, unrepaired, wordOf } from '../../state/imports.ts'
import { t } from '../../state/words.ts'

type Known = readonly { readonly id: string; readonly name: string }[]
type Parts = {
  readonly problem: Problem
  readonly mapping: ImportMapping
  readonly mend: (mapping: ImportMapping) => void
}

/** What is wrong with some rows, which they are, and what mends all of them at once. */
export function ImportProblem({ problem, mapping, known, mend }: Parts & { readonly known: Known }) {
  const { text, message, count, rows } = problem
  const word = wordOf(problem)
  const more = count > rows.length ? ' …' : ''
  return (
    <li className="import-problem">
      <div>
        <strong>{word === undefined ? message : t(word, { text })}</strong>
        <p className="faint">
          {t('imports.rowsOf', { count, rows: rows.map((row) => formatNumber(row)).join(', ') + more })}
        </p>
      </div>
      <Mend problem={problem} mapping={mapping} known={known} mend={mend} />
    </li>
  )
}

function Mend({ problem, mapping, known, mend }: Parts & { readonly known: Known }) {
  const { field, text } = problem
  const kind = field as Repair['kind']
  const leave = () => mend(repaired(mapping, { kind, from: text, to: null }))
  switch (mendingOf(problem)) {
    case 'choose':
      return (
        <Choose
          problem={problem}
          known={known}
          take={(to) => mend(repaired(mapping, { kind, from: text, to }))}
          leave={leave}
        />
      )
    case 'write':
      return (
        <Write
          problem={problem}
          take={(to) => mend(repaired(mapping, { kind, from: text, to }))}
          leave={leave}
        />
      )
    case 'decimal':
      return (
        <div className="import-mend">
          <button type="button" className="button" onClick={() => mend({ ...mapping, decimal: ',' })}>
            {t('imports.comma')}
          </button>
          <button type="button" className="button" onClick={() => mend({ ...mapping, decimal: '.' })}>
            {t('imports.point')}
          </button>
        </div>
      )
    case 'dayOrder':
      return (
        <div className="import-mend">
          <button
            type="button"
            className="button"
            onClick={() => mend({ ...mapping, dayOrder: 'day-first' })}
          >
            {t('imports.dayFirst')}
          </button>
          <button
            type="button"
            className="button"
            onClick={() => mend({ ...mapping, dayOrder: 'month-first' })}
          >
            {t('imports.monthFirst')}
          </button>
        </div>
      )
    case 'again':
      return (
        <div className="import-mend">
          <button type="button" className="button" onClick={() => mend(unrepaired(mapping, kind, text))}>
            {t('imports.takeAgain')}
          </button>
        </div>
      )
    default:
      return null
  }
}

type Taking = {
  readonly problem: Problem
  readonly take: (to: string) => void
  readonly leave: () => void
}

function Choose({ problem: { text, choices }, known, take, leave }: Taking & { readonly known: Known }) {
  const id = useId()
  const [chosen, choose] = useState(choices[0]?.id ?? '')
  const near = new Set(choices.map((choice) => choice.id))
  const others = known.filter((one) => !near.has(one.id))
  return (
    <form
      className="import-mend"
      onSubmit={(event) => {
        event.preventDefault()
        if (chosen !== '') take(chosen)
      }}
    >
      <label htmlFor={id}>{t('imports.means', { text })}</label>
      <select id={id} value={chosen} onChange={({ target }) => choose(target.value)}>
        {chosen === '' && <option value="">{t('imports.chooseOne')}</option>}
        {choices.length > 0 && (
          <optgroup label={t('imports.likely')}>
            {choices.map((choice) => (
              <option key={choice.id} value={choice.id}>
                {choice.name}
              </option>
            ))}
          </optgroup>
        )}
        <optgroup label={t('imports.others')}>
          {others.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </optgroup>
      </select>
      <button type="submit" className="button" disabled={chosen === ''}>
        {t('imports.apply')}
      </button>
      <Leave text={text} leave={leave} />
    </form>
  )
}

function Write({ problem: { text }, take, leave }: Taking) {
  const id = useId()
  return (
    <form
      className="import-mend"
      onSubmit={(event) => {
        event.preventDefault()
        const written = String(new FormData(event.currentTarget).get('meant')).trim()
        if (written !== '') take(written)
      }}
    >
      <label htmlFor={id}>{t('imports.means', { text })}</label>
      <input id={id} name="meant" maxLength={100} required />
      <button type="submit" className="button">
        {t('imports.apply')}
      </button>
      <Leave text={text} leave={leave} />
    </form>
  )
}

function Leave({ text, leave }: { readonly text: string; readonly leave: () => void }) {
  return (
    <button
      type="button"
      className="button quiet"
      aria-label={t('imports.leaveOf', { text })}
      onClick={leave}
    >
      {t('imports.leave')}
    </button>
  )
}
