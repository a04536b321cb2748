import fc from 'fast-check'
import { expect, test } from 'vitest'
import { valueFrom, valueOfTree } from '../../src/strategy/value.ts'
import { writeStrategyFile } from '../../src/strategy/write.ts'
import { readYaml } from '../../src/strategy/yaml.ts'

const text = fc.oneof(
  fc.constantFrom('%', 'a: b', '- x', '#1', "it's", '2026', 'yes', '', ' ', 'null', '1e3', '50%', 'Ünïted'),
  fc.string({ unit: 'grapheme' }).filter((one) => !/[\0\ufffd\r\ufeff]/.test(one) && one.isWellFormed()),
)
const key = fc.stringMatching(/^[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,5})?$/)
const { value } = fc.letrec((tie) => ({
  scalar: fc.oneof(text, fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean()),
  value: fc.oneof(
    { depthSize: 'small' },
    tie('scalar'),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}))

test('what is written reads back as it was', () => {
  fc.assert(
    fc.property(fc.dictionary(key, value, { minKeys: 1, maxKeys: 4, noNullPrototype: true }), (sections) => {
      const written = writeStrategyFile(sections, 'A heading: with\ntwo lines')
      const { tree, diagnostics } = readYaml(written, 'a.yaml')
      expect(diagnostics).toEqual([])
      expect(valueOfTree(tree)).toEqual(valueFrom(sections))
    }),
    { numRuns: 300 },
  )
})

test('plain tables that fit stand on one line, longer ones and those with tables in them below each other', () => {
  const written = writeStrategyFile({
    departments: { finance: { name: 'Finance', parent: undefined } },
    kpis: {
      churn: {
        name: 'Churn',
        measure: { unit: '%', kind: 'ratio' },
        targets: [{ for: 'FY27', value: '4%' }],
      },
    },
    objectives: { growth: { name: 'x'.repeat(100), department: 'finance' } },
  })
  expect(written).toBe(`departments:
  finance: { name: Finance }

kpis:
  churn:
    name: Churn
    measure: { unit: '%', kind: ratio }
    targets:
      - { for: FY27, value: 4% }

objectives:
  growth:
    name: ${'x'.repeat(100)}
    department: finance
`)
})
