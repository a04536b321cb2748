import { useSyncExternalStore } from 'react'

/** Something that was done, with what can be done about it. */
export type Notice = {
  readonly text: string
  readonly action?: { readonly name: string; readonly run: () => Promise<unknown> }
}
export type ShownNotice = Notice & { readonly id: number }

const shownMs = 12_000
let notices: readonly ShownNotice[] = []
let count = 0
const hearers = new Set<() => void>()

function show(next: readonly ShownNotice[]): void {
  notices = next
  for (const hear of hearers) hear()
}

/** Shows a notice for a while. */
export function tell(notice: Notice): void {
  const id = ++count
  show([...notices, { ...notice, id }])
  setTimeout(() => dismiss(id), shownMs)
}

export function dismiss(id: number): void {
  show(notices.filter((notice) => notice.id !== id))
}

export function useNotices(): readonly ShownNotice[] {
  return useSyncExternalStore(
    (hear) => {
      hearers.add(hear)
      return () => hearers.delete(hear)
    },
    () => notices,
  )
}
