import type { Results } from '../engine/results.ts'
import type { Status } from '../score/status.ts'

/** How many departments are on track, and how the company stands, in the last period that has ended. */
export type Headline = {
  readonly onTrack: number
  readonly departments: number
  readonly company: Status
}

/** The company in one line: what the departments say of themselves beside what the whole comes to. */
export function headlineOf(results: Results): Headline {
  const at = results.closed(results.grain) - 1
  const ids = [...results.strategy.departments.keys()]
  const onTrack = ids.filter((id) => results.node('department', id, at)?.status === 'on-track').length
  const company = results.node('organisation', '', at)?.status ?? 'unknown'
  return { onTrack, departments: ids.length, company }
}

const colours: Readonly<Record<Status, string>> = {
  'on-track': 'green',
  'at-risk': 'amber',
  'off-track': 'red',
  unknown: 'unknown',
}

/** The headline as a sentence: `6 of 7 departments are green. The company is red. Why?` */
export function printHeadline({ onTrack, departments, company }: Headline): string {
  const why = company === 'on-track' ? '' : ' Why?'
  return `${onTrack} of ${departments} departments are green. The company is ${colours[company]}.${why}`
}
