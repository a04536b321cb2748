import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { Refused } from './ask.ts'
import { tell } from './notices.ts'
import { strategyFileQuery } from './queries.ts'
import type { StrategyDraft } from './strategy-draft.ts'
import {
  emptyDraft,
  keepDraft,
  keepingOwn,
  keptDraft,
  rebased,
  withoutFile,
  withText,
} from './strategy-draft.ts'
import { t } from './words.ts'

/** The draft of the strategy that this browser keeps, carried over to `base` whenever that is a newer one. */
export function useStrategyDraft(organisation: string, base: number) {
  const client = useQueryClient()
  const [draft, setDraft] = useState<StrategyDraft>(() => keptDraft(organisation) ?? emptyDraft(base))
  const [conflicts, setConflicts] = useState<Readonly<Record<string, string>>>({})
  const [isKept, setKept] = useState(true)
  // Counts the texts that came from elsewhere than the editor, which is then opened anew.
  const [version, setVersion] = useState(0)
  const put = (next: StrategyDraft) => {
    setDraft(next)
    setKept(keepDraft(organisation, next))
  }
  const settle = (path: string, next: StrategyDraft) => {
    const { [path]: _, ...open } = conflicts
    setConflicts(open)
    put(next)
    setVersion((count) => count + 1)
  }
  const carry = useEffectEvent(async () => {
    const texts: Record<string, string> = {}
    for (const path of Object.keys(draft.files)) {
      const options = { ...strategyFileQuery(organisation, path), staleTime: 0 }
      const answer = await client.fetchQuery(options).catch((error: unknown) => {
        if (error instanceof Refused && error.status === 404) return undefined
        throw error
      })
      texts[path] = answer?.files[0]?.text ?? ''
    }
    return texts
  })
  const take = useEffectEvent((texts: Readonly<Record<string, string>>) => {
    const carried = rebased(draft, base, texts)
    setConflicts(Object.fromEntries(carried.conflicts.map((path) => [path, texts[path] ?? ''])))
    put(carried.draft)
    if (Object.keys(draft.files).length > 0 && carried.conflicts.length === 0)
      tell({ text: t('strategy.carried') })
  })
  const newer = draft.base === base ? undefined : base
  useEffect(() => {
    if (newer === undefined) return
    let isOver = false
    carry().then(
      (texts) => {
        if (!isOver) take(texts)
      },
      // The server cannot be reached: the next answer of it tries again.
      () => {},
    )
    return () => {
      isOver = true
    }
  }, [newer])
  return {
    draft,
    /** The files that somebody else changed as well. */
    conflicts: Object.keys(conflicts),
    isKept,
    version,
    change: (path: string, before: string, text: string) => put(withText(draft, path, before, text)),
    discard: (path: string) => settle(path, withoutFile(draft, path)),
    keepMine: (path: string) => settle(path, keepingOwn(draft, path, conflicts[path] ?? '')),
    clear: () => put(emptyDraft(base)),
  }
}

export type OwnDraft = ReturnType<typeof useStrategyDraft>
