import { Failure } from '../errors.ts'
import { versionsOf } from '../store/read/observation.ts'
import { takeLink } from '../store/write/sending.ts'
import type { Command } from './command.ts'
import type { ValuesAnswer, ValuesInput } from './record-values.ts'
import { currentOf, recordValues } from './record-values.ts'

export type LinkInput = { readonly tokenHash: Buffer; readonly values: ValuesInput }

/**
 * Records the value that a link asks for, as the person it was sent to. The link's one use and the value are one
 * transaction: a value that is refused leaves the link as it was.
 */
export const recordByLink: Command<LinkInput, ValuesAnswer> = {
  kind: 'values-recorded',
  async run(context, { tokenHash, values }) {
    const { tenant, live, at } = context
    if (!(await takeLink(tenant, live.orgId, tokenHash, at))) throw new Failure('link-over')
    const standing = currentOf(await versionsOf(tenant, live.orgId, values.values))
    if (standing && !Number.isNaN(standing.value)) throw new Failure('link-over')
    const done = await recordValues.run(context, values)
    const [rejection] = done.answer.rejections
    if (rejection)
      throw new Failure(rejection.code === 'period-locked' ? 'period-locked' : 'forbidden', rejection.message)
    return done
  },
}
