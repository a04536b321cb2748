import { expect, test } from 'vitest'
import { countFaults } from '../bench/faults/main.ts'
import { faults } from '../bench/faults/plant.ts'

test('in 150 companies every planted fault is found, and nothing in the sound ones', () => {
  const { planted, missed, invented } = countFaults(150)
  expect(missed).toEqual([])
  expect(invented).toEqual([])
  expect([...planted.keys()].sort()).toEqual(faults.map(({ code }) => code).sort())
})
