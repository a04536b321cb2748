import { afterEach, expect, test } from 'vitest'
import { Dependents } from '../../src/engine/dependents.ts'
import type { Worklist } from '../../src/engine/worklist.ts'
import { randomCompany } from '../random-company.ts'
import { fuzz } from './fuzz.ts'

const { spread } = Dependents.prototype

afterEach(() => {
  Dependents.prototype.spread = spread
})

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

test('an engine that has lost a single edge between its rows is caught', () => {
  loseOneEdge()
  const { differences, companies } = fuzz(1000, 1)
  console.info(`${differences.length} of ${companies} engines that had lost an edge were caught`)
  expect(differences.length).toBeGreaterThan(companies / 2)
})

/** From now on every engine forgets the first edge that it was ever to follow. */
function loseOneEdge(): void {
  const lost = new WeakMap<Dependents, { readonly source: number; readonly task: number }>()
  Dependents.prototype.spread = function (source, low, high, work) {
    const add: Worklist['add'] = (task, from, to) => {
      const edge = lost.get(this) ?? { source, task }
      lost.set(this, edge)
      if (edge.source !== source || edge.task !== task) work.add(task, from, to)
    }
    spread.call(this, source, low, high, { add } as Worklist)
  }
}
