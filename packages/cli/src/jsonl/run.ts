import { availableParallelism } from 'node:os'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import type { Context, Exit, Option } from '../command.ts'
import { Refusal } from '../command.ts'
import type { Outcome, Task } from './tasks.ts'
import { doLine } from './tasks.ts'
import type { Batch } from './worker.ts'

/** Options of every command that also works line by line. */
export const jsonlOptions = {
  jsonl: { type: 'boolean', doc: 'one JSON object a line from stdin, one a line to stdout, in order' },
  jobs: { type: 'string', value: 'number', doc: 'threads that work on lines; "all" for one on each core' },
} as const satisfies Record<string, Option>

/**
 * Does a task with each line of stdin, in order, in constant memory. A line that cannot be used gives one object on
 * stderr with its number; exit code 1 says that there was one.
 */
export async function runJsonl(context: Context, task: Task): Promise<Exit> {
  // Unlike other commands this one may compute for minutes.
  setFlagsFromString('--turbofan')
  const jobs = jobsOf(context.options.jobs)
  let faults = 0
  const tell = ({ out, fault }: Outcome): void => {
    if (out !== undefined) context.out(`${out}\n`)
    if (fault === undefined) return
    faults++
    context.talk(fault)
  }
  const lines = createInterface({ input: process.stdin, crlfDelay: Infinity })
  if (jobs === 1) {
    let number = 0
    for await (const line of lines) tell(doLine(task, line, ++number))
  } else await spread(lines, task, jobs, tell)
  return faults > 0 ? 1 : 0
}

function jobsOf(written: unknown): number {
  if (written === undefined) return 1
  if (written === 'all') return availableParallelism()
  if (typeof written === 'string' && /^[1-9]\d?$/.test(written)) return Number(written)
  throw new Refusal(`--jobs takes a number of threads from 1 to 99, or all, not "${written}".`)
}

const batchLines = 32

/** Hands batches to threads in turn and tells what came of them in the order of the input. */
async function spread(
  lines: AsyncIterable<string>,
  task: Task,
  jobs: number,
  tell: (outcome: Outcome) => void,
): Promise<void> {
  const extension = import.meta.url.slice(import.meta.url.lastIndexOf('.'))
  const threads = Array.from(
    { length: jobs },
    () => new Thread(new URL(`./worker${extension}`, import.meta.url)),
  )
  const pending: Promise<readonly Outcome[]>[] = []
  let [turn, number] = [0, 1]
  let batch: string[] = []
  const send = (): void => {
    pending.push((threads[turn++ % jobs] as Thread).work({ task, first: number, lines: batch }))
    number += batch.length
    batch = []
  }
  const receive = async (): Promise<void> => {
    for (const outcome of (await pending.shift()) ?? []) tell(outcome)
  }
  try {
    for await (const line of lines) {
      batch.push(line)
      if (batch.length < batchLines) continue
      send()
      if (pending.length >= 2 * jobs) await receive()
    }
    if (batch.length > 0) send()
    while (pending.length > 0) await receive()
  } finally {
    await Promise.all(threads.map((thread) => thread.end()))
  }
}

type Waiting = {
  readonly done: (outcomes: readonly Outcome[]) => void
  readonly failed: (error: Error) => void
}

/** A worker that answers batches in the order they came. */
class Thread {
  readonly #worker: Worker
  readonly #waiting: Waiting[] = []

  constructor(script: URL) {
    this.#worker = new Worker(script)
    this.#worker.on('message', (outcomes: readonly Outcome[]) => this.#waiting.shift()?.done(outcomes))
    this.#worker.on('error', (error) => {
      for (const { failed } of this.#waiting.splice(0)) failed(error as Error)
    })
  }

  work(batch: Batch): Promise<readonly Outcome[]> {
    const answer = new Promise<readonly Outcome[]>((done, failed) => {
      this.#waiting.push({ done, failed })
    })
    // Whoever waits for it hears of a failure; until then it is not one that nobody hears of.
    answer.catch(() => {})
    this.#worker.postMessage(batch)
    return answer
  }

  async end(): Promise<void> {
    await this.#worker.terminate()
  }
}
