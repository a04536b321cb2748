import { closeSync, copyFileSync, fstatSync, ftruncateSync, openSync, readSync } from 'node:fs'

const limitBytes = 4 * 1024 * 1024
const watchMs = 60_000

/** PostgreSQL's log: a file that stays bounded, and what was said when. */
export type Log = {
  readonly fd: number
  /** The end of the log now, for `since`. */
  readonly position: () => number
  /** What was written after a position, its last 16 kB. */
  readonly since: (position: number) => string
  readonly close: () => void
}

/** Opens the log file; beyond `limit` bytes it begins anew, now and every minute, and the old one stays as `.1`. */
export function openLog(path: string, limit = limitBytes, everyMs = watchMs): Log {
  // Appending writers go on at the new end when the file is cut under them.
  const fd = openSync(path, 'a+', 0o600)
  const bound = (): void => {
    if (fstatSync(fd).size <= limit) return
    copyFileSync(path, `${path}.1`)
    ftruncateSync(fd)
  }
  bound()
  const timer = setInterval(bound, everyMs)
  timer.unref()
  let isOpen = true
  return {
    fd,
    position: () => fstatSync(fd).size,
    since: (position) => {
      const { size } = fstatSync(fd)
      const from = Math.max(size < position ? 0 : position, size - 16_384)
      const buffer = Buffer.alloc(size - from)
      return buffer.toString('utf8', 0, readSync(fd, buffer, 0, buffer.length, from))
    },
    close: () => {
      if (!isOpen) return
      isOpen = false
      clearInterval(timer)
      closeSync(fd)
    },
  }
}
