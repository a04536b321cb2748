import { expect, test } from 'vitest'
import { randomCompany } from '../random-company.ts'
import { fuzz } from './fuzz.ts'

test('a random company is read without a fault', () => {
  for (let seed = 1; seed <= 40; seed++) {
    const { diagnostics } = randomCompany(seed)
    expect(diagnostics.map(({ code, message }) => `seed ${seed}: ${code}: ${message}`)).toEqual([])
  }
})

test('an update gives bit for bit what a fresh evaluation gives', () => {
  const report = fuzz(2000, 1)
  console.info(`seeds ${report.seeds.join(' to ')}: ${report.edits} edits, ${report.cells} cells compared`)
  expect(report.differences).toEqual([])
})
