import type { LinkRequest, Wanted } from '@keelson/core'
import { chanceAt, chanceOfAll, forecast, interval, judgeMap } from '@keelson/core'
import { LineFault, readObject, readOptional, readValues, readWhole, readWord } from './fields.ts'
import { readSeries } from './series-line.ts'

/** What is done with each line: an object in, an object out; a `LineFault` where the line cannot be used. */
export const tasks = { forecast: forecastLine, attain: attainLine, evidence: evidenceLine } as const

export type Task = keyof typeof tasks

type Line = Readonly<Record<string, unknown>>

/** What came of a line: text for stdout, or for stderr. */
export type Outcome = { readonly out?: string; readonly fault?: string }

/** Does a task with one line, the `number`th of the input; an empty line gives nothing. */
export function doLine(task: Task, line: string, number: number): Outcome {
  if (line.trim() === '') return {}
  let id: unknown
  try {
    const object = readObject(line)
    id = object.id
    if (typeof id !== 'string' && typeof id !== 'number') throw new LineFault('"id" is a text or a number.')
    return { out: JSON.stringify({ id, ...tasks[task](object) }) }
  } catch (error) {
    if (!(error instanceof LineFault)) throw error
    return {
      fault: JSON.stringify({ line: number, ...(id === undefined ? {} : { id }), error: error.message }),
    }
  }
}

function forecastLine(line: Line): object {
  const made = forecast(readSeries(line))
  if (made.kind === 'refused') return { refused: made.reason, message: made.message }
  const [half, most, all] = [interval(made, 0.5), interval(made, 0.8), interval(made, 0.95)]
  return {
    mean: Array.from(made.mean),
    lo50: Array.from(half.low),
    hi50: Array.from(half.high),
    lo80: Array.from(most.low),
    hi80: Array.from(most.high),
    lo95: Array.from(all.low),
    hi95: Array.from(all.high),
    method: made.method,
  }
}

/** The chance that the value of the last period is what is wanted; with "trajectory", that of every period is. */
function attainLine(line: Line): object {
  const request = readSeries(line)
  const polarity = readWord('polarity', line.polarity ?? 'higher', ['higher', 'lower', 'range'])
  const wanted = readWanted(line, polarity)
  const made = forecast(request)
  if (made.kind === 'refused') return { refused: made.reason, message: made.message }
  if (!Array.isArray(wanted))
    return { chance: chanceAt(made, request.horizon - 1, wanted as Wanted), method: made.method }
  if (wanted.length !== request.horizon) {
    throw new LineFault(
      `"trajectory" has a target for each of ${request.horizon} periods, not ${wanted.length}.`,
    )
  }
  return { chance: chanceOfAll(made, wanted), method: made.method }
}

function readWanted(line: Line, polarity: 'higher' | 'lower' | 'range'): Wanted | (Wanted | undefined)[] {
  if (polarity === 'range') {
    const [low, high] = [readOptional('from', line.from), readOptional('to', line.to)]
    if (low === undefined || high === undefined) throw new LineFault('A range has "from" and "to".')
    return { polarity, low, high }
  }
  if (line.trajectory !== undefined) {
    const targets = readValues('trajectory', line.trajectory)
    return Array.from(targets, (target) => (Number.isNaN(target) ? undefined : { polarity, target }))
  }
  const target = readOptional('target', line.target)
  if (target === undefined) throw new LineFault('"target" is the number wanted at the end of the horizon.')
  return { polarity, target }
}

/** The verdicts on the links of one map, in their order. */
function evidenceLine(line: Line): object {
  const season = readWhole('season', line.season, { least: 1, most: 1000, otherwise: 1 })
  const series = line.series as Line | undefined
  if (typeof series !== 'object' || series === null || Array.isArray(series)) {
    throw new LineFault('"series" is an object of lists of numbers, by name.')
  }
  if (!Array.isArray(line.links)) throw new LineFault('"links" is a list of {from, to, sign, lag}.')
  const known = new Map(
    Object.entries(series).map(([name, values]) => [name, readValues(`series.${name}`, values)]),
  )
  const links = line.links.map((link: unknown, at) => readLink(link, `links[${at}]`, known, season))
  const evidence = judgeMap(links.map(({ request }) => request))
  return { links: links.map(({ names }, at) => ({ ...names, ...evidence[at] })) }
}

function readLink(value: unknown, name: string, known: ReadonlyMap<string, Float64Array>, season: number) {
  if (typeof value !== 'object' || value === null)
    throw new LineFault(`"${name}" is an object {from, to, sign, lag}.`)
  const link = value as Line
  const end = (which: 'from' | 'to'): Float64Array => {
    const values = typeof link[which] === 'string' ? known.get(link[which]) : undefined
    if (values) return values
    throw new LineFault(`"${name}.${which}" names one of the series, not ${JSON.stringify(link[which])}.`)
  }
  const lag = readWhole(`${name}.lag`, link.lag, { least: 0, most: 1000, otherwise: 0 })
  const request: LinkRequest = {
    from: end('from'),
    to: end('to'),
    sign: readSign(link.sign, name),
    lag,
    season,
  }
  return { names: { from: link.from, to: link.to }, request }
}

function readSign(sign: unknown, name: string): 1 | -1 {
  if (sign === undefined || sign === 1 || sign === '+') return 1
  if (sign === -1 || sign === '-') return -1
  throw new LineFault(`"${name}.sign" is 1 or -1, "+" or "-", not ${JSON.stringify(sign)}.`)
}
