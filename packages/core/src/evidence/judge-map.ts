import type { Verdict } from './discovery.ts'
import { verdictsOf } from './discovery.ts'
import type { LinkRequest, LinkTest } from './link-test.ts'
import { testLink } from './link-test.ts'

/** What the data of a map say of one of its links. */
export type Evidence = LinkTest & { readonly verdict: Verdict }

/**
 * Judges every causal link of a strategy map, false discovery held at 10 % over all of them. The data may be consistent
 * with a link; they never prove that it causes anything.
 */
export function judgeMap(links: readonly LinkRequest[]): Evidence[] {
  const tests = links.map(testLink)
  const verdicts = verdictsOf(tests.map(({ p }) => p))
  return tests.map((test, at) => ({ ...test, verdict: verdicts[at] as Verdict }))
}
