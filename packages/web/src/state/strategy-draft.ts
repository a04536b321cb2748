/** A strategy file that somebody is changing: as it was when they began, and as it is now. */
export type DraftFile = { readonly before: string; readonly text: string }

/** Changes of strategy files that were not applied, and the strategy they rest on. */
export type StrategyDraft = { readonly base: number; readonly files: Readonly<Record<string, DraftFile>> }

export const emptyDraft = (base: number): StrategyDraft => ({ base, files: {} })

/** The draft with another text of a file; a file that is as it was is none of it. */
export function withText(draft: StrategyDraft, path: string, before: string, text: string): StrategyDraft {
  const { [path]: _, ...others } = draft.files
  return { ...draft, files: text === before ? others : { ...others, [path]: { before, text } } }
}

/** The draft without its changes of a file. */
export function withoutFile(draft: StrategyDraft, path: string): StrategyDraft {
  const { [path]: _, ...files } = draft.files
  return { ...draft, files }
}

/** What is sent to be planned or applied. */
export function sentFiles({ files }: StrategyDraft): readonly { path: string; text: string }[] {
  return Object.entries(files).map(([path, { text }]) => ({ path, text }))
}

/**
 * The draft on a newer strategy. Files that nobody else changed are taken over; of the others `conflicts` names each:
 * they stay as they are until somebody chooses.
 *
 * @param current the texts now of the files of the draft; '' for one that is not there
 */
export function rebased(
  draft: StrategyDraft,
  base: number,
  current: Readonly<Record<string, string>>,
): { readonly draft: StrategyDraft; readonly conflicts: readonly string[] } {
  let next: StrategyDraft = { ...draft, base }
  const conflicts: string[] = []
  for (const [path, { before, text }] of Object.entries(draft.files)) {
    const now = current[path] ?? ''
    if (now === text) next = withoutFile(next, path)
    else if (now !== before) conflicts.push(path)
  }
  return { draft: next, conflicts }
}

/** Decides a conflict for one's own text, which then rests on what the file says now. */
export function keepingOwn(draft: StrategyDraft, path: string, now: string): StrategyDraft {
  const file = draft.files[path]
  return file ? withText(draft, path, now, file.text) : draft
}

/** What is wrong with the name of a new file; undefined where nothing is. */
export function faultOfPath(path: string, there: readonly string[]): 'form' | 'taken' | undefined {
  if (!/^(?:[A-Za-z0-9_][A-Za-z0-9_.-]*\/)*[A-Za-z0-9_][A-Za-z0-9_.-]*\.ya?ml$/.test(path)) return 'form'
  return there.includes(path) ? 'taken' : undefined
}

const keyOf = (organisation: string) => `keelson.strategy ${organisation}`

export function keptDraft(organisation: string): StrategyDraft | undefined {
  const kept = localStorage.getItem(keyOf(organisation))
  if (kept === null) return undefined
  try {
    const draft = JSON.parse(kept) as StrategyDraft
    return Object.keys(draft.files).length > 0 ? draft : undefined
  } catch {
    return undefined
  }
}

/** Keeps a draft in this browser; false where it has no room for it. */
export function keepDraft(organisation: string, draft: StrategyDraft): boolean {
  if (Object.keys(draft.files).length === 0) {
    localStorage.removeItem(keyOf(organisation))
    return true
  }
  try {
    localStorage.setItem(keyOf(organisation), JSON.stringify(draft))
    return true
  } catch {
    return false
  }
}
