import { spawnSync } from 'node:child_process'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { benchCheck } from './check.ts'
import { benchDuckDb } from './duck.ts'
import type { Comparison } from './engine.ts'
import { benchEngine, laterLoads } from './engine.ts'
import type { Figures } from './figures.ts'
import type { Measured } from './goals.ts'
import { goalsOf } from './goals.ts'
import { benchHyperFormula, laterHyperLoads } from './hyper.ts'
import { headings, printGoals, printLine, ratiosOf, timesOf } from './table.ts'
import { makeWorkload } from './workload.ts'

/** Every measurement runs in a process of its own, so that none pays for the memory of another. */
const parts = {
  engine: (count: number, periods: number) => benchEngine(makeWorkload(count, periods)),
  hyperformula: (count: number, periods: number) => benchHyperFormula(makeWorkload(count, periods)),
  duckdb: (count: number, periods: number) => benchDuckDb(makeWorkload(count, periods)),
}

type Part = keyof typeof parts
type Size = readonly [count: number, periods: number]

const sizes: readonly Size[] = [
  [1000, 60],
  [10_000, 60],
  [100_000, 60],
  [1_000_000, 12],
]
const large: Size = [100_000, 60]
/** The sizes tried for HyperFormula, until it holds one. */
const hyperSizes: readonly Size[] = [
  [10_000, 60],
  [1000, 60],
]
const heapMegabytes = 9000
const longestMs = 150_000

const [part, count, periods] = process.argv.slice(2)
if (part) {
  const result = await parts[part as Part](Number(count), Number(periods))
  process.stdout.write(JSON.stringify(result))
} else benchAll()

function nameOf([count, periods]: Size): string {
  return `${count.toLocaleString('en')} × ${periods}`
}

/** Undefined where it did not come to an end in the time and memory given; says so. */
function measure<T>(part: Part, size: Size): T | undefined {
  process.stderr.write(`${part}, ${nameOf(size)} ...\n`)
  const flags = ['--expose-gc', `--max-old-space-size=${heapMegabytes}`, fileURLToPath(import.meta.url)]
  const done = spawnSync(process.execPath, [...flags, part, ...size.map(String)], {
    encoding: 'utf8',
    maxBuffer: 1e8,
    timeout: longestMs,
  })
  if (done.status === 0) return JSON.parse(done.stdout) as T
  process.stderr.write(`${done.stderr.slice(-600)}\n`)
  const limits = `${longestMs / 1000} s and ${heapMegabytes / 1000} GB of heap`
  process.stdout.write(`${part} did not finish ${nameOf(size)} within ${limits}.\n`)
  return undefined
}

function benchAll(): void {
  printLine(['KPIs × periods', ...headings, 'bytes a KPI-period'])
  const results = new Map<string, Comparison>()
  for (const size of sizes) {
    const result = measure<Comparison>('engine', size)
    if (!result) continue
    results.set(nameOf(size), result)
    printComparison(size, result)
  }
  const comparison = results.get(nameOf(large))
  const hyper = benchHyper(results)
  const duck = measure<{ loadMs: number; againMs: number }>('duckdb', large)
  if (duck)
    printLine([
      `DuckDB ${nameOf(large)}`,
      `${duck.loadMs.toFixed(0)} ms`,
      '',
      `${duck.againMs.toFixed(0)} ms`,
    ])
  process.stderr.write('keelson check, whole runs ...\n')
  const measured: Measured = {
    check: benchCheck(),
    ...(comparison && { large: comparison }),
    ...(hyper && { hyper }),
    ...(duck && { duckMs: duck.againMs }),
  }
  process.stdout.write('\n')
  printGoals(goalsOf(measured))
  process.stdout.write(
    `\nFirst loads are of cold code in a new process. Medians are of ${laterLoads + 1} loads in one process, of HyperFormula of ${laterHyperLoads + 1}; the first one counts.\n`,
  )
  if (!comparison) return
  const pass = comparison.plain.againMs.toFixed(0)
  process.stdout.write(
    `Times are of this machine as it was, where the plain loop took ${pass} ms for a full pass.\n`,
  )
}

function printComparison(size: Size, { engine, plain, cells, differing }: Comparison): void {
  printLine([nameOf(size), ...timesOf(engine), (engine.bytes / cells).toFixed(0)])
  printLine(['  the plain loop', ...timesOf(plain)])
  printLine(['  engine / plain loop', ...ratiosOf(engine, plain), `${differing} numbers differ`])
}

function benchHyper(results: ReadonlyMap<string, Comparison>): Measured['hyper'] {
  for (const size of hyperSizes) {
    const hyper = measure<Figures>('hyperformula', size)
    const engine = results.get(nameOf(size))?.engine
    if (!hyper || !engine) continue
    printLine([
      `HyperFormula ${nameOf(size)}`,
      ...timesOf(hyper),
      (hyper.bytes / size[0] / size[1]).toFixed(0),
    ])
    return { engine, hyper }
  }
  return undefined
}
