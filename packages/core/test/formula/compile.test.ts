import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Formula } from '../../src/formula/ast.ts'
import { compile } from '../../src/formula/compile.ts'
import type { Frame } from '../../src/formula/frame.ts'
import { interpret } from '../../src/formula/interpret.ts'
import { parseFormula } from '../../src/formula/parse.ts'
import { references } from '../../src/formula/references.ts'
import { resolveFormula } from '../../src/formula/resolve.ts'
import type { Kind } from '../../src/quantity/kind.ts'
import type { Value } from '../../src/quantity/missing.ts'
import { isMissing, missing, present } from '../../src/quantity/missing.ts'
import { parseUnit } from '../../src/quantity/unit.ts'
import { dayOf } from '../../src/time/day.ts'
import type { Grain } from '../../src/time/grain.ts'
import { makeTimeline } from '../../src/time/timeline.ts'
import { sound } from '../time/calendars.ts'
import { cell, ids, truth, value } from './arbitrary.ts'

/** Every frame begins inside a fiscal year; of the weeks some years have 53. */
function frameOf(grain: Grain, count: number): Frame {
  const calendar = sound(
    grain === 'week'
      ? { pattern: '4-4-5', yearEnd: { weekday: 6, month: 1, rule: 'nearest' } }
      : { start: { month: 4, day: 1 } },
  )
  const first = calendar.ordinal(grain, dayOf(2023, 6, 15))
  return makeTimeline(calendar, grain, first, count)
}

const frames = [frameOf('month', 30), frameOf('quarter', 13), frameOf('week', 170), frameOf('month', 1)]
const anyFrame = fc.constantFrom(...frames)

/** Rows of measures, one after the other, with some room between that nothing may write to. */
class Table {
  readonly cells: Float64Array
  readonly offsets: Int32Array
  readonly names: string[]
  readonly count: number

  constructor(names: readonly string[], frame: Frame) {
    this.names = [...names, 'out']
    this.count = frame.count
    this.offsets = Int32Array.from(this.names, (_name, slot) => 2 + slot * (frame.count + 3))
    this.cells = new Float64Array(this.names.length * (frame.count + 3) + 2).fill(untouched)
  }

  slot = (id: string): number => {
    const slot = this.names.indexOf(id)
    if (slot < 0) throw new Error(`no row of ${id}`)
    return slot
  }

  at(id: string): number {
    return this.offsets[this.slot(id)] as number
  }

  row(id: string): number[] {
    return [...this.cells.subarray(this.at(id), this.at(id) + this.count)]
  }

  read = (id: string, index: number): Value => {
    const number = this.cells[this.at(id) + index] as number
    return Number.isNaN(number) ? missing('not-observed') : present(number)
  }
}

const untouched = 12345.678

const kindOf: Readonly<Record<string, Kind>> = { a: 'flow', b: 'stock', cost: 'flow' }

function read(text: string): Formula {
  const { formula, diagnostics } = parseFormula(text, { file: '', offset: 0 })
  expect(diagnostics).toEqual([])
  const unit = parseUnit('EUR') as NonNullable<ReturnType<typeof parseUnit>>
  return resolveFormula(formula as Formula, (id) => ({ unit, kind: kindOf[id] ?? 'index', grain: 'day' }))
}

function tableOf(formula: Formula, frame: Frame, numbers: readonly number[]): Table {
  const names = new Set([...ids, ...references(formula).map(({ id }) => id)])
  const table = new Table([...names], frame)
  for (const [place, name] of [...names].entries()) {
    const at = table.at(name)
    for (let index = 0; index < frame.count; index++) {
      table.cells[at + index] = numbers[(place * 31 + index * 7) % numbers.length] as number
    }
  }
  return table
}

function interpretRow(formula: Formula, frame: Frame, table: Table): number[] {
  return Array.from({ length: frame.count }, (_, index) => {
    const result = interpret(formula, index, frame, table.read)
    expect(isMissing(result)).toBe(Number.isNaN(result.value))
    return result.value
  })
}

/** Compares to the bit, the sign of zero included. */
function expectSame(actual: readonly number[], expected: readonly number[]): void {
  const wrong = expected.findIndex((number, index) => !Object.is(number, actual[index]))
  expect([wrong, actual[wrong]]).toEqual([-1, undefined])
}

const numbers = fc.array(cell, { minLength: 1, maxLength: 40 })

test('[F39] whole rows agree with single cells to the last bit', () => {
  fc.assert(
    fc.property(
      fc.oneof({ arbitrary: value, weight: 5 }, truth),
      anyFrame,
      numbers,
      (text, frame, values) => {
        const formula = read(text)
        const table = tableOf(formula, frame, values)
        compile(formula, frame, table.slot).run(table.cells, table.offsets, table.at('out'), 0, frame.count)
        expectSame(table.row('out'), interpretRow(formula, frame, table))
      },
    ),
    { numRuns: 6000 },
  )
})

test('[F39] computing a stretch of periods gives that stretch and touches nothing else', () => {
  const bounds = fc.tuple(fc.nat(), fc.nat())
  fc.assert(
    fc.property(value, anyFrame, numbers, bounds, (text, frame, values, [one, other]) => {
      const formula = read(text)
      const table = tableOf(formula, frame, values)
      const before = table.cells.slice()
      const [low, high] = [one % (frame.count + 1), other % (frame.count + 1)].sort((a, b) => a - b) as [
        number,
        number,
      ]
      compile(formula, frame, table.slot).run(table.cells, table.offsets, table.at('out'), low, high)
      const whole = interpretRow(formula, frame, table)
      const at = table.at('out')
      const expected = before.slice()
      for (let index = low; index < high; index++) expected[at + index] = whole[index] as number
      expectSame([...table.cells], [...expected])
    }),
    { numRuns: 2000 },
  )
})

test('[F39] every row of a sum counts, however many there are', () => {
  const frame = frames[0] as Frame
  for (let count = 1; count <= 30; count++) {
    const names = Array.from({ length: count }, (_, place) => `row${place}`)
    const table = new Table(names, frame)
    for (const [place, name] of names.entries()) {
      for (let index = 0; index < frame.count; index++) {
        table.cells[table.at(name) + index] = (place + 1) / (index + 3)
      }
    }
    const texts = [
      ...[
        `sum(${names.join(', ')})`,
        names.join(' + '),
        `avg(${names.join(', ')})`,
        `max(${names.join(', ')})`,
      ],
      `sum(${names.map((name) => `${name} * row0`).join(', ')}) / sum(${names.join(', ')})`,
    ]
    for (const text of texts) {
      const formula = read(text)
      compile(formula, frame, table.slot).run(table.cells, table.offsets, table.at('out'), 0, frame.count)
      expectSame(table.row('out'), interpretRow(formula, frame, table))
    }
  }
})

test('[F26] what is too large on the way is missing at the end', () => {
  const frame = frames[3] as Frame
  const table = new Table(ids, frame)
  table.cells[table.at('a')] = 1e308
  table.cells[table.at('b')] = -1e308
  const texts = {
    '1 / (a * 10)': Number.NaN,
    'coalesce(a * 10, 3)': 3,
    'min(a * 10, 3)': Number.NaN,
    'max(b * 10, 3)': Number.NaN,
    'if(a * 10 > 3, 1, 2)': Number.NaN,
    'if(a > b, 1, 2)': 1,
    'if(a = b, 1, 2)': 2,
    'sum(a, a, b)': Number.NaN,
    'sum(a, b, a)': 1e308,
    'avg(a, a)': Number.NaN,
    'a - b': Number.NaN,
    'abs(a + a)': Number.NaN,
    'round(a, 12)': 1e308,
    'not-a-limit / 0': Number.NaN,
  }
  for (const [text, expected] of Object.entries(texts)) {
    const formula = read(text.replace('not-a-limit', 'a'))
    compile(formula, frame, table.slot).run(table.cells, table.offsets, table.at('out'), 0, 1)
    expect([text, table.row('out')[0]]).toEqual([text, expected])
  }
})

test('[F24] a row that reads its own past is computed period by period', () => {
  const frame = frames[0] as Frame
  const formula = read('coalesce(prior(out), lag(out, 2), 100) + a - prior(rolling(out, 2)) * 0.25')
  fc.assert(
    fc.property(numbers, (values) => {
      const table = tableOf(read('a'), frame, values)
      const kernel = compile(formula, frame, table.slot)
      const expected = new Table(table.names.slice(0, -1), frame)
      expected.cells.set(table.cells)
      for (let index = 0; index < frame.count; index++) {
        kernel.run(table.cells, table.offsets, table.at('out'), index, index + 1)
        expected.cells[expected.at('out') + index] = interpret(formula, index, frame, expected.read).value
      }
      expectSame(table.row('out'), expected.row('out'))
    }),
  )
})

test('[F40] how far a change reaches', () => {
  const frame = frames[0] as Frame
  const table = new Table(ids, frame)
  const reachOf = (text: string) => {
    const { reads } = compile(read(text), frame, table.slot)
    return Object.fromEntries(reads.map(({ slot, reach }) => [table.names[slot], [reach.from, reach.to]]))
  }
  expect(reachOf('a + b')).toEqual({ a: [0, 0], b: [0, 0] })
  expect(reachOf('lag(a, 3) + rolling(b, 12)')).toEqual({ a: [3, 3], b: [0, 11] })
  expect(reachOf('prior(a) - delta(a)')).toEqual({ a: [0, 1] })
  expect(reachOf('prior(a, year) + growth(b, year)')).toEqual({ a: [12, 12], b: [0, 12] })
  expect(reachOf('ytd(lag(a, 2))')).toEqual({ a: [2, 13] })
  expect(reachOf('7')).toEqual({})
})

test('[F40] a change changes nothing outside its reach', () => {
  fc.assert(
    fc.property(
      value,
      anyFrame,
      numbers,
      fc.nat(),
      fc.constantFrom(...ids),
      cell,
      (text, frame, values, place, id, to) => {
        const formula = read(text)
        const table = tableOf(formula, frame, values)
        const kernel = compile(formula, frame, table.slot)
        const run = () => {
          kernel.run(table.cells, table.offsets, table.at('out'), 0, frame.count)
          return table.row('out')
        }
        const before = run()
        const period = place % frame.count
        table.cells[table.at(id) + period] = to
        const after = run()
        const reach = kernel.reads.find(({ slot }) => slot === table.slot(id))?.reach
        for (let index = 0; index < frame.count; index++) {
          const isReached = reach && index >= period + reach.from && index <= period + reach.to
          if (!isReached) expect(Object.is(before[index], after[index])).toBe(true)
        }
      },
    ),
    { numRuns: 2000 },
  )
})

test('[F39] kernels of one frame share their registers without harm', () => {
  const frame = frames[0] as Frame
  const texts = ['(a - b) * (a + b) / ((a * 2) - (b * 3))', 'if(a > b, rolling(a - b, 3), (a + 1) * (b + 1))']
  const formulas = texts.map(read)
  const table = tableOf(read('a + b'), frame, [3, 1, 4, 1, 5, 9, 2, 6])
  const kernels = formulas.map((formula) => compile(formula, frame, table.slot))
  for (const turn of [0, 1, 0, 1]) {
    kernels[turn]?.run(table.cells, table.offsets, table.at('out'), 0, frame.count)
    expectSame(table.row('out'), interpretRow(formulas[turn] as Formula, frame, table))
  }
})
