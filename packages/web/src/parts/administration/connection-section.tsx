import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { Answered } from '../page.tsx'

/** One sort of connections: what they are, those there are, and a dialog that makes another. */
export function ConnectionSection<Row>({
  id,
  title,
  lead,
  add,
  empty,
  query,
  row,
  dialog,
}: {
  readonly id: string
  readonly title: string
  readonly lead: string
  readonly add: string
  readonly empty: string
  readonly query: UseQueryResult<readonly Row[]>
  readonly row: (one: Row) => ReactNode
  readonly dialog: (close: () => void) => ReactNode
}) {
  const [isMaking, make] = useState(false)
  return (
    <section aria-labelledby={id}>
      <div className="section-head">
        <div>
          <h2 id={id}>{title}</h2>
          <p className="faint">{lead}</p>
        </div>
        <button type="button" className="button primary" onClick={() => make(true)}>
          {add}
        </button>
      </div>
      <Answered query={query}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="empty">{empty}</p>
          ) : (
            <ul className="plain connections">{rows.map(row)}</ul>
          )
        }
      </Answered>
      {isMaking && dialog(() => make(false))}
    </section>
  )
}
