import { advance } from '../../src/catchball/advance.ts'
import type { Decision, NegotiationCommand, NegotiationContext } from '../../src/catchball/decide.ts'
import { decide } from '../../src/catchball/decide.ts'
import { foundationsOf } from '../../src/catchball/foundations.ts'
import type { Negotiation, Step } from '../../src/catchball/negotiation.ts'
import { openNegotiation } from '../../src/catchball/negotiation.ts'
import { aboveOf, signersOf } from '../../src/catchball/signers.ts'
import type { Subject, Terms } from '../../src/catchball/terms.ts'
import { canonicalTerms } from '../../src/catchball/terms.ts'
import type { SourceFile } from '../../src/strategy/collect.ts'
import type { Strategy } from '../../src/strategy/model.ts'
import { readStrategy } from '../../src/strategy/read.ts'

/** Finance and Customer Service share churn; sales carries part of revenue; the company stands above. */
export const strategyText = `organisation: { name: Linden, currency: EUR }
people:
  fay: { name: Fay }
  cem: { name: Cem }
  sol: { name: Sol }
  ida: { name: Ida }
  kim: { name: Kim }
departments:
  board: { head: ida }
  finance: { head: fay, parent: board }
  service: { head: cem, parent: board }
  sales: { head: sol, parent: board }
initiatives:
  hotline: { name: Hotline, budget: 40000 }
kpis:
  revenue:
    measure: { unit: EUR, kind: flow, polarity: higher }
    owner: ida
    targets: [{ for: '2026', value: 100, baseline: 80 }]
  churn:
    measure: { unit: '%', kind: ratio, polarity: lower }
    department: finance # shared as equals
    shared-with: [service]
    owner: kim
    targets:
      - { for: '2026', value: 5%, baseline: 6%, agreed: 2025-12-01 }
  east:
    measure: { unit: EUR, kind: flow, polarity: higher }
    department: sales
    owner: sol
    targets: [{ for: '2026', value: 50 }]
    contributes: [{ to: revenue, kind: share }]
  north:
    measure: { unit: EUR, kind: flow, polarity: higher }
    department: sales
    owner: sol
    targets: [{ for: '2026', value: 30 }]
    contributes: [{ to: revenue, kind: share }]
  west:
    measure: { unit: EUR, kind: flow, polarity: higher }
    department: finance
    owner: kim
    targets: [{ for: '2026', value: 10 }]
    contributes: [{ to: revenue, kind: share }]
`

type TargetSubject = Extract<Subject, { readonly kind: 'target' }>

export const churn: TargetSubject = { kind: 'target', kpi: 'churn', period: '2026' }
export const west: TargetSubject = { kind: 'target', kpi: 'west', period: '2026' }

export function filesOf(text = strategyText): readonly SourceFile[] {
  return [{ name: 'linden.yaml', text }]
}

export function strategyOf(text = strategyText): Strategy {
  return readStrategy(filesOf(text)).strategy
}

/** A text is its own hash here: equal hashes are equal terms. */
export const sameText = (text: string): string => text

export function hashOf(subject: Subject, terms: Terms): string {
  return sameText(canonicalTerms(subject, terms))
}

/** A negotiation at a table, with the strategy and the clock that its commands are given. */
export class Table {
  negotiation: Negotiation
  readonly steps: Step[] = []
  strategy: Strategy
  at = Date.UTC(2026, 0, 5)

  constructor(subject: Subject = churn, text?: string) {
    this.strategy = strategyOf(text)
    this.negotiation = openNegotiation(subject)
  }

  get hash(): string {
    return this.negotiation.rounds.at(-1)?.hash ?? ''
  }

  context(): NegotiationContext {
    const { subject } = this.negotiation
    return {
      at: this.at,
      signers: signersOf(this.strategy, subject),
      above: aboveOf(this.strategy, subject),
      restsOn: (terms) => foundationsOf(this.strategy, subject, terms),
      hash: sameText,
    }
  }

  /** Gives the state after a command, or the code of its refusal. */
  do(command: NegotiationCommand): string {
    return this.take(decide(this.negotiation, command, this.context()))
  }

  take(decision: Decision): string {
    if ('refusal' in decision) return decision.refusal.code
    this.steps.push(...decision.steps)
    this.negotiation = decision.steps.reduce(advance, this.negotiation)
    return this.negotiation.state
  }

  offer(by: string, value: number | string): string {
    return this.do({ kind: 'offer', by, terms: { value } })
  }

  counter(by: string, value: number | string, hash = this.hash): string {
    return this.do({ kind: 'counter-offer', by, terms: { value }, hash })
  }

  accept(by: string, hash = this.hash): string {
    return this.do({ kind: 'accept', by, hash })
  }

  sign(by: string, hash = this.hash): string {
    return this.do({ kind: 'sign-off', by, hash })
  }

  /** Offers 5.4 %, which everybody accepts and signs. */
  agree(): string {
    this.offer('fay', '5.4%')
    for (const by of ['cem', 'kim']) this.accept(by)
    return ['fay', 'cem', 'kim'].map((by) => this.sign(by)).at(-1) as string
  }
}
