import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Results } from '@keelson/core'
import { kpiRow, scoreOf, statuses } from '@keelson/core'
import Type from 'typebox'
import { OrganisationParams, refusals } from '../api/common.ts'
import type { App, ServerParts } from '../app.ts'
import { enter } from '../http/access.ts'
import type { Family, Sample } from '../http/open-metrics.ts'
import { contentType, printMetrics } from '../http/open-metrics.ts'

/** How the server does, for everybody who reaches it; and a company's KPIs, for who may read them. */
export function metricsRoutes(app: App, parts: ServerParts): void {
  const delay = monitorEventLoopDelay({ resolution: 10 })
  delay.enable()
  app.addHook('onClose', async () => {
    delay.disable()
  })
  const answers = new Map<string, number>()
  app.addHook('onResponse', async (_request, { statusCode }) => {
    const kind = `${Math.floor(statusCode / 100)}xx`
    answers.set(kind, (answers.get(kind) ?? 0) + 1)
  })

  app.get('/metrics', { schema: { hide: true } }, (_request, reply) => {
    const { rss, heapUsed } = process.memoryUsage()
    const one = (name: string, help: string, value: number): Family => ({
      name,
      type: 'gauge',
      help,
      samples: [{ value }],
    })
    const families: Family[] = [
      one('keelson_process_resident_memory_bytes', 'Resident memory.', rss),
      one('keelson_heap_used_bytes', 'Heap in use.', heapUsed),
      one('keelson_uptime_seconds', 'Time since the start.', process.uptime()),
      one(
        'keelson_event_loop_delay_p99_seconds',
        '99th percentile of how late the event loop is.',
        delay.percentile(99) / 1e9,
      ),
      one('keelson_stream_viewers', 'Open streams.', parts.stream.viewers),
      {
        name: 'keelson_answers',
        type: 'counter',
        help: 'Answers by the class of their status.',
        samples: [...answers].map(([status, value]) => ({ labels: { status }, value })),
      },
    ]
    return reply.type(contentType).send(printMetrics(families))
  })

  app.get(
    '/api/v1/organisations/:organisation/metrics',
    {
      schema: {
        summary: 'KPI values, targets and scores as OpenMetrics',
        params: OrganisationParams,
        response: {
          200: { content: { 'application/openmetrics-text': { schema: Type.String() } } },
          ...refusals,
        },
      },
    },
    async (request, reply) => {
      const { live } = await enter(parts, request, 'read')
      const { score } = await live.align()
      return reply
        .type(contentType)
        .send(live.answer(request.url, () => printMetrics(familiesOf(live.engine, score))))
    },
  )
}

function familiesOf(results: Results, alignment: number): readonly Family[] {
  const index = results.closed(results.grain) - 1
  const rows = [...results.strategy.kpis.values()].map(({ id, department = '' }) => ({
    row: kpiRow(results, id, index),
    labels: { kpi: id, department },
  }))
  const departments = [...results.strategy.departments.keys()].map((id) => ({
    cell: scoreOf(results.node('department', id, index)),
    labels: { department: id },
  }))
  const company = scoreOf(results.node('organisation', '', index))
  const gauge = (name: string, help: string, samples: readonly Sample[]): Family => ({
    name,
    type: 'gauge',
    help,
    samples,
  })
  return [
    gauge(
      'keelson_kpi_value',
      'Actual value in the unit of the KPI.',
      rows.map(({ row, labels }) => ({ labels: { ...labels, unit: row.unit }, value: row.actual })),
    ),
    gauge(
      'keelson_kpi_target',
      'Target in the unit of the KPI.',
      rows.map(({ row, labels }) => ({ labels: { ...labels, unit: row.unit }, value: row.target })),
    ),
    gauge(
      'keelson_kpi_score',
      'Score of the KPI, 0 to 1.',
      rows.map(({ row, labels }) => ({ labels, value: row.score })),
    ),
    gauge(
      'keelson_kpi_coverage',
      'Share of the KPI that is known, 0 to 1.',
      rows.map(({ row, labels }) => ({ labels, value: row.coverage })),
    ),
    gauge(
      'keelson_kpi_status',
      'Status of the KPI; 1 for the one that it has.',
      rows.flatMap(({ row, labels }) =>
        statuses.map((status) => ({ labels: { ...labels, status }, value: row.status === status ? 1 : 0 })),
      ),
    ),
    gauge(
      'keelson_department_score',
      'Score of the department, 0 to 1.',
      departments.map(({ cell, labels }) => ({ labels, value: cell.score })),
    ),
    gauge('keelson_company_score', 'Score of the company, 0 to 1.', [{ value: company.score }]),
    gauge('keelson_alignment', 'Alignment score, 0 to 100.', [{ value: alignment }]),
  ]
}
