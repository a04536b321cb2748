import cookie from '@fastify/cookie'
import swagger from '@fastify/swagger'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyInstance, FastifyRequest, RawServerDefault } from 'fastify'
import Fastify from 'fastify'
import type { Accounts } from './accounts/accounts.ts'
import type { Oidc } from './accounts/oidc.ts'
import type { Parts } from './commands/run.ts'
import { Failure } from './errors.ts'
import type { Egress } from './http/egress.ts'
import { answerBrokenRequest, answerFailure, failureOf } from './http/failure.ts'
import { secureHeaders } from './http/headers.ts'
import type { Limits } from './http/limits.ts'
import { limitRequests } from './http/limits.ts'
import { readNdjson } from './http/ndjson.ts'
import { named } from './http/operation.ts'
import { refuseCrossSite } from './http/origin.ts'
import { refuseUnholdable } from './http/texts.ts'
import { validateStrictly } from './http/validation.ts'
import type { Stream } from './live/stream.ts'
import { Press } from './pack/press.ts'
import { accountRoutes } from './routes/accounts.ts'
import { alignmentRoutes } from './routes/alignment.ts'
import { auditRoutes } from './routes/audit.ts'
import { auditTrailRoutes } from './routes/audit-trail.ts'
import { boardRoutes } from './routes/boards.ts'
import { calendarRoutes } from './routes/calendar.ts'
import { cascadeRoutes } from './routes/cascade.ts'
import { chatChannelRoutes } from './routes/chat-channels.ts'
import { checkInLinkRoutes } from './routes/check-in-link.ts'
import { checkInRoutes } from './routes/check-ins.ts'
import { commentRoutes } from './routes/comments.ts'
import { demoRoutes } from './routes/demo.ts'
import { editRoutes } from './routes/edits.ts'
import { explanationRoutes } from './routes/explanation.ts'
import { healthRoutes } from './routes/health.ts'
import { importRoutes } from './routes/imports.ts'
import { inboxRoutes } from './routes/inbox.ts'
import { kpiRoutes } from './routes/kpi.ts'
import { mapRoutes } from './routes/map.ts'
import { mcpPath, mcpRoutes } from './routes/mcp.ts'
import { memberRoutes } from './routes/members.ts'
import { metricsRoutes } from './routes/metrics.ts'
import { modelRoutes } from './routes/model.ts'
import { negotiationRoutes } from './routes/negotiations.ts'
import { oidcRoutes } from './routes/oidc.ts'
import { organisationRoutes } from './routes/organisations.ts'
import { outlookRoutes } from './routes/outlook.ts'
import { preferenceRoutes } from './routes/preferences.ts'
import { proposalRoutes } from './routes/proposal.ts'
import { reviewPackRoutes } from './routes/review-pack.ts'
import { reviewRoutes } from './routes/reviews.ts'
import { rootRoute } from './routes/root.ts'
import { scorecardRoutes, scorecardTableRoutes } from './routes/scorecard.ts'
import { scorecardDocumentRoutes } from './routes/scorecard-documents.ts'
import { settingsRoutes } from './routes/settings.ts'
import { sharedRoutes } from './routes/shared.ts'
import { pageOf, siteRoutes } from './routes/site.ts'
import { smartRoutes } from './routes/smart.ts'
import { strategyRoutes } from './routes/strategy.ts'
import { streamRoutes } from './routes/stream.ts'
import { tellingRoutes } from './routes/telling.ts'
import { valuePlanRoutes } from './routes/value-plan.ts'
import { valueRoutes } from './routes/values.ts'
import { webhookRoutes } from './routes/webhooks.ts'
import { whatIfRoutes } from './routes/what-if.ts'
import type { Inboxes } from './telling/inboxes.ts'
import type { Smtp } from './telling/smtp.ts'
import type { Deliveries } from './webhooks/deliveries.ts'
import type { Seal } from './webhooks/seal.ts'
import type { Workers } from './workers/workers.ts'

/** Everything the routes work with. */
export type ServerParts = Parts & {
  readonly accounts: Accounts
  /** Sign-in by a provider of identities, where one is configured. */
  readonly oidc: Oidc | undefined
  readonly stream: Stream
  readonly egress: Egress
  readonly seal: Seal
  readonly deliveries: Deliveries
  readonly workers: Workers
  readonly inboxes: Inboxes
  /** How mail leaves, where it does. */
  readonly smtp: Smtp | undefined
  /** The address that browsers know the server by, where it is known. */
  readonly publicUrl: string | undefined
  readonly version: string
  /** The folder of the built web application, where there is one. */
  readonly site: string | undefined
  readonly limits: Limits
  /** Whether the server takes requests; false while it starts or stops. */
  readonly isReady: () => boolean
  readonly log: (line: string) => void
}

export type App = FastifyInstance<
  RawServerDefault,
  import('node:http').IncomingMessage,
  import('node:http').ServerResponse,
  import('fastify').FastifyBaseLogger,
  TypeBoxTypeProvider
>

const mostBytes = 1_048_576

/** Builds the HTTP application. The schemas that validate requests and answers also make the OpenAPI document. */
export async function buildApp(parts: ServerParts): Promise<App> {
  const app = Fastify({
    bodyLimit: mostBytes,
    requestTimeout: 30_000,
    connectionTimeout: 0,
    routerOptions: { maxParamLength: 200 },
    genReqId: () => crypto.randomUUID(),
    logger: false,
    frameworkErrors: (error, request, reply) =>
      answerFailure(failureOf(error, request, parts.log), request, reply),
    clientErrorHandler: answerBrokenRequest,
  }).withTypeProvider<TypeBoxTypeProvider>()
  validateStrictly(app)
  app.setErrorHandler((error, request, reply) =>
    answerFailure(failureOf(error, request, parts.log), request, reply),
  )
  const page = parts.site === undefined ? undefined : pageOf(parts.site)
  app.setNotFoundHandler((request, reply) => {
    if (!page?.(request, reply)) answerFailure(new Failure('not-found'), request, reply)
  })
  await app.register(cookie)
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      servers: [{ url: '/' }],
      info: {
        title: 'Keelson',
        version: parts.version,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: '__Host-sid' },
          token: { type: 'http', scheme: 'bearer' },
        },
      },
      security: [{ session: [] }, { token: [] }],
    },
    transform: named,
  })
  await limitRequests(app, parts.limits)
  readNdjson(app)
  refuseUnholdable(app)
  secureHeaders(app)
  app.addHook('onRequest', async (request: FastifyRequest) => {
    if (!parts.isReady() && !request.url.startsWith('/healthz')) throw new Failure('not-ready')
    // What takes a token only cannot be reached by what another site makes a browser send.
    if (!request.url.startsWith(mcpPath)) refuseCrossSite(request)
  })
  if (parts.site === undefined) rootRoute(app)
  else await siteRoutes(app, parts.site)
  healthRoutes(app, parts)
  metricsRoutes(app, parts)
  accountRoutes(app, parts)
  if (parts.oidc) oidcRoutes(app, parts, parts.oidc)
  organisationRoutes(app, parts)
  memberRoutes(app, parts)
  scorecardRoutes(app, parts)
  scorecardTableRoutes(app, parts)
  const press = new Press()
  app.addHook('onClose', () => press.stop())
  scorecardDocumentRoutes(app, parts, press)
  reviewPackRoutes(app, parts, press)
  kpiRoutes(app, parts)
  strategyRoutes(app, parts)
  editRoutes(app, parts)
  modelRoutes(app, parts)
  checkInRoutes(app, parts)
  cascadeRoutes(app, parts)
  mapRoutes(app, parts)
  outlookRoutes(app, parts)
  valueRoutes(app, parts)
  importRoutes(app, parts)
  auditRoutes(app, parts)
  webhookRoutes(app, parts)
  boardRoutes(app, parts)
  sharedRoutes(app, parts)
  commentRoutes(app, parts)
  alignmentRoutes(app, parts)
  negotiationRoutes(app, parts)
  reviewRoutes(app, parts)
  proposalRoutes(app, parts)
  explanationRoutes(app, parts)
  valuePlanRoutes(app, parts)
  mcpRoutes(app, parts)
  streamRoutes(app, parts)
  auditTrailRoutes(app, parts)
  settingsRoutes(app, parts)
  smartRoutes(app, parts)
  whatIfRoutes(app, parts)
  demoRoutes(app, parts)
  inboxRoutes(app, parts)
  preferenceRoutes(app, parts)
  tellingRoutes(app, parts)
  chatChannelRoutes(app, parts)
  calendarRoutes(app, parts)
  checkInLinkRoutes(app, parts)
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger())
  return app
}
