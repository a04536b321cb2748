import { closeSync, copyFileSync, fstatSync, ftruncateSync, openSync, readSync } from 'node:fs'

const limitBytes = 4 * 1024 * 1024
const watchMs = 60_000

/** PostgreSQL's log: what it said since the log was opened, and a file that stays bounded. */
export type Log = {
  readonly fd: number
  /** What was written since the log was opened, its last 16 kB. */
  readonly tail: () => string
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
  const start = fstatSync(fd).size
  const timer = setInterval(bound, everyMs)
  timer.unref()
  let isOpen = true
  return {
    fd,
    tail: () => {
      const { size } = fstatSync(fd)
      const from = Math.max(size < start ? 0 : start, size - 16_384)
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
