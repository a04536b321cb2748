import type { BoardNumbers } from '@keelson/server/answers'
import { useQuery } from '@tanstack/react-query'
import { mapQuery } from '../../state/queries.ts'
import { evidenceText, verdictWord } from '../map/verdict.tsx'

type Row = BoardNumbers['kpis'][number]['kpi']

/** How one moves with the other, where the strategy map links them or their objectives; otherwise nothing is claimed. */
export function OverlayEvidence({
  organisation,
  first,
  second,
}: {
  readonly organisation: string
  readonly first: Row
  readonly second: Row
}) {
  const { data: map } = useQuery(mapQuery(organisation))
  const nodes = (row: Row) => [row.id, row.detail?.objective].filter((id) => id != null)
  const [a, b] = [nodes(first), nodes(second)]
  const link = map?.links.find(
    ({ from, to }) => (a.includes(from) && b.includes(to)) || (b.includes(from) && a.includes(to)),
  )
  if (!map || !link) return null
  const name = (id: string) => map.nodes.find((node) => node.id === id)?.name ?? id
  return (
    <p className="overlay-evidence">
      {name(link.from)} → {name(link.to)}: {verdictWord(link.verdict)}.{' '}
      <span className="faint">{evidenceText(link)}</span>
    </p>
  )
}
