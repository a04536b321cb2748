import { spanOf } from '../strategy/shape.ts'
import { printDay } from '../time/day.ts'
import type { Check } from './check.ts'
import { lateChild } from './facts/late.ts'

export const dueAfterParent: Check = {
  code: 'due-after-parent',
  family: 'contradiction',
  severity: 'error',
  words: '"{child}" is due on {due}, after "{parent}", to which it contributes: that is due on {parentDue}.',
  *run(company) {
    for (const link of company.strategy.contributions) {
      const late = lateChild(company, link)
      if (!late) continue
      const { child, parent } = late
      yield {
        subject: { kind: 'kpi', id: link.from },
        span: spanOf(child.at, 'for'),
        facts: {
          child: company.kpiName(link.from),
          due: printDay(child.due),
          parent: company.kpiName(link.to),
          parentDue: printDay(parent.due),
        },
        because: [
          { span: spanOf(parent.at, 'for'), message: `the parent is due on ${printDay(parent.due)}` },
        ],
      }
    }
  },
}
