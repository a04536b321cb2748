import type { StrategyEdit } from '@keelson/core'
import { draftEdits } from '@keelson/core'
import { Failure } from '../errors.ts'
import type { LiveOrganisation } from '../live/organisation.ts'
import type { StrategyAnswer, StrategyInput } from './apply-strategy.ts'
import { applyStrategy } from './apply-strategy.ts'
import type { Command } from './command.ts'

/** Edits of the strategy by what they are about. */
export type EditsInput = {
  readonly base: number
  readonly edits: readonly StrategyEdit[]
  readonly comment?: string | undefined
}

/** Makes edits in the strategy files and applies them: all of them or, where one cannot be made, none. */
export const editStrategy: Command<EditsInput, StrategyAnswer> = {
  kind: applyStrategy.kind,
  run: (context, input) => applyStrategy.run(context, filesWith(context.live, input)),
}

/** The files that edits change. Throws `stale-base`, or `invalid-request` with the edit that cannot be made. */
export function filesWith(live: LiveOrganisation, { base, edits, comment }: EditsInput): StrategyInput {
  if (base !== live.strategySeq) {
    const detail = `The strategy is at ${live.strategySeq}, and what was sent rests on ${base}.`
    throw new Failure('stale-base', detail, { base: live.strategySeq })
  }
  const draft = draftEdits(live.files, live.strategy, edits)
  if (draft.kind === 'refused') throw new Failure('invalid-request', draft.why, { edit: draft.at })
  const files = draft.files.map(({ name, text }) => ({ path: name, text }))
  return { base, files, whole: false, comment }
}
