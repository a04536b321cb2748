import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import type { KeyboardEvent } from 'react'
import { useMemo, useRef, useState } from 'react'
import { CascadeLine } from '../parts/cascade-line.tsx'
import { MomentPicker } from '../parts/moment-picker.tsx'
import { Answered, Page } from '../parts/page.tsx'
import { Scroll } from '../parts/scroll.tsx'
import { cascadeRows, visibleRows } from '../state/cascade-rows.ts'
import { cascadeQuery } from '../state/queries.ts'
import { t } from '../state/words.ts'
import '../styles/cascade.css'

/** From each objective down to the KPIs of the departments, with the arithmetic and the gap in place. */
export function CascadePage() {
  const { organisation } = useParams({ from: '/$organisation/cascade' })
  const { asOf } = useSearch({ from: '/$organisation/cascade' })
  const query = useQuery(cascadeQuery(organisation, asOf))
  return (
    <Page title={t('cascade.title')} lead={t('cascade.lead')}>
      <Answered query={query}>{(cascade) => <Tree organisation={organisation} cascade={cascade} />}</Answered>
    </Page>
  )
}

function Tree({
  organisation,
  cascade,
}: {
  readonly organisation: string
  readonly cascade: Parameters<typeof cascadeRows>[0]
}) {
  const rows = useMemo(() => cascadeRows(cascade), [cascade])
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const [find, setFind] = useState('')
  const [at, setAt] = useState(0)
  const body = useRef<HTMLTableSectionElement>(null)
  const shown = visibleRows(rows, closed, find)
  const toggle = (key: string, isOpen: boolean) => {
    const next = new Set(closed)
    if (isOpen) next.delete(key)
    else next.add(key)
    setClosed(next)
  }
  const goTo = (index: number) => {
    const to = Math.max(0, Math.min(shown.length - 1, index))
    setAt(to)
    body.current?.querySelectorAll<HTMLElement>('tr')[to]?.focus()
  }
  /** The keys of a tree grid: arrows go along lines and open or close them, Home and End to the ends. */
  const move = (event: KeyboardEvent) => {
    if ((event.target as HTMLElement).tagName !== 'TR') return
    const row = shown[at]
    if (!row) return
    const isOpen = row.hasChildren && !closed.has(row.key)
    const acts = new Map([
      ['ArrowDown', () => goTo(at + 1)],
      ['ArrowUp', () => goTo(at - 1)],
      ['Home', () => goTo(0)],
      ['End', () => goTo(shown.length - 1)],
      ['ArrowRight', () => (row.hasChildren && !isOpen ? toggle(row.key, true) : goTo(at + 1))],
      [
        'ArrowLeft',
        () => (isOpen ? toggle(row.key, false) : goTo(shown.findIndex(({ key }) => key === row.parent))),
      ],
      ['Enter', () => body.current?.querySelectorAll('tr')[at]?.querySelector('a')?.click()],
    ])
    const act = acts.get(event.key)
    if (!act) return
    event.preventDefault()
    act()
  }
  return (
    <>
      <div className="toolbar">
        <input
          type="search"
          className="search"
          aria-label={t('cascade.find')}
          placeholder={t('cascade.find')}
          value={find}
          onChange={(event) => setFind(event.target.value)}
        />
        <MomentPicker />
        <button type="button" className="button" onClick={() => setClosed(new Set())}>
          {t('cascade.openAll')}
        </button>
        <button
          type="button"
          className="button"
          onClick={() =>
            setClosed(new Set(rows.filter(({ hasChildren }) => hasChildren).map(({ key }) => key)))
          }
        >
          {t('cascade.closeAll')}
        </button>
      </div>
      <Scroll label={t('cascade.title')} className="cascade">
        {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose lines open and close is a tree grid. */}
        <table className="table" role="treegrid" aria-label={t('cascade.title')}>
          <thead>
            <tr>
              <th scope="col">{t('cascade.what')}</th>
              <th scope="col">{t('common.status')}</th>
              <th scope="col" className="right">
                {t('cascade.adds')}
              </th>
              <th scope="col" className="right">
                {t('common.target')}
              </th>
              <th scope="col">{t('cascade.made')}</th>
              <th scope="col" className="right wide">
                {t('cascade.sensitivity')}
              </th>
            </tr>
          </thead>
          <tbody ref={body} onKeyDown={move}>
            {shown.map((row, index) => (
              <CascadeLine
                key={row.key}
                organisation={organisation}
                cascade={cascade}
                row={row}
                isOpen={find !== '' || !closed.has(row.key)}
                isAt={index === Math.min(at, shown.length - 1)}
                toggle={(isOpen) => toggle(row.key, isOpen)}
                reach={() => setAt(index)}
              />
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  )
}
