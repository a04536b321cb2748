import type { Chain } from '@keelson/server/answers'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { addressOf, ask } from '../../state/ask.ts'
import { chainQuery } from '../../state/audit.ts'
import { formatMoment } from '../../state/format.ts'
import { t } from '../../state/words.ts'
import { Answered } from '../page.tsx'

/** How far the chain of events was verified, when, and the way to have all of it verified again. */
export function ChainState({ organisation }: { readonly organisation: string }) {
  const client = useQueryClient()
  const { queryKey } = chainQuery(organisation)
  const again = useMutation({
    mutationFn: () => ask<Chain>(addressOf(organisation, '/audit/chain', { whole: true })),
    onSuccess: (state) => client.setQueryData(queryKey, state),
  })
  return (
    <section className="card chain" aria-labelledby="chain">
      <div>
        <h2 id="chain">{t('audit.chain')}</h2>
        <Answered query={useQuery(chainQuery(organisation))}>
          {({ verified, head, at, brokenAt }) => (
            <p className={brokenAt === null ? 'good' : 'bad'}>
              {brokenAt === null
                ? t('audit.chainWhole', { verified, head, when: formatMoment(at) })
                : t('audit.chainBroken', { at: brokenAt, when: formatMoment(at) })}
            </p>
          )}
        </Answered>
      </div>
      <div className="page-actions">
        <button type="button" className="button" disabled={again.isPending} onClick={() => again.mutate()}>
          {t('audit.verify')}
        </button>
        <a className="button" href={`/api/v1${addressOf(organisation, '/archive')}`} download>
          {t('audit.archive')}
        </a>
      </div>
    </section>
  )
}
