import type { Explanation } from '@keelson/server/answers'
import { useQuery } from '@tanstack/react-query'
import { formatAmount } from '../../state/format.ts'
import { explanationQuery } from '../../state/queries.ts'
import { Answered } from '../page.tsx'

type Node = Explanation['explanation']

/** Where the number comes from, down to the observations. */
export function KpiExplanation({
  organisation,
  kpi,
  asOf,
}: {
  readonly organisation: string
  readonly kpi: string
  readonly asOf: string | undefined
}) {
  const query = useQuery(explanationQuery(organisation, 'kpi', kpi, { asOf }))
  return (
    <Answered query={query}>
      {({ explanation }) => (
        <ul className="explanation">
          <Branch node={explanation} depth={0} />
        </ul>
      )}
    </Answered>
  )
}

function Branch({ node, depth }: { readonly node: Node; readonly depth: number }) {
  const children = node.children as readonly Node[]
  const line = (
    <>
      <strong>{node.name || node.id}</strong> <span className="faint">{node.period}</span>{' '}
      <span className="number">{formatAmount(node.value, node.unit ?? '')}</span>{' '}
      <span className="reason">{node.reason}</span>
    </>
  )
  if (children.length === 0) return <li>{line}</li>
  return (
    <li>
      <details open={depth < 2}>
        <summary>{line}</summary>
        <ul className="explanation">
          {children.map((child, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an explanation is never reordered, and may name a thing twice.
            <Branch key={at} node={child} depth={depth + 1} />
          ))}
        </ul>
      </details>
    </li>
  )
}
