import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { align, Engine, readObservations, readStrategy } from '../packages/core/src/index.ts'

const page = readFileSync(new URL('../docs/alignment.md', import.meta.url), 'utf8')
const folder = new URL('../examples/perlbeck/', import.meta.url)
const filesOf = (ending: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending) && name !== 'answers.yaml')
    .map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }))

test('the page on alignment shows what the demo company gives: its score, and the first findings', () => {
  const { strategy } = readStrategy(filesOf('.yaml'))
  const { observations } = readObservations(filesOf('.csv'), strategy)
  const { findings, score } = align(
    new Engine(strategy, observations, { asOf: strategy.organisation.asOf ?? 0 }),
  )
  expect(page).toContain(`alignment ${score.toFixed(1)} of 100`)
  const errors = findings.filter(({ severity }) => severity === 'error')
  expect(errors).toHaveLength(2)
  for (const { message } of errors) expect(page).toContain(message)
})
