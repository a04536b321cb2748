import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Fault } from '../parts/fault.tsx'
import { FileDrop } from '../parts/imports/file-drop.tsx'
import { ImportUndo } from '../parts/imports/import-undo.tsx'
import { Answered, Page } from '../parts/page.tsx'
import { Scroll } from '../parts/scroll.tsx'
import { formatMoment, formatNumber } from '../state/format.ts'
import { importsQuery, sampleFile, sendFile } from '../state/imports.ts'
import { t } from '../state/words.ts'
import '../styles/imports.css'

const stateWords = {
  uploaded: 'imports.stateUploaded',
  previewed: 'imports.statePreviewed',
  committed: 'imports.stateCommitted',
  undone: 'imports.stateUndone',
} as const

/** A new import, and those that were made. */
export function ImportsPage() {
  const { organisation } = useParams({ from: '/$organisation/imports' })
  const query = useQuery(importsQuery(organisation))
  const navigate = useNavigate()
  const client = useQueryClient()
  const send = useMutation({
    mutationFn: ({ name, file }: { readonly name: string; readonly file: Blob }) =>
      sendFile(organisation, name, file),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['of', organisation, 'imports'] })
      navigate({ to: '/$organisation/imports/$import', params: { organisation, import: id } })
    },
  })
  const sample = `/api/v1/organisations/${encodeURIComponent(organisation)}/imports/sample.csv`
  return (
    <Page title={t('imports.title')} lead={t('imports.lead')}>
      <FileDrop isBusy={send.isPending} take={(file) => send.mutate({ name: file.name, file })} />
      <p className="import-sample">
        {t('imports.noFile')}{' '}
        <button
          type="button"
          className="link"
          disabled={send.isPending}
          onClick={async () => send.mutate({ name: 'sample.csv', file: await sampleFile(organisation) })}
        >
          {t('imports.trySample')}
        </button>{' '}
        {t('imports.or')}{' '}
        <a href={sample} download>
          {t('imports.getSample')}
        </a>
      </p>
      {send.isError && <Fault error={send.error} />}
      <h2>{t('imports.past')}</h2>
      <Answered query={query}>
        {(imports) =>
          imports.length === 0 ? (
            <p className="empty">{t('imports.none')}</p>
          ) : (
            <Scroll label={t('imports.past')}>
              <table className="table">
                <caption className="hidden">{t('imports.past')}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t('imports.file')}</th>
                    <th scope="col">{t('imports.by')}</th>
                    <th scope="col">{t('imports.at')}</th>
                    <th scope="col">{t('imports.state')}</th>
                    <th scope="col" className="right">
                      {t('imports.written')}
                    </th>
                    <th scope="col" className="right">
                      {t('imports.rejected')}
                    </th>
                    <th scope="col">
                      <span className="hidden">{t('imports.undo')}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {imports.map(({ id, name, authorName, createdAt, state, accounting }) => (
                    <tr key={id}>
                      <th scope="row" className="import-name">
                        <Link to="/$organisation/imports/$import" params={{ organisation, import: id }}>
                          {name}
                        </Link>
                      </th>
                      <td>{authorName ?? '–'}</td>
                      <td>{formatMoment(createdAt)}</td>
                      <td>{t(stateWords[state])}</td>
                      <td className="number">{formatNumber(accounting?.written)}</td>
                      <td className="number">{formatNumber(accounting?.rejected)}</td>
                      <td className="right">
                        {state === 'committed' && (
                          <ImportUndo organisation={organisation} id={id} name={name} />
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Scroll>
          )
        }
      </Answered>
    </Page>
  )
}
