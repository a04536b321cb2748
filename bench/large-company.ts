import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Dice } from './faults/company.ts'

const months = 36

/** Writes a company of about `count` KPIs as a person's files would look: a file for each of 40 departments, and values. */
export function writeLargeCompany(folder: string, count: number): void {
  const dice = new Dice(5)
  mkdirSync(join(folder, 'observations'), { recursive: true })
  const departments = Array.from({ length: 40 }, (_, at) => `department-${at}`)
  const each = Math.ceil(count / departments.length)
  const objectives: string[] = []
  const values: string[] = ['measure,period,value,recorded']
  for (const [at, department] of departments.entries()) {
    const kpis: string[] = []
    for (let group = 0; group * 5 < each; group++) {
      const objective = `${department}-aim-${group}`
      objectives.push(
        `  ${objective}: { name: Aim ${group} of ${department}, perspective: ${perspectives[group % 4]}, owner: person-${at}, for: 2026 }\n`,
      )
      kpis.push(...groupOf(department, at, group, dice, values))
    }
    writeFileSync(join(folder, `${department}.yaml`), `kpis:\n${kpis.join('')}`)
  }
  writeFileSync(join(folder, 'company.yaml'), company(departments, objectives))
  writeFileSync(join(folder, 'observations', 'values.csv'), `${values.join('\n')}\n`)
}

const perspectives = ['financial', 'customer', 'process', 'learning']

function company(departments: readonly string[], objectives: readonly string[]): string {
  return `organisation:
  name: A large company
  currency: EUR
  as-of: 2026-09-10
people:
${departments.map((id, at) => `  person-${at}: { department: ${id} }\n`).join('')}departments:
${departments.map((id, at) => `  ${id}: { name: Department ${at}, head: person-${at} }\n`).join('')}perspectives:
${perspectives.map((id) => `  ${id}: { name: Perspective ${id} }\n`).join('')}objectives:
${objectives.join('')}`
}

/** Four observed KPIs and the one they make up. */
function groupOf(department: string, person: number, group: number, dice: Dice, values: string[]): string[] {
  const parts = [0, 1, 2, 3].map((part) => `${department}-${group}-part-${part}`)
  let total = 0
  const texts = parts.map((id, part) => {
    const monthly = dice.between(50, 400)
    const target = monthly * 12 + 30
    total += target
    for (let month = 0; month < months; month++) {
      const year = 2023 + Math.floor((month + 8) / 12)
      const number = ((month + 8) % 12) + 1
      const period = `${year}-${String(number).padStart(2, '0')}`
      values.push(`${id},${period},${monthly + dice.between(-3, 9)},`)
    }
    return kpi(id, `Part ${part} of group ${group} of ${department}`, department, person, group, target, {
      timing: part === 0 ? 'leading' : 'lagging',
      more: `    contributes:\n      - { to: ${department}-${group}-whole, kind: share }\n`,
    })
  })
  const whole = `${department}-${group}-whole`
  const formula = `      formula: sum(${parts.join(', ')})\n`
  return [
    ...texts,
    kpi(whole, `Whole of group ${group} of ${department}`, department, person, group, total, { formula }),
  ]
}

function kpi(
  id: string,
  name: string,
  department: string,
  person: number,
  group: number,
  target: number,
  { formula = '', timing = 'lagging', more = '' }: { formula?: string; timing?: string; more?: string },
): string {
  return `  ${id}:
    name: ${name}
    objective: ${department}-aim-${group}
    department: ${department}
    owner: person-${person}
    measure:
      unit: case
      kind: flow
      polarity: higher
      timing: ${timing}
${formula}    targets:
      - for: 2026
        baseline: ${target - 30}
        value: ${target}
${more}`
}
