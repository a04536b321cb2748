import type { Audit, AuditRow, Chain, History, News } from '@keelson/server/answers'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { addressOf, ask } from './ask.ts'
import type { MessageId } from './words.ts'
import { t } from './words.ts'

export type AuditFilter = {
  readonly kind?: string | undefined
  readonly actor?: string | undefined
  readonly subject?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** Events that a filter wants, the newest first, page by page. */
export const auditQuery = (organisation: string, { kind, actor, subject, from, to }: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['of', organisation, 'audit', kind, actor, subject, from, to],
    queryFn: ({ signal, pageParam }) =>
      ask<Audit>(addressOf(organisation, '/audit', { kind, actor, subject, from, to, before: pageParam }), {
        signal,
      }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  })

export const chainQuery = (organisation: string) =>
  queryOptions({
    queryKey: ['of', organisation, 'chain'],
    queryFn: ({ signal }) => ask<Chain>(addressOf(organisation, '/audit/chain'), { signal }),
  })

export const historyQuery = (organisation: string, kpi: string) =>
  queryOptions({
    queryKey: ['of', organisation, 'history', kpi],
    queryFn: ({ signal }) =>
      ask<History>(addressOf(organisation, `/kpis/${encodeURIComponent(kpi)}/history`), { signal }),
  })

export const newsQuery = (organisation: string, after: number) =>
  queryOptions({
    queryKey: ['of', organisation, 'news', after],
    queryFn: ({ signal }) => ask<News>(addressOf(organisation, '/news', { after }), { signal }),
  })

type Words = { readonly name: MessageId; readonly sentence: MessageId }

const words: Readonly<Record<string, Words>> = {
  'organisation-founded': { name: 'audit.founded', sentence: 'audit.foundedBy' },
  'strategy-applied': { name: 'audit.strategy', sentence: 'audit.strategyBy' },
  'values-recorded': { name: 'audit.values', sentence: 'audit.valuesBy' },
  'periods-locked': { name: 'audit.lock', sentence: 'audit.lockBy' },
  'member-set': { name: 'audit.member', sentence: 'audit.memberBy' },
  'token-created': { name: 'audit.token', sentence: 'audit.tokenBy' },
  'token-revoked': { name: 'audit.tokenEnd', sentence: 'audit.tokenEndBy' },
  'webhook-created': { name: 'audit.webhook', sentence: 'audit.webhookBy' },
  'webhook-deleted': { name: 'audit.webhookEnd', sentence: 'audit.webhookEndBy' },
  'webhook-paused': { name: 'audit.webhookPause', sentence: 'audit.webhookPauseBy' },
  'webhook-resumed': { name: 'audit.webhookResume', sentence: 'audit.webhookResumeBy' },
  'negotiation-moved': { name: 'audit.negotiation', sentence: 'audit.negotiationBy' },
  'review-moved': { name: 'audit.review', sentence: 'audit.reviewBy' },
  'board-saved': { name: 'audit.board', sentence: 'audit.boardBy' },
  'board-deleted': { name: 'audit.boardEnd', sentence: 'audit.boardEndBy' },
  'board-shared': { name: 'audit.share', sentence: 'audit.shareBy' },
  'board-unshared': { name: 'audit.shareEnd', sentence: 'audit.shareEndBy' },
  'comment-added': { name: 'audit.comment', sentence: 'audit.commentBy' },
  'comment-removed': { name: 'audit.commentEnd', sentence: 'audit.commentEndBy' },
}

/** What events of a kind are called; one without a name of its own is told by its kind. */
export function kindName(kind: string): string {
  const own = words[kind]
  return own ? t(own.name) : kind.replaceAll('-', ' ')
}

/** Who did something: a name, or the server itself. */
export function actorName(actor: string, name: string | null): string {
  if (name !== null) return name
  return actor === 'system' ? t('audit.server') : actor
}

/** An event as a sentence. */
export function sentenceOf({ actor, actorName: name, kind, about, count }: AuditRow): string {
  const who = actorName(actor, name)
  const names = [...new Set(about.map((one) => one.name))].join(', ')
  const shown = count > about.length && about.length > 0 ? `${names} …` : names
  const own = words[kind]
  return own
    ? t(own.sentence, { who, count, about: shown })
    : t('audit.otherBy', { who, kind: kindName(kind), about: shown })
}

/** The kinds of events that have words of their own. */
export const knownKinds: readonly string[] = Object.keys(words)
