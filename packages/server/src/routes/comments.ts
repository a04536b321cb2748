import Type from 'typebox'
import type { Actor } from '../accounts/actor.ts'
import { Comment, CommentBody, CommentParams, Comments, CommentsQuery } from '../api/comments.ts'
import { OrganisationParams, refusals, Uuid } from '../api/common.ts'
import type { App, ServerParts } from '../app.ts'
import { addComment, mayRemoveComment, removeComment } from '../commands/comments.ts'
import { runCommand } from '../commands/run.ts'
import { Failure } from '../errors.ts'
import { enter } from '../http/access.ts'
import { idempotencyKey } from '../http/idempotency.ts'
import type { LiveOrganisation } from '../live/organisation.ts'
import type { KeptComment } from '../store/read/comment.ts'
import { commentsOn } from '../store/read/comment.ts'
import { namesOf } from './names.ts'

const right = 'discuss'

/** What people say on KPIs, objectives and findings. */
export function commentRoutes(app: App, parts: ServerParts): void {
  const { database } = parts
  const told = async (live: LiveOrganisation, actor: Actor, comments: readonly KeptComment[]) => {
    const names = await namesOf(
      database,
      live,
      comments.map(({ author }) => author),
    )
    return comments.map((comment) => ({
      id: comment.commentId,
      on: comment.subject,
      author: comment.author,
      authorName: names.get(comment.author) ?? null,
      text: comment.text,
      mentions: comment.mentions.map((id) => ({ id, name: live.strategy.people.get(id)?.name ?? id })),
      at: new Date(comment.createdAt).toISOString(),
      seq: comment.seq,
      mayRemove: mayRemoveComment(actor, comment),
    }))
  }

  app.get(
    '/api/v1/organisations/:organisation/comments',
    {
      schema: {
        summary: 'The comments on a KPI, an objective or a finding, the newest first',
        params: OrganisationParams,
        querystring: CommentsQuery,
        response: { 200: Comments, ...refusals },
      },
    },
    async (request) => {
      const { live, actor } = await enter(parts, request, 'read')
      const { on, before, limit = 100 } = request.query
      const rows = await database.inTenant(live.orgId, (tenant) =>
        commentsOn(tenant, live.orgId, on, { before, most: limit }),
      )
      const next = rows.length === limit ? (rows.at(-1)?.seq ?? null) : null
      return { comments: await told(live, actor, rows), next }
    },
  )

  app.post(
    '/api/v1/organisations/:organisation/comments',
    {
      schema: {
        summary: 'Says something on a KPI, an objective or a finding',
        params: OrganisationParams,
        body: CommentBody,
        response: { 201: Comment, ...refusals },
      },
    },
    async (request, reply) => {
      const { live, actor } = await enter(parts, request, right)
      const { on, text, mentions = [] } = request.body
      await refuseSubject(live, on)
      const origin = { orgId: live.orgId, actor, route: 'comment', key: idempotencyKey(request) }
      const { answer } = await runCommand(parts, origin, addComment, { on, text, mentions })
      const [comment] = await told(live, actor, [answer])
      if (!comment) throw new Failure('not-found')
      return reply.code(201).send(comment)
    },
  )

  app.delete(
    '/api/v1/organisations/:organisation/comments/:comment',
    {
      schema: {
        summary: 'Takes a comment away; the audit trail keeps it',
        params: CommentParams,
        response: { 200: Type.Object({ id: Uuid }), ...refusals },
      },
    },
    async (request) => {
      const { live, actor } = await enter(parts, request, right)
      const origin = { orgId: live.orgId, actor, route: 'remove-comment', key: idempotencyKey(request) }
      return (await runCommand(parts, origin, removeComment, { id: request.params.comment })).answer
    },
  )
}

/** New comments are on what there is; those on what is gone are still read. */
async function refuseSubject(live: LiveOrganisation, on: string): Promise<void> {
  const [kind = '', ...rest] = on.split(':')
  const id = rest.join(':')
  const { kpis, objectives } = live.strategy
  const isThere =
    kind === 'kpi'
      ? kpis.has(id)
      : kind === 'objective'
        ? objectives.has(id)
        : (await live.align()).findings.some(({ code, subject }) => `${code}:${subject.id}` === id)
  if (!isThere) throw new Failure('not-found', `There is no ${kind} "${id}" to comment on.`)
}
