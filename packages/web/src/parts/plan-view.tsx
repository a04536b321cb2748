import type { EditsAnswer } from '@keelson/server/answers'
import { formatNumber, formatShare } from '../state/format.ts'
import { t } from '../state/words.ts'
import { type Status, StatusMark } from './status.tsx'

const mostRows = 8

/** What a change would do: the alignment score, findings, gaps and scores, before and after. */
export function PlanView({
  plan,
}: {
  readonly plan: Pick<EditsAnswer, 'alignment' | 'findings' | 'scores' | 'gaps' | 'changes'>
}) {
  const { alignment, findings, scores, gaps, changes } = plan
  const said = [
    ...findings.map(({ change, code, message }) => ({
      change,
      key: `${change} ${code} ${message}`,
      message,
    })),
  ]
  return (
    <div className="plan">
      <p className="plan-score">
        {t('edits.alignment')} <strong>{formatNumber(alignment.before)}</strong> →{' '}
        <strong
          className={
            alignment.after > alignment.before ? 'good' : alignment.after < alignment.before ? 'bad' : ''
          }
        >
          {formatNumber(alignment.after)}
        </strong>
      </p>
      {said.length > 0 && (
        <ul className="plain plan-findings">
          {said.slice(0, mostRows).map(({ change, key, message }) => (
            <li key={key}>
              <span className={`tag tag-${change}`}>
                {t(change === 'gone' ? 'edits.gone' : change === 'new' ? 'edits.new' : 'edits.changed')}
              </span>{' '}
              {message}
            </li>
          ))}
        </ul>
      )}
      {(scores.length > 0 || gaps.length > 0) && (
        <details>
          <summary>{t('edits.consequences', { scores: scores.length, gaps: gaps.length })}</summary>
          <table className="table">
            <tbody>
              {scores.slice(0, 30).map(({ kind, id, name, before, after, statusAfter }) => (
                <tr key={`${kind} ${id}`}>
                  <th scope="row">{name}</th>
                  <td className="number">{formatShare(before, 1)}</td>
                  <td className="number">{formatShare(after, 1)}</td>
                  <td>{statusAfter !== null && <StatusMark status={statusAfter as Status} />}</td>
                </tr>
              ))}
              {gaps.map(({ kpi, name, period, before, after }) => (
                <tr key={`gap ${kpi} ${period}`}>
                  <th scope="row">{t('edits.gapOf', { name, period })}</th>
                  <td className="number">{formatNumber(before)}</td>
                  <td className="number">{formatNumber(after)}</td>
                  <td />
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
      <details>
        <summary>{t('edits.changes', { count: changes.length })}</summary>
        <ul>
          {changes.map(({ kind, id, change, fields }) => (
            <li key={`${kind} ${id} ${change}`}>
              {kind} <strong>{id}</strong> {change}
              {fields.length > 0 &&
                `: ${fields.map(({ field, before = '–', after = '–' }) => `${field} ${before} → ${after}`).join('; ')}`}
            </li>
          ))}
        </ul>
      </details>
    </div>
  )
}
