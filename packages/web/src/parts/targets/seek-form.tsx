import type { WhatIf } from '@keelson/server/answers'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { formatNumber } from '../../state/format.ts'
import type { Changes } from '../../state/what-if.ts'
import { askSeek } from '../../state/what-if.ts'
import { t } from '../../state/words.ts'
import { ChoiceField } from '../choice-field.tsx'
import { Fault } from '../fault.tsx'

const usualMost = 20

/** The smallest change of the drivers in sight by which a target is met. */
export function SeekForm({
  organisation,
  answer,
  changes,
  change,
}: {
  readonly organisation: string
  readonly answer: WhatIf
  readonly changes: Changes
  readonly change: (changes: Changes) => void
}) {
  const [kpi, setKpi] = useState(answer.goals[0]?.kpi ?? '')
  const [most, setMost] = useState(usualMost)
  const levers = Object.keys(changes)
  const seek = useMutation({
    mutationFn: () => askSeek(organisation, kpi, levers, most / 100),
    onSuccess: ({ changes: found }) =>
      change(Object.fromEntries(found.map((one) => [one.measure, Math.round(one.change * 100_000) / 1000]))),
  })
  return (
    <section className="card" aria-labelledby="seek">
      <h2 id="seek">{t('whatIf.seek')}</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          seek.mutate()
        }}
      >
        <ChoiceField
          label={t('whatIf.goal')}
          value={kpi}
          items={answer.goals.map((one) => ({ id: one.kpi, name: one.name }))}
          change={setKpi}
        />
        <label className="field">
          <span>{t('whatIf.most')}</span>
          <input
            type="number"
            min={1}
            max={100}
            value={most}
            onChange={(event) => setMost(Number(event.target.value) || usualMost)}
          />
        </label>
        <button type="submit" className="button" disabled={levers.length === 0 || seek.isPending}>
          {t('whatIf.find')}
        </button>
      </form>
      <div role="status">
        {seek.data && (
          <p className={seek.data.isMet ? 'good' : 'bad'}>
            {t(seek.data.isMet ? 'whatIf.met' : 'whatIf.notMet', {
              before: formatNumber(seek.data.before, { isShort: true }),
              after: formatNumber(seek.data.after, { isShort: true }),
              target: formatNumber(seek.data.target, { isShort: true }),
            })}
          </p>
        )}
      </div>
      {seek.isError && <Fault error={seek.error} />}
    </section>
  )
}
