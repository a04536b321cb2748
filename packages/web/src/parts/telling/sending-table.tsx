import { useQuery } from '@tanstack/react-query'
import { formatMoment } from '../../state/format.ts'
import { sendingsQuery, stateWords } from '../../state/telling.ts'
import { t } from '../../state/words.ts'
import { Fault } from '../fault.tsx'
import { Scroll } from '../scroll.tsx'
import { TestButton } from './test-button.tsx'

/** The last mails and chat messages, and what came of them. */
export function SendingTable({
  organisation,
  hasMail,
}: {
  readonly organisation: string
  readonly hasMail: boolean
}) {
  const sendings = useQuery(sendingsQuery(organisation))
  return (
    <section className="card" aria-labelledby="sendings">
      <h2 id="sendings">{t('telling.sendings')}</h2>
      {hasMail && <TestButton organisation={organisation} label={t('telling.testMail')} />}
      {sendings.isError && <Fault error={sendings.error} />}
      {sendings.data?.length === 0 && <p className="faint">{t('telling.sendingsNone')}</p>}
      {sendings.data !== undefined && sendings.data.length > 0 && (
        <Scroll label={t('telling.sendings')}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('telling.sendingAt')}</th>
                <th scope="col">{t('telling.sendingTo')}</th>
                <th scope="col">{t('telling.sendingState')}</th>
              </tr>
            </thead>
            <tbody>
              {sendings.data.map(({ id, to, state, at, fault }) => (
                <tr key={id}>
                  <td>{formatMoment(at)}</td>
                  <td>{to}</td>
                  <td>
                    {t(stateWords[state])}
                    {fault !== null && <span className="faint block">{fault}</span>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </section>
  )
}
