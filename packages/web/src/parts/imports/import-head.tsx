import type { ImportDraft } from '@keelson/server/answers'
import { useId } from 'react'
import { formatNumber } from '../../state/format.ts'
import { numbered } from '../../state/imports.ts'
import { t } from '../../state/words.ts'
import { Scroll } from '../scroll.tsx'

/** The first rows of a sheet; the row of the headings is chosen, and the sheet where there are several. */
export function ImportHead({
  draft,
  choose,
}: {
  readonly draft: ImportDraft
  readonly choose: (choice: { readonly sheet?: number; readonly headerRow?: number }) => void
}) {
  const { sheets, head, mapping, notes } = draft
  const { sheet, headerRow } = mapping
  const id = useId()
  const shown = sheets[sheet]
  const told = [
    shown && shown.formulas > 0 && t('imports.formulas', { count: shown.formulas }),
    shown && shown.merged > 0 && t('imports.merged', { count: shown.merged }),
    ...notes.map((what) => t('imports.notRead', { what })),
  ].filter((one) => typeof one === 'string')
  return (
    <>
      <div className="toolbar">
        {sheets.length > 1 && (
          <label className="inline">
            {t('imports.sheet')}
            <select value={sheet} onChange={({ target }) => choose({ sheet: Number(target.value) })}>
              {numbered(sheets).map(({ number, item: { name, isHidden, rows } }) => (
                <option key={number} value={number - 1}>
                  {t(isHidden ? 'imports.sheetHidden' : 'imports.sheetRows', {
                    name,
                    rows: formatNumber(rows),
                  })}
                </option>
              ))}
            </select>
          </label>
        )}
        <label className="inline" htmlFor={id}>
          {t('imports.headerRow')}
          <select
            id={id}
            value={headerRow}
            onChange={({ target }) => choose({ sheet, headerRow: Number(target.value) })}
          >
            {numbered(Array(Math.max(head.length, headerRow)).fill('')).map(({ number }) => (
              <option key={number} value={number}>
                {number}
              </option>
            ))}
          </select>
        </label>
      </div>
      {told.length > 0 && (
        <ul className="import-notes">
          {told.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      )}
      <Scroll label={t('imports.firstRows')}>
        <table className="table import-head">
          <caption className="hidden">{t('imports.firstRows')}</caption>
          <tbody>
            {numbered(head).map(({ number, item: cells }) => (
              <tr key={number} className={number === headerRow ? 'is-header' : ''}>
                <th scope="row">{number}</th>
                {numbered(cells).map(({ number: column, item: cell }) => (
                  <td key={column}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  )
}
