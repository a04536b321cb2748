import { type SpawnOptions, spawn } from 'node:child_process'

/** The user that PostgreSQL's programs run as, where that is not the user of this process. */
export type Account = { readonly name: string; readonly uid: number; readonly gid: number }

/** How a program ended: `exit` is its code, the signal that ended it, or why it could not be started. */
export type Ended = { readonly exit: number | string; readonly output: string }

type RunOptions = {
  readonly account?: Account | undefined
  readonly signal?: AbortSignal | undefined
  readonly cwd?: string
}

/** The options that every program of PostgreSQL starts with: its user, plain English, out of reach of the terminal's signals. */
export function spawnOptions(account: Account | undefined): SpawnOptions {
  // Variables such as PGDATA or LD_LIBRARY_PATH would change what the programs do; Windows needs those it has.
  const env =
    process.platform === 'win32' ? {} : { env: { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C' } }
  return { ...env, detached: true, windowsHide: true, ...(account && { uid: account.uid, gid: account.gid }) }
}

/** Runs a program to its end and gives its exit and all it said; an abort ends it and every process it started. */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    options.signal?.throwIfAborted()
    let output = ''
    const child = spawn(program, args, {
      ...spawnOptions(options.account),
      cwd: options.cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output += text
      })
    }
    const abort = (): void => {
      try {
        // A detached process leads a group of its own.
        process.kill(process.platform === 'win32' ? (child.pid as number) : -(child.pid as number), 'SIGKILL')
      } catch {
        // It has ended already.
      }
    }
    options.signal?.addEventListener('abort', abort)
    const end = (exit: number | string): void => {
      options.signal?.removeEventListener('abort', abort)
      if (options.signal?.aborted) reject(options.signal.reason)
      else resolve({ exit, output })
    }
    child.once('error', (error: NodeJS.ErrnoException) => {
      output += error.message
      end(error.code ?? error.message)
    })
    child.once('close', (code, signal) => end(code ?? signal ?? 1))
  })
}
