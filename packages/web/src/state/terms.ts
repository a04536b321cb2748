import type { Terms } from './negotiate.ts'

/** Terms as a person writes them into a form. */
export type TermsDraft = {
  readonly amount: string
  readonly trajectory: 'step' | 'linear' | 'seasonal'
  readonly reason: string
  readonly conditions: string
  readonly resources: string
  readonly assumptions: string
}

export const emptyTerms: TermsDraft = {
  amount: '',
  trajectory: 'linear',
  reason: '',
  conditions: '',
  resources: '',
  assumptions: '',
}

const linesOf = (text: string) => text.split('\n').flatMap((line) => line.trim() || [])

/** Terms of a draft; undefined until it has an amount. An amount with a sign is a change, such as −10 %. */
export function termsOf(draft: TermsDraft): Terms | undefined {
  const amount = draft.amount.trim().replaceAll('−', '-').replace(/\s+/g, ' ')
  if (!/^[-+]?\d[\d_]*(\.\d+)?( ?%| ?pp)?$/.test(amount)) return undefined
  const isChange = /^[-+]/.test(amount)
  const plain = /[%p]/.test(amount) ? amount.replace(' %', '%') : Number(amount.replaceAll('_', ''))
  const conditions = linesOf(draft.conditions)
  const resources = linesOf(draft.resources)
  const assumptions = linesOf(draft.assumptions)
  return {
    ...(isChange ? { change: amount.replace(' %', '%') } : { value: plain }),
    trajectory: draft.trajectory,
    ...(draft.reason.trim() !== '' && { reason: draft.reason.trim() }),
    ...(conditions.length > 0 && { conditions }),
    ...(resources.length > 0 && { resources: resources.map((what) => ({ what })) }),
    ...(assumptions.length > 0 && { assumptions }),
  }
}

/** The amount of terms as it was written. */
export function amountIn(terms: Terms): string {
  const { value, change, between, share } = terms
  const amount = value ?? change ?? share ?? between?.join(' … ')
  return amount === undefined ? '–' : String(amount).replace('-', '−')
}
