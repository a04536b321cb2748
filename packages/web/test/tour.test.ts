import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { doneSteps, tourSteps } from '../src/state/tour.ts'

const answers = join(import.meta.dirname, '../../../examples/perlbeck/answers.yaml')

test('there is a step for each planted defect of the demo company, in the order of the practices', () => {
  const planted = (parse(readFileSync(answers, 'utf8')) as { answers: { check: string; on: string }[] })
    .answers
  expect(tourSteps.map(({ check, subject }) => [check, subject])).toEqual(
    planted.map(({ check, on }) => [check, on]),
  )
})

test('a step is done when its finding is gone or accepted', () => {
  const finding = (code: string, id: string, waiver: null | object = null) =>
    ({ code, subject: { kind: 'kpi', id }, waiver }) as Parameters<typeof doneSteps>[0][number]
  expect(doneSteps([finding('gap', 'revenue'), finding('gap', 'other')])).toEqual([
    true,
    true,
    false,
    true,
    true,
    true,
    true,
  ])
  expect(doneSteps([finding('gap', 'revenue', {})]).every(Boolean)).toBe(true)
})
