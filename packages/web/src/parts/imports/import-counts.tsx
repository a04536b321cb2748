import type { ImportPreview } from '@keelson/server/answers'
import { formatNumber } from '../../state/format.ts'
import { t } from '../../state/words.ts'

type Accounting = Pick<
  ImportPreview,
  'rowsIn' | 'created' | 'updated' | 'unchanged' | 'rejected' | 'blank' | 'columnsIn' | 'mapped' | 'ignored'
>

/** Where every value and every column of the file went. */
export function ImportCounts({ accounting }: { readonly accounting: Accounting }) {
  const { rowsIn, created, updated, unchanged, rejected, blank, columnsIn, mapped, ignored } = accounting
  const counts = [
    ['imports.rowsIn', rowsIn, ''],
    ['imports.created', created, '='],
    ['imports.updated', updated, '+'],
    ['imports.unchanged', unchanged, '+'],
    ['imports.rejected', rejected, '+'],
  ] as const
  return (
    <div className="card import-counts" role="status">
      <dl>
        {counts.map(([word, count, sign]) => (
          <div key={word}>
            <dt>{t(word)}</dt>
            <dd>
              {sign !== '' && (
                <span aria-hidden="true" className="faint">
                  {sign}
                </span>
              )}
              {formatNumber(count)}
            </dd>
          </div>
        ))}
      </dl>
      <p className="faint">
        {t('imports.columnsIn', {
          count: formatNumber(columnsIn),
          mapped: formatNumber(mapped.length),
          ignored: formatNumber(ignored.length),
        })}
        {ignored.length > 0 && ` (${ignored.slice(0, 20).join(', ')}${ignored.length > 20 ? ' …' : ''})`}
        {blank > 0 && ` · ${t('imports.blank', { count: blank, shown: formatNumber(blank) })}`}
      </p>
    </div>
  )
}
