import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { fuzz, printFuzz } from '../fuzz.ts'
import { tryFaults } from './judge.ts'
import { faults } from './plant.ts'
import { fuzzRequests, killServers } from './server.ts'

/** Plants faults in companies of many seeds; says what was missed and what was found in sound ones. */
export function countFaults(seeds: number): {
  planted: Map<string, number>
  missed: string[]
  invented: string[]
} {
  const planted = new Map<string, number>()
  const missed: string[] = []
  const invented: string[] = []
  for (let seed = 1; seed <= seeds; seed++) {
    const verdict = tryFaults(seed)
    for (const { code } of verdict.planted) planted.set(code, (planted.get(code) ?? 0) + 1)
    for (const { code, on } of verdict.missed) missed.push(`seed ${seed}: ${code} on ${on}`)
    for (const one of verdict.invented) invented.push(`seed ${seed}: ${one}`)
    if (seed % 100 === 0) process.stderr.write(`${seed} of ${seeds} companies\n`)
  }
  return { planted, missed, invented }
}

function report(seeds: number): boolean {
  const { planted, missed, invented } = countFaults(seeds)
  const total = [...planted.values()].reduce((sum, count) => sum + count, 0)
  process.stdout.write(
    `Companies of seeds 1 to ${seeds}: ${total} faults of ${faults.length} kinds planted, ${missed.length} missed.\n`,
  )
  for (const [code, count] of [...planted].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const lost = missed.filter((one) => one.includes(`: ${code} on `)).length
    process.stdout.write(`  ${code.padEnd(32)}${String(count).padStart(5)} planted  ${lost} missed\n`)
  }
  process.stdout.write(`Sound companies: ${seeds}, findings in them: ${invented.length}.\n`)
  for (const one of [...missed, ...invented].slice(0, 20)) process.stdout.write(`  ${one}\n`)
  return missed.length === 0 && invented.length === 0
}

if (import.meta.url === pathToFileURL(process.argv[1] as string).href) {
  const isSound = report(Number(process.argv[2] ?? 1000))
  process.stdout.write(printFuzz(fuzz(Number(process.argv[3] ?? 100_000), 1)))
  const isKept = await killServers(Number(process.argv[4] ?? 200), Number(process.argv[5] ?? 50))
  const isRight = await fuzzRequests(Number(process.argv[6] ?? 200_000))
  process.exitCode = isSound && isKept && isRight ? 0 : 1
}
