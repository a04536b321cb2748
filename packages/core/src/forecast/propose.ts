/** A target that could be agreed, with the chance of meeting it. */
export type Option = { readonly chance: number; readonly value: number }

/** What a review has before it when a target is adjusted. */
export type Proposal = {
  /** The values with 30, 50 and 70 % chance at the due day. */
  readonly options: readonly Option[]
  /** The best and the latest value of the history; the value a year before the latest, NaN where there is none. */
  readonly best: number
  readonly last: number
  readonly yearBefore: number
  /** What each remaining period must add to reach the target in force; and what the past year's periods added. */
  readonly paceNeeded: number
  readonly paceKept: number
}

/** What a proposal is made from; `quantile` is that of the value at the due day. */
export type ProposalRequest = {
  readonly quantile: (p: number) => number
  readonly history: ArrayLike<number>
  /** Periods of a year. */
  readonly year: number
  readonly polarity: 'higher' | 'lower'
  /** The target in force, NaN where there is none, and the periods left until it is due. */
  readonly target: number
  readonly left: number
}

const chances = [0.3, 0.5, 0.7]

/** Proposes targets: those with 30, 50 and 70 % chance, beside the best ever, last year, and the pace needed. */
export function propose({ quantile, history, year, polarity, target, left }: ProposalRequest): Proposal {
  const known = Array.from(history).filter(Number.isFinite)
  const last = known.at(-1) ?? Number.NaN
  const before = history.length > year ? (history[history.length - 1 - year] as number) : Number.NaN
  const best = polarity === 'higher' ? Math.max(...known) : Math.min(...known)
  return {
    options: chances.map((chance) => ({
      chance,
      value: quantile(polarity === 'higher' ? 1 - chance : chance),
    })),
    best: known.length > 0 ? best : Number.NaN,
    last,
    yearBefore: before,
    paceNeeded: left > 0 ? (target - last) / left : Number.NaN,
    paceKept: (last - before) / year,
  }
}
