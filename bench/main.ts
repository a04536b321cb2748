import { spawnSync } from 'node:child_process'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { benchCheck } from './check.ts'
import { benchDuckDb } from './duck.ts'
import type { Comparison } from './engine.ts'
import { benchEngine } from './engine.ts'
import type { Figures } from './figures.ts'
import { benchHyperFormula } from './hyper.ts'
import { makeWorkload } from './workload.ts'

/** Every measurement runs in a process of its own, so that none pays for the memory of another. */
const parts = {
  engine: (count: number, periods: number) => benchEngine(makeWorkload(count, periods)),
  hyperformula: (count: number, periods: number) => benchHyperFormula(makeWorkload(count, periods)),
  duckdb: (count: number, periods: number) => benchDuckDb(makeWorkload(count, periods)),
}

type Part = keyof typeof parts

const [part, count, periods] = process.argv.slice(2)
if (part) {
  const result = await parts[part as Part](Number(count), Number(periods))
  process.stdout.write(JSON.stringify(result))
} else await benchAll()

function measure<T>(part: Part, count: number, periods: number): T | undefined {
  process.stderr.write(`${part}, ${count.toLocaleString('en')} KPIs × ${periods} periods ...\n`)
  const flags = ['--expose-gc', '--max-old-space-size=16000', fileURLToPath(import.meta.url)]
  const done = spawnSync(process.execPath, [...flags, part, String(count), String(periods)], {
    encoding: 'utf8',
    maxBuffer: 1e8,
  })
  if (done.status === 0) return JSON.parse(done.stdout) as T
  process.stderr.write(`${done.stderr.slice(-600)}\n`)
  return undefined
}

async function benchAll(): Promise<void> {
  const sizes: [number, number][] = [
    [1000, 60],
    [10_000, 60],
    [100_000, 60],
    [1_000_000, 12],
  ]
  const results = new Map<number, Comparison>()
  for (const [size, periods] of sizes) {
    const result = measure<Comparison>('engine', size, periods)
    if (result) results.set(size, result)
  }
  print([
    'KPIs × periods',
    'load + all',
    'all again',
    'one change, median',
    'p99',
    'a month, all leaves',
    'bytes per KPI-period',
  ])
  for (const [size, periods] of sizes) {
    const result = results.get(size)
    if (!result) continue
    const { engine, plain, differing } = result
    print([
      `${size.toLocaleString('en')} × ${periods}`,
      ...times(engine),
      (engine.bytes / size / periods).toFixed(0),
    ])
    print(['  plain loop', ...times(plain), '8 a number'])
    print(['  ratio', ...ratios(engine, plain), `${differing} numbers differ`])
  }
  const hyper = measure<Figures>('hyperformula', 10_000, 60)
  if (hyper) print(['HyperFormula 10,000 × 60', ...times(hyper), (hyper.bytes / 600_000).toFixed(0)])
  const duck = measure<{ loadMs: number; againMs: number }>('duckdb', 100_000, 60)
  if (duck) print(['DuckDB 100,000 × 60', `${duck.loadMs.toFixed(0)} ms`, `${duck.againMs.toFixed(0)} ms`])
  process.stderr.write('keelson check as a whole process ...\n')
  printGoals(results.get(100_000), results.get(10_000), hyper, duck)
}

/** Every line of the goals: what is measured beside the bar and the aim. Absolute times hold for this machine only. */
function printGoals(
  large: Comparison | undefined,
  middle: Comparison | undefined,
  hyper: Figures | undefined,
  duck: { againMs: number } | undefined,
): void {
  const goals: [string, string, string, string][] = []
  if (large) {
    const { engine, plain } = large
    goals.push(
      ['everything recomputed, against the plain loop', ratio(engine.againMs, plain.againMs), '2 ×', '1 ×'],
      [
        'one change to all affected, against the plain loop',
        ratio(engine.medianUs, plain.medianUs),
        '2.5 ×',
        '',
      ],
      ['one change, median', `${engine.medianUs.toFixed(1)} µs`, '6 µs', '3 µs'],
      ['one change, p99', `${engine.p99Us.toFixed(1)} µs`, '60 µs', '15 µs'],
      ['load and full pass at 100,000 × 60', `${engine.loadMs.toFixed(0)} ms`, '400 ms', '200 ms'],
      ['a new month for all leaves', `${engine.monthMs.toFixed(0)} ms`, '60 ms', '30 ms'],
      [
        'memory for a KPI and period',
        `${(engine.bytes / 6_000_000).toFixed(0)} bytes`,
        '100 bytes',
        '48 bytes',
      ],
    )
    if (duck) goals.push(['DuckDB, full recomputation', ratio(duck.againMs, engine.againMs), '15 ×', '40 ×'])
  }
  if (hyper && middle) {
    const { engine } = middle
    goals.push(
      ['HyperFormula at 10,000 × 60, load', ratio(hyper.loadMs, engine.loadMs), '400 ×', '1,500 ×'],
      ['HyperFormula, one change', ratio(hyper.medianUs, engine.medianUs), '40 ×', '150 ×'],
      ['HyperFormula, memory', ratio(hyper.bytes, engine.bytes), '20 ×', '80 ×'],
    )
  }
  const check = benchCheck()
  goals.push(
    ['keelson check of 5,000 KPIs, processor time', `${check.large.toFixed(2)} s`, '1 s', ''],
    ['keelson check of the demo company', `${check.demo.toFixed(2)} s`, '0.3 s', ''],
  )
  process.stdout.write('\nGoals\n')
  for (const [goal, measured, bar, aim] of [['', 'measured', 'bar', 'aim'], ...goals]) {
    const cells = [measured, bar, aim].map((cell) => String(cell).padStart(12)).join('')
    process.stdout.write(`${String(goal).padEnd(52)}${cells}\n`)
  }
}

function ratio(a: number, b: number): string {
  return `${(a / b).toFixed(a / b < 10 ? 2 : 0)} ×`
}

function times({ loadMs, againMs, medianUs, p99Us, monthMs }: Figures): string[] {
  const ms = (value: number) => (Number.isFinite(value) ? `${value.toFixed(value < 10 ? 2 : 0)} ms` : '')
  return [ms(loadMs), ms(againMs), `${medianUs.toFixed(1)} µs`, `${p99Us.toFixed(1)} µs`, ms(monthMs)]
}

function ratios(engine: Figures, plain: Figures): string[] {
  const names = ['loadMs', 'againMs', 'medianUs', 'p99Us', 'monthMs'] as const
  return names.map((name) => `${(engine[name] / plain[name]).toFixed(2)} ×`)
}

function print(cells: readonly string[]): void {
  const [head = '', ...rest] = cells
  process.stdout.write(`${[head.padEnd(26), ...rest.map((cell) => cell.padStart(20))].join('').trimEnd()}\n`)
}
