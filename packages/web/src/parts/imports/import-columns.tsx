import type { ImportDraft, ImportMapping } from '@keelson/server/answers'
import { useId, useState } from 'react'
import { formatNumber, formatShare } from '../../state/format.ts'
import { type ColumnRole, numbered, roles } from '../../state/imports.ts'
import { t } from '../../state/words.ts'
import { Scroll } from '../scroll.tsx'
import { ImportHead } from './import-head.tsx'

/** Which sheet and row of headings are meant, and what each column holds. */
export function ImportColumns({
  draft,
  choose,
  done,
}: {
  readonly draft: ImportDraft
  readonly choose: (choice: { readonly sheet?: number; readonly headerRow?: number }) => void
  readonly done: (mapping: ImportMapping) => void
}) {
  const { columns: read, mapping } = draft
  const [columns, setColumns] = useState(mapping.columns)
  const [decimal, setDecimal] = useState(mapping.decimal)
  const [dayOrder, setDayOrder] = useState(mapping.dayOrder)
  const lacking = lackOf(columns)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (lacking === undefined) done({ ...mapping, columns, decimal, dayOrder })
      }}
    >
      <ImportHead draft={draft} choose={choose} />
      <h2>{t('imports.columns')}</h2>
      <Scroll label={t('imports.columns')}>
        <table className="table import-columns">
          <caption className="hidden">{t('imports.columns')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('imports.heading')}</th>
              <th scope="col">{t('imports.samples')}</th>
              <th scope="col">{t('imports.holds')}</th>
              <th scope="col">{t('imports.confidence')}</th>
            </tr>
          </thead>
          <tbody>
            {numbered(read).map(({ number, item: { heading, samples, confidence } }) => (
              <tr key={number}>
                <th scope="row">{heading || t('imports.untitled', { number })}</th>
                <td className="import-samples">{samples.join(' · ')}</td>
                <td>
                  <select
                    aria-label={t('imports.holdsOf', { name: heading || String(number) })}
                    value={columns[number - 1] ?? 'ignored'}
                    onChange={({ target }) =>
                      setColumns(columns.with(number - 1, target.value as ColumnRole))
                    }
                  >
                    {roles.map(([role, word]) => (
                      <option key={role} value={role}>
                        {t(word)}
                      </option>
                    ))}
                  </select>
                </td>
                <td>
                  {columns[number - 1] !== mapping.columns[number - 1]
                    ? t('imports.yours')
                    : confidence === 0
                      ? '–'
                      : formatShare(confidence)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <div className="field-row import-marks">
        <Select
          label={t('imports.decimal')}
          value={decimal}
          change={(value) => setDecimal(value as typeof decimal)}
          items={[
            ['either', t('imports.either')],
            [',', t('imports.comma')],
            ['.', t('imports.point')],
          ]}
        />
        <Select
          label={t('imports.dayOrder')}
          value={dayOrder}
          change={(value) => setDayOrder(value as typeof dayOrder)}
          items={[
            ['either', t('imports.either')],
            ['day-first', t('imports.dayFirst')],
            ['month-first', t('imports.monthFirst')],
          ]}
        />
      </div>
      <p role="status" className="faint">
        {lacking ??
          t('imports.accounted', {
            mapped: formatNumber(columns.filter((role) => role !== 'ignored').length),
            ignored: formatNumber(columns.filter((role) => role === 'ignored').length),
          })}
      </p>
      <button type="submit" className="button primary" disabled={lacking !== undefined}>
        {t('imports.show')}
      </button>
    </form>
  )
}

function Select({
  label,
  value,
  items,
  change,
}: {
  readonly label: string
  readonly value: string
  readonly items: readonly (readonly [string, string])[]
  readonly change: (value: string) => void
}) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={({ target }) => change(target.value)}>
        {items.map(([key, name]) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </select>
    </div>
  )
}

/** What is still to be said of the columns. */
function lackOf(columns: readonly ColumnRole[]): string | undefined {
  const count = (role: ColumnRole) => columns.filter((one) => one === role).length
  const isWide = count('values') > 0
  if (count('measure') !== 1) return t('imports.lackMeasure')
  if (isWide && count('value') + count('period') > 0) return t('imports.lackOneForm')
  if (!isWide && count('period') !== 1) return t('imports.lackPeriod')
  if (!isWide && count('value') !== 1) return t('imports.lackValue')
  return count('department') > 1 || count('note') > 1 ? t('imports.lackOnce') : undefined
}
