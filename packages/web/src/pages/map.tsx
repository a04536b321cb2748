import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { LinkDialog } from '../parts/map/link-dialog.tsx'
import { MapDrawing } from '../parts/map/map-drawing.tsx'
import { MapList } from '../parts/map/map-list.tsx'
import { MapPanel } from '../parts/map/map-panel.tsx'
import type { CausalLink } from '../parts/map/verdict.tsx'
import { MomentPicker } from '../parts/moment-picker.tsx'
import { Answered, Page } from '../parts/page.tsx'
import { mapQuery } from '../state/queries.ts'
import { saveMap } from '../state/save-map.ts'
import { t } from '../state/words.ts'
import '../styles/map.css'

/** What is thought to lead to what, and what the data say of it. */
export function MapPage() {
  const { organisation } = useParams({ from: '/$organisation/map' })
  const { asOf, node } = useSearch({ from: '/$organisation/map' })
  const navigate = useNavigate({ from: '/$organisation/map' })
  const query = useQuery(mapQuery(organisation, asOf))
  const [edited, edit] = useState<CausalLink | 'new'>()
  const choose = (id: string | undefined) =>
    navigate({ search: (old) => ({ ...old, node: id }), replace: true })
  return (
    <Page
      title={t('map.title')}
      lead={t('map.lead')}
      actions={
        query.data && (
          <>
            <MomentPicker />
            {asOf === undefined && (
              <button type="button" className="button" onClick={() => edit('new')}>
                {t('map.add')}
              </button>
            )}
            <button type="button" className="button" onClick={() => saveMap(organisation)}>
              {t('map.save')}
            </button>
          </>
        )
      }
    >
      <Answered query={query}>
        {(map) => (
          <>
            <div className={`map-room${node === undefined ? '' : ' has-panel'}`}>
              <MapDrawing map={map} chosen={node} choose={choose} />
              {node !== undefined && (
                <MapPanel
                  organisation={organisation}
                  map={map}
                  id={node}
                  close={() => choose(undefined)}
                  edit={asOf === undefined ? edit : undefined}
                />
              )}
            </div>
            <MapList map={map} edit={asOf === undefined ? edit : undefined} />
            {edited && (
              <LinkDialog organisation={organisation} map={map} link={edited} close={() => edit(undefined)} />
            )}
          </>
        )}
      </Answered>
    </Page>
  )
}
