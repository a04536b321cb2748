import { compile } from '../packages/core/src/formula/compile.ts'
import { parseFormula } from '../packages/core/src/formula/parse.ts'
import { resolveFormula } from '../packages/core/src/formula/resolve.ts'
import type { Kind } from '../packages/core/src/quantity/kind.ts'
import { one } from '../packages/core/src/quantity/unit.ts'

const periods = 60
const rows = 4096
/** Kernels are run over different rows in turn, as the engine does; all of them stay within the second-level cache. */
const groups = 16

const months = Array.from({ length: periods }, (_, month) => month)
const frame = {
  grain: 'month' as const,
  count: periods,
  yearStart: Int32Array.from(months, (month) => month - (month % 12)),
  yearBefore: Int32Array.from(months, (month) => month - 12),
  days: new Int32Array(periods).fill(30),
}

type Loop = (cells: Float64Array, starts: readonly number[], out: number) => void

type Case = { readonly name: string; readonly formula: string; readonly loop: Loop }

const cases: readonly Case[] = [
  {
    name: 'sum of 8 rows',
    formula: 'sum(a, b, c, d, e, f, g, h)',
    loop: (cells, [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0], out) => {
      for (let p = 0; p < periods; p++) {
        let sum = (cells[a + p] as number) + (cells[b + p] as number) + (cells[c + p] as number)
        sum = sum + (cells[d + p] as number) + (cells[e + p] as number) + (cells[f + p] as number)
        cells[out + p] = sum + (cells[g + p] as number) + (cells[h + p] as number)
      }
    },
  },
  {
    name: 'ratio of two sums of 4',
    formula: 'sum(a, b, c, d) / sum(e, f, g, h)',
    loop: (cells, [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0], out) => {
      for (let p = 0; p < periods; p++) {
        const over = (cells[a + p] as number) + (cells[b + p] as number)
        const under = (cells[e + p] as number) + (cells[f + p] as number)
        const divisor = under + (cells[g + p] as number) + (cells[h + p] as number)
        const ratio = (over + (cells[c + p] as number) + (cells[d + p] as number)) / divisor
        cells[out + p] = divisor === 0 ? Number.NaN : ratio
      }
    },
  },
  {
    name: 'weighted mean of 4',
    formula: 'sum(a * e, b * f, c * g, d * h) / sum(e, f, g, h)',
    loop: (cells, [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0], out) => {
      for (let p = 0; p < periods; p++) {
        const u = cells[e + p] as number
        const v = cells[f + p] as number
        const w = cells[g + p] as number
        const x = cells[h + p] as number
        const over = (cells[a + p] as number) * u + (cells[b + p] as number) * v
        const divisor = u + v + w + x
        const mean = (over + (cells[c + p] as number) * w + (cells[d + p] as number) * x) / divisor
        cells[out + p] = divisor === 0 ? Number.NaN : mean
      }
    },
  },
  {
    name: 'quotient of two rows',
    formula: 'a / b',
    loop: (cells, [a = 0, b = 0], out) => {
      for (let p = 0; p < periods; p++) {
        const divisor = cells[b + p] as number
        cells[out + p] = divisor === 0 ? Number.NaN : (cells[a + p] as number) / divisor
      }
    },
  },
  {
    name: 'rolling 12 periods',
    formula: 'rolling(a, 12)',
    loop: (cells, [a = 0], out) => {
      for (let p = 0; p < 11; p++) cells[out + p] = Number.NaN
      for (let p = 11; p < periods; p++) {
        let sum = cells[a + p - 11] as number
        for (let at = a + p - 10; at <= a + p; at++) sum += cells[at] as number
        cells[out + p] = sum
      }
    },
  },
  {
    name: 'year to date',
    formula: 'ytd(a)',
    loop: (cells, [a = 0], out) => {
      let sum = 0
      for (let p = 0; p < periods; p++) {
        sum = p % 12 === 0 ? (cells[a + p] as number) : sum + (cells[a + p] as number)
        cells[out + p] = sum
      }
    },
  },
  {
    name: 'if',
    formula: 'if(a > b, c, d)',
    loop: (cells, [a = 0, b = 0, c = 0, d = 0], out) => {
      for (let p = 0; p < periods; p++) {
        cells[out + p] = (
          (cells[a + p] as number) > (cells[b + p] as number) ? cells[c + p] : cells[d + p]
        ) as number
      }
    },
  },
  {
    name: 'growth in a year',
    formula: 'growth(a, year)',
    loop: (cells, [a = 0], out) => {
      for (let p = 0; p < 12; p++) cells[out + p] = Number.NaN
      for (let p = 12; p < periods; p++) {
        const then = cells[a + p - 12] as number
        cells[out + p] = then === 0 ? Number.NaN : ((cells[a + p] as number) - then) / Math.abs(then)
      }
    },
  },
]

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
const cells = new Float64Array(rows * periods)
let seed = 1
for (let at = 0; at < cells.length; at++) {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
  cells[at] = 50 + seed / 2 ** 26
}
const offsets = Int32Array.from({ length: rows }, (_, row) => row * periods)
const measure = { unit: one, kind: 'flow' as Kind, grain: 'month' as const }

type Work = () => void

/** The same work by kernels and by hand, over `groups` sets of rows; each writes rows of its own. */
function worksOf({ formula, loop }: Case): { kernel: Work; hand: Work } {
  const parsed = parseFormula(formula, { file: 'bench', offset: 0 }).formula
  if (!parsed) throw new Error(`cannot read ${formula}`)
  const resolved = resolveFormula(parsed, () => measure)
  const groupsOf = Array.from({ length: groups }, (_, group) => {
    const first = group * 10
    const kernel = compile(resolved, frame, (id) => first + names.indexOf(id))
    const starts = names.map((_name, place) => offsets[first + place] as number)
    return { kernel, starts, out: offsets[first + 8] as number, by: offsets[first + 9] as number }
  })
  return {
    kernel: () => {
      for (const { kernel, out } of groupsOf) kernel.run(cells, offsets, out, 0, periods)
    },
    hand: () => {
      for (const { starts, by } of groupsOf) loop(cells, starts, by)
    },
  }
}

function nanosecondsOf(work: Work, repeats: number): number {
  const start = performance.now()
  for (let repeat = 0; repeat < repeats; repeat++) work()
  return ((performance.now() - start) * 1e6) / repeats / groups
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] as number
}

/** Kernels against loops written by hand, in turns, on the same rows. */
export function benchFormulas(): void {
  const works = cases.map((one) => ({ ...one, ...worksOf(one) }))
  // Every loop has to have met every shape before one is timed.
  for (let round = 0; round < 10; round++)
    for (const { kernel, hand } of works) for (const work of [kernel, hand]) nanosecondsOf(work, 500)
  console.log(`${'formula over 60 periods'.padEnd(28)}kernel, ns  by hand, ns  ratio`)
  for (const { name, kernel, hand } of works) {
    const turns = Array.from({ length: 21 }, () => [nanosecondsOf(kernel, 1000), nanosecondsOf(hand, 1000)])
    const own = median(turns.map(([time]) => time as number))
    const other = median(turns.map(([, time]) => time as number))
    const figures = [
      own.toFixed(0).padStart(10),
      other.toFixed(0).padStart(13),
      (own / other).toFixed(2).padStart(7),
    ]
    console.log(`${name.padEnd(28)}${figures.join('')}`)
  }
  benchReading()
}

function benchReading(): void {
  const text = 'sum(north, south, east, west) / sum(north-base, south-base, east-base, west-base)'
  const ids: readonly string[] = text.match(/[a-z-]{4,}/g) ?? []
  const slotOf = (id: string) => ids.indexOf(id)
  const parse = () => parseFormula(text, { file: 'bench', offset: 0 }).formula
  const parsed = parse()
  if (!parsed) throw new Error(`cannot read ${text}`)
  const times = (work: Work) => {
    const perTurn = Array.from({ length: 21 }, () => nanosecondsOf(work, 2000) * groups)
    return (median(perTurn) / 1000).toFixed(2)
  }
  console.log(
    `parse a formula of 8 measures: ${times(parse)} µs; compile it: ${times(() => compile(parsed, frame, slotOf))} µs`,
  )
}

benchFormulas()
