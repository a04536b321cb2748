import { createHash } from 'node:crypto'
import { serialize } from 'node:v8'
import { Worker } from 'node:worker_threads'
import { Failure } from '../errors.ts'
import type { Result, Task } from './tasks.ts'

type Waiting = { readonly resolve: (result: never) => void; readonly reject: (error: Error) => void }
type Told = { readonly number: number; readonly result?: unknown; readonly fault?: string }

const mostKept = 2000
const patienceMs = 30_000

/**
 * A thread beside the one that answers requests. A task of the same content is done once: its result is kept by a hash of
 * what it was made from, so that after a change only what rests on the change is made again.
 */
export class Workers {
  readonly #log: (line: string) => void
  readonly #waiting = new Map<number, Waiting>()
  readonly #kept = new Map<string, Promise<unknown>>()
  #worker: Worker | undefined
  #count = 0

  constructor(log: (line: string) => void) {
    this.#log = log
  }

  /** The result of a task. Throws `overloaded` where it does not come within half a minute. */
  run<One extends Task>(task: One): Promise<Result<One['kind']>> {
    const key = createHash('sha256').update(serialize(task)).digest('base64')
    let result = this.#kept.get(key) as Promise<Result<One['kind']>> | undefined
    if (result) this.#kept.delete(key)
    else {
      result = this.#ask(task) as Promise<Result<One['kind']>>
      result.catch(() => this.#kept.delete(key))
    }
    // What was asked for last is kept longest.
    this.#kept.set(key, result)
    if (this.#kept.size > mostKept) this.#kept.delete(this.#kept.keys().next().value as string)
    return result
  }

  async stop(): Promise<void> {
    await this.#worker?.terminate()
  }

  #ask(task: Task): Promise<unknown> {
    const worker = this.#open()
    const number = ++this.#count
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        this.#waiting.delete(number)
        reject(new Failure('overloaded', 'The computation takes too long.'))
        // Whatever it is at would delay all that comes after it.
        worker.terminate()
      }, patienceMs)
      const end =
        <Value>(then: (value: Value) => void) =>
        (value: Value) => {
          clearTimeout(late)
          then(value)
        }
      this.#waiting.set(number, { resolve: end(resolve), reject: end(reject) })
      worker.postMessage({ number, task })
    })
  }

  #open(): Worker {
    if (this.#worker) return this.#worker
    const worker = new Worker(new URL('worker.ts', import.meta.url))
    worker.unref()
    worker.on('message', ({ number, result, fault }: Told) => {
      const waiting = this.#waiting.get(number)
      this.#waiting.delete(number)
      if (fault === undefined) waiting?.resolve(result as never)
      else waiting?.reject(new Error(fault))
    })
    worker.on('error', (error) => this.#log(`worker: ${error}`))
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = undefined
      for (const { reject } of this.#waiting.values())
        reject(new Failure('overloaded', 'The computation was ended.'))
      this.#waiting.clear()
    })
    this.#worker = worker
    return worker
  }
}
