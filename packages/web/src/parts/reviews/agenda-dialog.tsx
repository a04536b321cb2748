import { useQuery } from '@tanstack/react-query'
import { agendaQuery } from '../../state/queries.ts'
import { reasonOf } from '../../state/review.ts'
import { t } from '../../state/words.ts'
import { Dialog } from '../dialog.tsx'
import { Answered } from '../page.tsx'
import { Scroll } from '../scroll.tsx'

/** What a review would talk about, before anybody opens it. */
export function AgendaDialog({
  organisation,
  cycle,
  period,
  close,
}: {
  readonly organisation: string
  readonly cycle: string
  readonly period: string
  readonly close: () => void
}) {
  const query = useQuery(agendaQuery(organisation, cycle, period))
  return (
    <Dialog title={`${t('reviews.agenda')} ${period}`} close={close}>
      <p className="faint">{t('reviews.agendaLead', { period })}</p>
      <Answered query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="empty">{t('reviews.agendaEmpty')}</p>
          ) : (
            <Scroll label={t('reviews.agenda')} className="agenda-preview">
              <ol>
                {items.map((item) => (
                  <li key={item.key}>
                    <strong>{item.title}</strong>
                    {item.reasons.map((reason) => (
                      <span key={`${reason.code} ${reason.text}`} className="faint block">
                        {reasonOf(reason)}
                      </span>
                    ))}
                  </li>
                ))}
              </ol>
            </Scroll>
          )
        }
      </Answered>
    </Dialog>
  )
}
