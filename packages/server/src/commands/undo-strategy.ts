import { Failure } from '../errors.ts'
import { documentsAt } from '../store/read/document.ts'
import { eventAt } from '../store/read/event.ts'
import type { StrategyAnswer } from './apply-strategy.ts'
import { applyStrategy } from './apply-strategy.ts'
import type { Command } from './command.ts'

export type UndoInput = { readonly seq: number; readonly comment?: string | undefined }

type Payload = { readonly files: readonly { readonly path: string; readonly text: string | null }[] }

/** Takes a change of the strategy back by a further one, where no later change has touched its files. */
export const undoStrategy: Command<UndoInput, StrategyAnswer> = {
  kind: applyStrategy.kind,
  async run(context, { seq, comment }) {
    const { tenant, live } = context
    const event = await eventAt(tenant, live.orgId, seq)
    if (event?.kind !== applyStrategy.kind)
      throw new Failure('not-found', `Event ${seq} is no change of the strategy.`)
    const { files } = JSON.parse(event.payload) as Payload
    const now = new Map(live.files.map(({ name, text }) => [name, text]))
    const touched = files.find(({ path, text }) => (now.get(path) ?? null) !== text)
    if (touched) throw new Failure('cannot-undo', `${touched.path} has changed since event ${seq}.`)
    const before = new Map(
      (await documentsAt(tenant, live.orgId, seq - 1)).map(({ name, text }) => [name, text]),
    )
    for (const { path } of files) {
      const text = before.get(path)
      if (text === undefined) now.delete(path)
      else now.set(path, text)
    }
    const whole = [...now].map(([path, text]) => ({ path, text }))
    return applyStrategy.run(context, {
      base: live.strategySeq,
      files: whole,
      whole: true,
      comment: comment ?? `Takes back ${seq}`,
    })
  },
}
