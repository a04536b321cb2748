import process from 'node:process'
import { fuzz } from './fuzz.ts'
import { measure } from './measure.ts'
import { frequencies, makeSeries } from './series.ts'

const [first = '300', seed = '1', wild = '100000'] = process.argv.slice(2)
const count = Number(first)
const percent = (share: number) => `${(100 * share).toFixed(1)} %`.padStart(8)

process.stdout.write(
  `${count} made series of each frequency; OWA against Naive2; shares of values within the 80 and 95 % intervals.\n\n`,
)
process.stdout.write('              OWA   sMAPE    MASE   in 80 %  in 95 %   Brier  calibration  ms/series\n')
for (const frequency of frequencies) {
  const all = Array.from({ length: count }, (_, at) => makeSeries(frequency, Number(seed) * 1_000_003 + at))
  const figures = measure(frequency, all)
  process.stdout.write(
    `${frequency.name.padEnd(12)}${figures.owa.toFixed(3)}  ${percent(figures.smape)} ${figures.mase.toFixed(3).padStart(6)}  ${percent(figures.within80)} ${percent(figures.within95)}   ${figures.brier.toFixed(3)}     ${percent(figures.calibration)}  ${figures.msPerSeries.toFixed(2).padStart(8)}\n`,
  )
}

const { made, refused, faults } = fuzz(Number(wild), Number(seed))
process.stdout.write(
  `\n${wild} wild series: ${made} forecast, ${refused} refused, ${faults.length} with a fault (NaN, infinity, crossed intervals, explosion)\n`,
)
for (const fault of faults.slice(0, 10)) process.stdout.write(`  ${fault}\n`)
process.exitCode = faults.length > 0 ? 1 : 0
