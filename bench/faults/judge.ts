import type { Finding } from '@keelson/core'
import { align, Engine, ObservationsBuilder, parseDay, readStrategy } from '@keelson/core'
import type { Item, PlainCompany } from './company.ts'
import { Dice, firstMonth, soundCompany, today } from './company.ts'
import type { Planted } from './plant.ts'
import { faults, Places } from './plant.ts'

/** Reads a company of plain data as its files would be read, computes and judges it. */
export function judge(company: PlainCompany): {
  findings: readonly Finding[]
  diagnostics: number
  score: number
} {
  const text = JSON.stringify(company.sections, null, 1)
  const { strategy, diagnostics } = readStrategy([{ name: 'company.yaml', text }])
  const { calendar } = strategy.organisation
  const builder = new ObservationsBuilder()
  const start = parseDay(`${firstMonth.year}-0${firstMonth.month}-01`) as number
  for (const [id, values] of company.values) {
    const measure = strategy.measures.get(id)
    if (!measure) continue
    const scale = measure.unit.form === 'plain' ? 1 : 100
    const first = calendar.ordinal(measure.grain, start)
    for (const [at, value] of values.entries())
      builder.add(id, first + at, value / scale, calendar.end(measure.grain, first + at))
  }
  const engine = new Engine(strategy, builder.build(), { asOf: parseDay(today) as number })
  return { diagnostics: diagnostics.length, ...align(engine) }
}

export type Verdict = {
  readonly seed: number
  readonly planted: readonly Planted[]
  readonly missed: readonly Planted[]
  /** Findings on the company before anything was planted. */
  readonly invented: readonly string[]
}

/** Makes a sound company from a seed, then plants one to three faults in it; says what was missed and what invented. */
export function tryFaults(seed: number): Verdict {
  const dice = new Dice(seed)
  const company = soundCompany(dice)
  const sound = judge(company)
  const spoilt = structuredClone(company)
  const free = new Places(spoilt, dice)
  const planted: Planted[] = []
  for (const fault of dice.shuffle(faults).slice(0, dice.between(1, 3))) {
    const one = fault.plant(spoilt, dice, free)
    if (one) planted.push(one)
  }
  const { findings } = judge(spoilt)
  const isFound = ({ code, on }: Planted) =>
    findings.some(
      (finding) =>
        finding.code === code && (on.split('|').includes(finding.subject.id) || isNamed(finding, on)),
    )
  const invented = sound.findings.map(({ code, subject, message }) => `${code} on ${subject.id}: ${message}`)
  if (sound.diagnostics > 0) invented.push(`${sound.diagnostics} diagnostics`)
  return { seed, planted, missed: planted.filter((one) => !isFound(one)), invented }
}

/** A dangling reference is about the item it stands in; what is sought is the id that leads nowhere. */
function isNamed(finding: Finding, on: string): boolean {
  return Object.values(finding.facts).includes(on)
}

export type { Item }
