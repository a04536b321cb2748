import type { WhatIf } from '@keelson/server/answers'
import type { Changes } from '../../state/what-if.ts'
import { t } from '../../state/words.ts'

const most = 50

/** Drivers with a slider and a number each, in per cent of what is forecast. */
export function WhatIfLevers({
  answer,
  changes,
  change,
}: {
  readonly answer: WhatIf
  readonly changes: Changes
  readonly change: (changes: Changes) => void
}) {
  const chosen = Object.keys(changes)
  const nameOf = (measure: string) => answer.levers.find((one) => one.measure === measure)?.name ?? measure
  const without = (measure: string) => {
    const { [measure]: _, ...others } = changes
    return others
  }
  return (
    <section className="card" aria-labelledby="levers">
      <h2 id="levers">{t('whatIf.levers')}</h2>
      {chosen.length === 0 && <p className="faint">{t('whatIf.noLevers')}</p>}
      {chosen.map((measure) => {
        const per = changes[measure] ?? 0
        const name = nameOf(measure)
        return (
          <div key={measure} className="lever">
            <label htmlFor={`lever-${measure}`}>{name}</label>
            <input
              id={`lever-${measure}`}
              type="range"
              min={-most}
              max={most}
              step={1}
              value={Math.max(-most, Math.min(most, per))}
              aria-valuetext={`${per} %`}
              onChange={(event) => change({ ...changes, [measure]: Number(event.target.value) })}
            />
            <input
              type="number"
              step="any"
              min={-100}
              max={1000}
              aria-label={t('whatIf.percentOf', { name })}
              value={per}
              onChange={(event) => change({ ...changes, [measure]: Number(event.target.value) })}
            />
            <span aria-hidden="true">%</span>
            <button
              type="button"
              className="button quiet"
              aria-label={t('whatIf.remove', { name })}
              onClick={() => change(without(measure))}
            >
              ×
            </button>
          </div>
        )
      })}
      <label className="field">
        <span>{t('whatIf.add')}</span>
        <select value="" onChange={(event) => change({ ...changes, [event.target.value]: 0 })}>
          <option value="">–</option>
          {answer.levers
            .filter(({ measure }) => !chosen.includes(measure))
            .map(({ measure, name }) => (
              <option key={measure} value={measure}>
                {name}
              </option>
            ))}
        </select>
      </label>
    </section>
  )
}
