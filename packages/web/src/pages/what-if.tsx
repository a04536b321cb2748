import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import { Answered, Page } from '../parts/page.tsx'
import { SeekForm } from '../parts/targets/seek-form.tsx'
import { WhatIfEffect } from '../parts/targets/what-if-effect.tsx'
import { WhatIfLevers } from '../parts/targets/what-if-levers.tsx'
import type { Changes } from '../state/what-if.ts'
import { changesIn, printChanges, whatIfQuery } from '../state/what-if.ts'
import { t } from '../state/words.ts'
import '../styles/what-if.css'

/** What would come of other drivers, with ranges; and which change of them closes a gap. Nothing is kept. */
export function WhatIfPage() {
  const { organisation } = useParams({ from: '/$organisation/what-if' })
  const { set } = useSearch({ from: '/$organisation/what-if' })
  const navigate = useNavigate({ from: '/$organisation/what-if' })
  const [changes, setChanges] = useState<Changes>(() => changesIn(set))
  const said = useDeferredValue(changes)
  const query = useQuery(whatIfQuery(organisation, said))
  const change = (next: Changes) => {
    setChanges(next)
    navigate({ search: (old) => ({ ...old, set: printChanges(next) }), replace: true })
  }
  return (
    <Page title={t('whatIf.title')} lead={t('whatIf.lead')}>
      <p className="scenario-mark">{t('whatIf.scenario')}</p>
      <Answered query={query}>
        {(answer) => (
          <div className="what-if">
            <WhatIfLevers answer={answer} changes={changes} change={change} />
            <SeekForm organisation={organisation} answer={answer} changes={changes} change={change} />
            <WhatIfEffect
              organisation={organisation}
              answer={answer}
              isChanged={Object.values(said).some((per) => per !== 0)}
            />
          </div>
        )}
      </Answered>
    </Page>
  )
}
