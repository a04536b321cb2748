import process from 'node:process'
import { judgeMap } from '@keelson/core'
import type { MadeLink } from './maps.ts'
import { makeMap } from './maps.ts'
import { judgeNaively } from './naive.ts'

const [first = '400', second = '6'] = process.argv.slice(2)
const [maps, trueLinks] = [Number(first), Number(second)]
const bars = [
  { points: 24, power: 0.18 },
  { points: 36, power: 0.42 },
  { points: 60, power: 0.66 },
]
const mostFalse = 0.05

type Judge = (links: readonly MadeLink[]) => readonly boolean[]

const judges: readonly (readonly [string, Judge])[] = [
  ['supported', (links) => judgeMap(links).map(({ verdict }) => verdict === 'supported')],
  [
    'supported or tentative',
    (links) => judgeMap(links).map(({ verdict }) => verdict === 'supported' || verdict === 'tentative'),
  ],
  ['naive twin', judgeNaively],
]

process.stdout.write(`${maps} made maps of up to 12 links, ${trueLinks} of them true\n\n`)
process.stdout.write('points  judged by                false discoveries   power   ms/link\n')
for (const { points, power } of bars) {
  for (const [name, judge] of judges) {
    let [found, wrong, truths, links, ms] = [0, 0, 0, 0, 0]
    for (let seed = 0; seed < maps; seed++) {
      const map = makeMap(points, 77_000 + seed, trueLinks)
      const start = performance.now()
      const verdicts = judge(map)
      ms += performance.now() - start
      for (const [at, { isTrue }] of map.entries()) {
        links++
        if (isTrue) truths++
        if (verdicts[at] && isTrue) found++
        if (verdicts[at] && !isTrue) wrong++
      }
    }
    const rate = wrong / Math.max(1, found + wrong)
    const holds = rate <= mostFalse && found / truths >= power
    const verdict = name === 'supported or tentative' ? '' : holds ? 'bar held' : 'BAR MISSED'
    process.stdout.write(
      `${String(points).padStart(6)}  ${name.padEnd(24)} ${(100 * rate).toFixed(1).padStart(15)} % ${((100 * found) / truths).toFixed(1).padStart(6)} %  ${(ms / links).toFixed(3).padStart(7)}  ${verdict}\n`,
    )
  }
}
