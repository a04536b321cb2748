import type { Place } from '../../strategy/shape.ts'

/** Whether a field was written and says something, even if it leads nowhere: then another finding says so. */
export function isWritten(place: Place, field: string): boolean {
  return place.table.entries.some(({ key, value }) => {
    const isEmpty =
      (value.kind === 'list' && value.items.length === 0) || (value.kind === 'scalar' && value.value === null)
    return key === field && !isEmpty
  })
}
