import type { Unit } from '../quantity/unit.ts'
import { diagnoser } from '../text/diagnostic.ts'
import { usualBands } from './build-organisation.ts'
import type {
  Bands,
  Baseline,
  Goalpost,
  Id,
  Measure,
  Organisation,
  Revision,
  StatusMethod,
  Target,
  Trajectory,
} from './model.ts'
import type { Resolver } from './resolver.ts'
import { beginning } from './resolver.ts'
import type { Amount, Place } from './shape.ts'
import { spanOf } from './shape.ts'
import type { RevisionItem, StatusItem, TargetItem, TrajectoryItem } from './target-shapes.ts'

const words = {
  'target-empty': 'The target says neither value, change nor between, nor a value for each period.',
  'target-twice': 'Say one of value, change and between, not several.',
  'between-two': 'between takes two amounts, the lower first: [2, 4].',
  'scale-empty': 'The scale needs both min and max, in the unit of the measure.',
}
const diagnose = diagnoser(words)

type Context = {
  readonly resolver: Resolver
  readonly organisation: Organisation
  readonly measure: Measure
  readonly people: ReadonlyMap<Id, unknown>
}

/** A target as meant; undefined where its period or its goalpost cannot be read. */
export function buildTarget(kpi: Id, item: TargetItem, context: Context): Target | undefined {
  const { resolver, organisation, people } = context
  const period = resolver.period(item.for)
  const goalpost = buildGoalpost(item, item.at, context)
  if (!period || !goalpost) return undefined
  const agreed = resolver.day(item.agreed)
  const trajectory = buildTrajectory(item.trajectory, context) ?? { kind: 'step' }
  const first: Revision = {
    from: beginning,
    recorded: agreed ?? beginning,
    goalpost,
    trajectory,
    reason: undefined,
    reasonCode: undefined,
    by: undefined,
    decidedIn: undefined,
    at: item.at,
  }
  const later = (item.revisions ?? []).flatMap(
    (revision) => buildRevision(revision, trajectory, context) ?? [],
  )
  return {
    kpi,
    period,
    first: resolver.calendar.start(period.grain, period.ordinal),
    due: resolver.calendar.end(period.grain, period.ordinal),
    baseline: buildBaseline(item.baseline, context),
    each: item.each,
    revisions: [first, ...later.sort((a, b) => a.recorded - b.recorded || a.from - b.from)],
    agreed,
    method: buildMethod(item.status, context),
    score: item.score ?? 'attainment',
    scale: buildScale(item, context),
    tolerance: resolver.share(item.tolerance, organisation.tolerance),
    padding: resolver.share(item.padding, organisation.padding),
    owner: resolver.id(item.owner, 'person', people),
    signedBy: resolver.ids(item['signed-by'], 'person', people),
    at: item.at,
  }
}

type GoalpostItem = Pick<TargetItem, 'value' | 'change' | 'between' | 'trajectory'>

function buildGoalpost(item: GoalpostItem, at: Place, context: Context): Goalpost | undefined {
  const { resolver, measure } = context
  const said = [item.value, item.change, item.between].filter((one) => one !== undefined)
  if (said.length > 1) {
    resolver.diagnostics.push(diagnose('target-twice', 'error', spanOf(at, 'value')))
    return undefined
  }
  if (item.value) return withValue(resolver.amount(item.value, measure.unit))
  if (item.change) return buildChange(item.change, measure.unit, resolver)
  if (item.between) return buildRange(item.between, at, context)
  if (item.trajectory instanceof Map && item.trajectory.size > 0) {
    const last = [...(item.trajectory as ReadonlyMap<string, Amount>).values()].at(-1) as Amount
    return withValue(resolver.amount(last, measure.unit))
  }
  resolver.diagnostics.push(diagnose('target-empty', 'error', spanOf(at)))
  return undefined
}

function withValue(value: number | undefined): Goalpost | undefined {
  return value === undefined ? undefined : { kind: 'value', value }
}

function buildChange(change: Amount, unit: Unit, resolver: Resolver): Goalpost | undefined {
  if (change.form === 'percent') return { kind: 'change', by: change.value / 100, relative: true }
  if (change.form === 'point' && unit.form === 'plain') {
    const by = resolver.amount(change, unit)
    return by === undefined ? undefined : { kind: 'change', by, relative: false }
  }
  const by = unit.form === 'plain' ? change.value : change.value / 100
  return { kind: 'change', by, relative: false }
}

function buildRange(between: readonly Amount[], at: Place, context: Context): Goalpost | undefined {
  const [low, high] = between.map((bound) => context.resolver.amount(bound, context.measure.unit))
  if (between.length === 2 && low !== undefined && high !== undefined && low <= high) {
    return { kind: 'between', low, high }
  }
  context.resolver.diagnostics.push(diagnose('between-two', 'error', spanOf(at, 'between')))
  return undefined
}

function buildTrajectory(item: TrajectoryItem | undefined, context: Context): Trajectory | undefined {
  if (item === undefined) return undefined
  if (typeof item === 'string') return { kind: item }
  const values = [...item].flatMap(([name, amount]) => {
    const period = context.resolver.period({ text: name, span: amount.span })
    const value = context.resolver.amount(amount, context.measure.unit)
    return period && value !== undefined ? [[period, value] as const] : []
  })
  return { kind: 'custom', values }
}

function buildRevision(item: RevisionItem, usual: Trajectory, context: Context): Revision | undefined {
  const { resolver } = context
  const from = resolver.day(item.from)
  const goalpost = buildGoalpost(item, item.at, context)
  if (from === undefined || !goalpost) return undefined
  return {
    from,
    recorded: resolver.day(item.recorded) ?? from,
    goalpost,
    trajectory:
      buildTrajectory(item.trajectory, context) ?? (usual.kind === 'custom' ? { kind: 'step' } : usual),
    reason: item.reason,
    reasonCode: item['reason-code'],
    decidedIn: item['decided-in'],
    by: resolver.id(item.by, 'person', context.people),
    at: item.at,
  }
}

function buildBaseline(item: TargetItem['baseline'], context: Context): Baseline {
  if (!item) return { kind: 'measured', period: undefined }
  if ('period' in item) return { kind: 'measured', period: context.resolver.period(item.period) }
  const value = context.resolver.amount(item, context.measure.unit)
  return value === undefined ? { kind: 'measured', period: undefined } : { kind: 'value', value }
}

function buildMethod(item: StatusItem | undefined, { resolver, measure }: Context): StatusMethod {
  const usual = (item?.method === 'growth' ? { onTrack: 0.95, atRisk: 0.6 } : usualBands) satisfies Bands
  if (item?.method === 'trajectory') {
    const written = item.tolerance
    if (!written) return { kind: 'trajectory', tolerance: 0.05, relative: true }
    const relative = written.form === 'percent'
    const tolerance = relative ? written.value / 100 : resolver.amount(written, measure.unit)
    return { kind: 'trajectory', tolerance: tolerance ?? 0.05, relative: tolerance === undefined || relative }
  }
  const onTrack = resolver.share(item?.['on-track'], usual.onTrack)
  const atRisk = Math.min(resolver.share(item?.['at-risk'], usual.atRisk), onTrack)
  return { kind: item?.method ?? 'attainment', onTrack, atRisk }
}

function buildScale(item: TargetItem, { resolver, measure }: Context): Target['scale'] {
  if (!item.scale) return undefined
  const min = resolver.amount(item.scale.min, measure.unit)
  const max = resolver.amount(item.scale.max, measure.unit)
  if (min !== undefined && max !== undefined) return { min, max }
  resolver.diagnostics.push(diagnose('scale-empty', 'error', spanOf(item.at, 'scale')))
  return undefined
}
