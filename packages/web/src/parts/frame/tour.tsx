import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { addressOf, ask } from '../../state/ask.ts'
import { tell } from '../../state/notices.ts'
import { alignmentQuery } from '../../state/queries.ts'
import { doneSteps, putTourAway, tourSteps, useTourPutAway } from '../../state/tour.ts'
import { t } from '../../state/words.ts'
import { Fault } from '../fault.tsx'
import { SureButton } from '../sure-button.tsx'
import '../../styles/tour.css'

/** The seven practices, each ending in a real change of the demo company; what is done is told by the report itself. */
export function Tour({ organisation }: { readonly organisation: string }) {
  const isAway = useTourPutAway(organisation)
  const { data } = useQuery(alignmentQuery(organisation))
  const done = data ? doneSteps(data.findings) : tourSteps.map(() => false)
  const count = done.filter(Boolean).length
  const next = done.indexOf(false)
  if (isAway)
    return (
      <p className="tour-away">
        <button type="button" className="link" onClick={() => putTourAway(organisation, false)}>
          {t('tour.show')}
        </button>
      </p>
    )
  return (
    <section className="card tour" aria-labelledby="tour">
      <div className="tour-head">
        <h2 id="tour">{t(next < 0 ? 'tour.over' : 'tour.title')}</h2>
        <span className="faint">{data && t('tour.progress', { count, of: tourSteps.length })}</span>
        <span className="tour-acts">
          <Reset organisation={organisation} />
          <button type="button" className="button quiet" onClick={() => putTourAway(organisation, true)}>
            {t('tour.putAway')}
          </button>
        </span>
      </div>
      <ol className="tour-steps">
        {tourSteps.map(({ check, subject, to, name, text }, at) => (
          <li key={check} className={done[at] ? 'is-done' : at === next ? 'is-next' : ''}>
            <span aria-hidden="true">{done[at] ? '●' : '○'}</span>
            <div>
              <Link
                to={to}
                params={{ organisation }}
                search={{ tour: String(at + 1), open: `${check}:${subject}` } as never}
              >
                {t(name)}
              </Link>
              {done[at] && <span className="hidden"> {t('tour.done')}</span>}
              {at === next && <span className="block faint">{t(text)}</span>}
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Reset({ organisation }: { readonly organisation: string }) {
  const client = useQueryClient()
  const reset = useMutation({
    mutationFn: () =>
      ask(addressOf(organisation, '/demo/reset'), {
        method: 'POST',
        headers: { 'idempotency-key': crypto.randomUUID() },
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['of', organisation] })
      tell({ text: t('tour.wasReset') })
    },
  })
  return (
    <>
      <SureButton
        name={t('tour.reset')}
        sure={t('tour.sureReset')}
        about={t('shell.demo')}
        isBusy={reset.isPending}
        act={() => reset.mutate()}
      />
      {reset.isError && <Fault error={reset.error} />}
    </>
  )
}

/** While a step is being taken: what it is about and, once it is done, the way to the next. */
export function TourLine({ organisation, step }: { readonly organisation: string; readonly step: number }) {
  const { data } = useQuery(alignmentQuery(organisation))
  const own = tourSteps[step - 1]
  if (!own) return null
  const isDone = data !== undefined && (doneSteps(data.findings)[step - 1] ?? false)
  return (
    <div className="banner tour-line" role="status">
      <strong>{t('tour.step', { step, of: tourSteps.length })}</strong> {t(isDone ? 'tour.done' : own.text)}{' '}
      <Link to="/$organisation" params={{ organisation }}>
        {t('tour.back')}
      </Link>
    </div>
  )
}
