import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, mkdtempSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'

/** What a child Keelson tells when it is ready, or why it is not. */
export type Word = {
  readonly url: string
  readonly pid: number
  readonly origin: string
  readonly code: string
  readonly message: string
}

/** A Keelson in a process of its own. */
export type Child = { readonly process: ChildProcess; readonly word: Promise<Word> }

type Process = { readonly pid: number; readonly parent: number; readonly command: string }

/** The folders and processes of some tests, gone when they end, however they end. */
export class Trial {
  readonly #folders: string[] = []
  readonly #children: ChildProcess[] = []

  folder(uid?: number): string {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'keelson-postgres-')))
    this.#folders.push(folder)
    chmodSync(folder, 0o755)
    if (uid !== undefined) chownSync(folder, uid, uid)
    return folder
  }

  child(folder: string, options: { readonly uid?: number; readonly binaries?: string } = {}): Child {
    const { uid, binaries } = options
    const args = [join(import.meta.dirname, 'keelson.ts'), folder, ...(binaries ? [binaries] : [])]
    const child = spawn(process.execPath, args, {
      stdio: ['pipe', 'pipe', 'inherit'],
      ...(uid !== undefined && { uid, gid: uid }),
    })
    this.#children.push(child)
    const lines = createInterface({ input: child.stdout })
    const word = once(lines, 'line').then(([line]) => JSON.parse(line))
    word.catch(() => {})
    return { process: child, word }
  }

  /** Ends the processes; the folders stay for the next test. */
  async endProcesses(): Promise<void> {
    for (const child of this.#children.splice(0)) kill(child.pid as number)
    for (const folder of this.#folders) {
      while (processesOf(folder).length > 0) {
        for (const pid of processesOf(folder)) kill(pid)
        await sleep(20)
      }
    }
  }

  async end(): Promise<void> {
    await this.endProcesses()
    for (const folder of this.#folders.splice(0)) {
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    }
  }
}

/** Every process of the machine. */
function processes(): Process[] {
  if (process.platform !== 'linux') {
    const listed = execFileSync('ps', ['-axww', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    return [...listed.matchAll(/^\s*(\d+)\s+(\d+)\s+(.*)$/gm)].map(([, pid, parent, command]) => ({
      pid: Number(pid),
      parent: Number(parent),
      command: command as string,
    }))
  }
  return readdirSync('/proc').flatMap((name) => {
    try {
      const status = readFileSync(`/proc/${Number(name)}/stat`, 'utf8')
      const [, parent] = /\) \S (\d+)/.exec(status) as RegExpExecArray
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ')
      return [{ pid: Number(name), parent: Number(parent), command }]
    } catch {
      return []
    }
  })
}

/** The processes other than this one that name the folder. */
export function processesOf(folder: string): number[] {
  return processes()
    .filter(({ pid, command }) => pid !== process.pid && command.includes(folder))
    .map(({ pid }) => pid)
}

/** The process and those that it started. */
export function familyOf(head: number): number[] {
  return [head, ...processes().flatMap(({ pid, parent }) => (parent === head ? [pid] : []))]
}

/** Ends a process at once, if it is there. */
export function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** The rows that a query gives. */
export async function ask(url: string, query: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  // A server that ends is told to the query.
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(query)).rows
  } finally {
    await client.end()
  }
}

/** Writes 1, 2, 3, … into the table `entry`, a transaction each, until it is stopped or the server is gone. */
export class Writer {
  /** The numbers whose commit was acknowledged. */
  readonly acknowledged: number[] = []
  readonly #client: Client
  #isStopped = false
  #done: Promise<void> = Promise.resolve()

  private constructor(url: string) {
    this.#client = new Client({ connectionString: url })
    this.#client.on('error', () => {})
  }

  static async start(url: string): Promise<Writer> {
    const writer = new Writer(url)
    await writer.#client.connect()
    await writer.#client.query('create table if not exists entry (number int primary key)')
    const { rows } = await writer.#client.query('select coalesce(max(number), 0) as last from entry')
    writer.#done = writer.#write(rows[0].last + 1)
    return writer
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    await this.#done
    await this.#client.end().catch(() => {})
  }

  async #write(first: number): Promise<void> {
    for (let number = first; !this.#isStopped; number += 1) {
      try {
        await this.#client.query('insert into entry values ($1)', [number])
      } catch {
        return
      }
      this.acknowledged.push(number)
    }
  }

  /** The acknowledged numbers that the table does not have. */
  async lost(url: string): Promise<number[]> {
    const rows = await ask(url, 'select number from entry')
    const there = new Set(rows.map(({ number }) => number))
    return this.acknowledged.filter((number) => !there.has(number))
  }
}
