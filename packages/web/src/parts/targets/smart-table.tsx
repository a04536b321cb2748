import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { smartTargetsQuery } from '../../state/smart.ts'
import { t } from '../../state/words.ts'
import { Answered } from '../page.tsx'
import { Scroll } from '../scroll.tsx'
import { LetterMark } from './smart-letters.tsx'
import '../../styles/smart.css'

/** The letters of every target that binds now, those that fail first. */
export function SmartTable({ organisation }: { readonly organisation: string }) {
  const query = useQuery(smartTargetsQuery(organisation))
  return (
    <div className="smart-targets">
      <h2>{t('smart.targets')}</h2>
      <Answered query={query}>
        {({ targets }) => {
          const failures = (letters: (typeof targets)[number]['letters']) =>
            letters.filter(({ verdict }) => verdict === 'no').length
          return (
            <Scroll label={t('smart.targets')}>
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">{t('palette.kpi')}</th>
                    <th scope="col">{t('common.target')}</th>
                    <th scope="col">{t('smart.letters')}</th>
                    <th scope="col">{t('smart.why')}</th>
                  </tr>
                </thead>
                <tbody>
                  {targets
                    .toSorted((a, b) => failures(b.letters) - failures(a.letters))
                    .map(({ kpi, name, period, target, letters }) => (
                      <tr key={kpi}>
                        <th scope="row">
                          <Link to="/$organisation/kpis/$kpi" params={{ organisation, kpi }}>
                            {name}
                          </Link>
                        </th>
                        <td>
                          {target ?? '–'} <span className="faint">{period}</span>
                        </td>
                        <td className="letter-row">
                          {letters.map((letter) => (
                            <LetterMark key={letter.letter} letter={letter} />
                          ))}
                        </td>
                        <td className="smart-why">
                          {letters.find(({ verdict }) => verdict === 'no')?.message ?? ''}
                        </td>
                      </tr>
                    ))}
                </tbody>
              </table>
            </Scroll>
          )
        }}
      </Answered>
    </div>
  )
}
