import type { ForecastRequest, GoalAhead, LinkRequest, Observations, SourceFile } from '@keelson/core'
import {
  backtest,
  chanceAhead,
  driversOf,
  forecast,
  futureOf,
  interval,
  judgeMap,
  objectiveOutlooks,
  quantilesOf,
  readStrategy,
  simulate,
  valuesIfMet,
} from '@keelson/core'

/** Work that takes too long for the thread that answers requests; plain data in and out. */
export type Task =
  | { readonly kind: 'outlook'; readonly request: ForecastRequest; readonly goal: GoalAhead | undefined }
  | { readonly kind: 'quantiles'; readonly request: ForecastRequest; readonly goal: GoalAhead }
  | { readonly kind: 'evidence'; readonly links: readonly LinkRequest[] }
  | {
      readonly kind: 'simulate'
      readonly files: readonly SourceFile[]
      readonly observations: Observations
      readonly asOf: number
      readonly draws: number
    }

export type Result<Kind extends Task['kind']> = Kind extends 'outlook'
  ? ReturnType<typeof outlook>
  : Kind extends 'quantiles'
    ? ReturnType<typeof quantiles>
    : Kind extends 'evidence'
      ? ReturnType<typeof judgeMap>
      : ReturnType<typeof future>

/** Does a task. */
export function perform(task: Task): Result<Task['kind']> {
  if (task.kind === 'outlook') return outlook(task.request, task.goal)
  if (task.kind === 'quantiles') return quantiles(task.request, task.goal)
  return task.kind === 'evidence' ? judgeMap([...task.links]) : future(task)
}

const shares = [0.5, 0.8, 0.95] as const

function outlook(request: ForecastRequest, goal: GoalAhead | undefined) {
  const made = forecast(request)
  const chance = goal && chanceAhead(goal, request)
  return {
    forecast:
      made.kind === 'refused'
        ? { why: made.message }
        : {
            method: made.method,
            points: made.points,
            mean: made.mean,
            bands: shares.map((share) => ({ share, ...interval(made, share) })),
          },
    past: made.kind === 'refused' ? undefined : backtest(request),
    chance:
      chance === undefined
        ? undefined
        : 'why' in chance
          ? chance
          : {
              chance: chance.chance,
              low80: chance.quantile(0.1),
              middle: chance.quantile(0.5),
              high80: chance.quantile(0.9),
            },
  }
}

/** The values that are not exceeded with a chance of 0, 1, … 100 %. */
function quantiles(request: ForecastRequest, goal: GoalAhead) {
  const ahead = chanceAhead(goal, request)
  if ('why' in ahead) return { quantiles: { why: ahead.why } }
  return { quantiles: { at: Array.from({ length: 101 }, (_, percent) => ahead.quantile(percent / 100)) } }
}

const mostDrivers = 5

function future({ files, observations, asOf, draws }: Extract<Task, { kind: 'simulate' }>) {
  const { strategy } = readStrategy(files)
  const all = futureOf(strategy, observations, asOf)
  const drawn = simulate(all, { draws })
  if (drawn === undefined) return { objectives: [], kpis: [], unforecast: all.unforecast }
  const ifMet = valuesIfMet(all)
  return {
    objectives: objectiveOutlooks(all, drawn),
    kpis: all.goals.map(({ kpi }, at) => {
      const [low80, middle, high80] = quantilesOf(drawn.values[at] as Float64Array, [0.1, 0.5, 0.9])
      const drivers = driversOf(all, drawn, at).slice(0, mostDrivers)
      return { kpi, chance: drawn.chances[at], low80, middle, high80, ifMet: ifMet[at], drivers }
    }),
    unforecast: all.unforecast,
  }
}
