import type { Smart } from '@keelson/server/answers'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import { Fault } from '../parts/fault.tsx'
import { Page } from '../parts/page.tsx'
import { PlanView } from '../parts/plan-view.tsx'
import { SmartLetters } from '../parts/targets/smart-letters.tsx'
import { useApply, usePlan } from '../state/edits.ts'
import { formatAmount, formatDay, formatShare } from '../state/format.ts'
import { editsOfSmart, smartQuery } from '../state/smart.ts'
import { t } from '../state/words.ts'
import '../styles/smart.css'

const examples = [
  'increase cash flow by 15 % within the next fiscal year',
  'improve cash flow',
  'reduce customer churn to 1.5 % by the end of this fiscal year',
] as const

/** A target as a sentence: what it says, judged letter by letter, and taken over with what follows in sight. */
export function SmartPage() {
  const { organisation } = useParams({ from: '/$organisation/smart' })
  const { say = '' } = useSearch({ from: '/$organisation/smart' })
  const navigate = useNavigate({ from: '/$organisation/smart' })
  const [text, setText] = useState(say)
  const said = useDeferredValue(text)
  const query = useQuery(smartQuery(organisation, said))
  const write = (sentence: string) => {
    setText(sentence)
    navigate({ search: (old) => ({ ...old, say: sentence || undefined }), replace: true })
  }
  return (
    <Page title={t('smart.title')} lead={t('smart.lead')}>
      <label className="field smart-say">
        <span>{t('smart.say')}</span>
        <input
          value={text}
          maxLength={500}
          autoComplete="off"
          placeholder={examples[0]}
          onChange={(event) => write(event.target.value)}
        />
      </label>
      <p className="smart-examples">
        {t('smart.try')}{' '}
        {examples.map((one) => (
          <button key={one} type="button" className="link" lang="en" onClick={() => write(one)}>
            {one}
          </button>
        ))}
      </p>
      {query.isError && <Fault error={query.error} />}
      {said.trim() !== '' && query.data && (
        <Reading key={said} organisation={organisation} smart={query.data} text={said} />
      )}
    </Page>
  )
}

function Reading({
  organisation,
  smart,
  text,
}: {
  readonly organisation: string
  readonly smart: Smart
  readonly text: string
}) {
  const edits = editsOfSmart(smart)
  const plan = usePlan(organisation, edits)
  const apply = useApply(organisation)
  return (
    <div className="smart">
      <section className="card" aria-labelledby="smart-understood">
        <h2 id="smart-understood">{t('smart.understood')}</h2>
        <p className="smart-tokens" lang="en">
          {smart.tokens.map(({ text: word, role }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a word has no other name than its place.
            <span key={at} className={`token token-${role}`} title={role}>
              {word}
            </span>
          ))}
        </p>
        <Facts organisation={organisation} smart={smart} />
      </section>
      <section className="card" aria-labelledby="smart-letters">
        <h2 id="smart-letters">{t('smart.letters')}</h2>
        <SmartLetters letters={smart.letters} />
      </section>
      <section className="card smart-take" aria-labelledby="smart-take">
        <h2 id="smart-take">{t('smart.take')}</h2>
        {smart.edit === null ? (
          <p className="faint">{t('smart.notYet')}</p>
        ) : (
          <>
            {plan.data && <PlanView plan={plan.data} />}
            {plan.isError && <Fault error={plan.error} />}
            {apply.isError && <Fault error={apply.error} />}
            <div className="dialog-foot">
              <button
                type="button"
                className="button primary"
                disabled={!plan.data || apply.isPending}
                onClick={() => apply.mutate({ edits, comment: text })}
              >
                {t('smart.make')}
              </button>
            </div>
          </>
        )}
      </section>
    </div>
  )
}

function Facts({ organisation, smart }: { readonly organisation: string; readonly smart: Smart }) {
  const { kpi, measure, baseline, baselineOf, target, due, period, chance, unit } = smart
  const facts = [
    [
      t('palette.kpi'),
      kpi ? (
        <Link key={kpi.id} to="/$organisation/kpis/$kpi" params={{ organisation, kpi: kpi.id }}>
          {kpi.name}
        </Link>
      ) : (
        measure?.text
      ),
    ],
    [
      t('smart.baseline'),
      baseline === null
        ? undefined
        : `${formatAmount(baseline, unit ?? '', { digits: 7 })}${baselineOf === null ? '' : ` (${baselineOf})`}`,
    ],
    [t('common.target'), target ?? undefined],
    [t('smart.due'), due === null ? undefined : `${formatDay(due)}${period === null ? '' : ` (${period})`}`],
    [t('smart.chance'), chance === null ? undefined : formatShare(chance)],
  ] as const
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value ?? <span className="faint">{t('smart.notSaid')}</span>}</dd>
        </div>
      ))}
    </dl>
  )
}
