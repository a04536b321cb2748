import type { Place } from '../strategy/shape.ts'

/** Whether a field was written, even if it leads nowhere: then another finding says so. */
export function isWritten(place: Place, field: string): boolean {
  return place.table.entries.some(({ key }) => key === field)
}
