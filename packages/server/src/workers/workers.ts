import { createHash } from 'node:crypto'
import { serialize } from 'node:v8'
import { Worker } from 'node:worker_threads'
import { Failure } from '../errors.ts'
import type { Result, Task } from './tasks.ts'

type Asked = {
  readonly task: Task
  readonly resolve: (result: never) => void
  readonly reject: (error: Error) => void
}
type Told = { readonly number: number; readonly result?: unknown; readonly fault?: string }

const mostKept = 2000
const patienceMs = 30_000

/**
 * A thread beside the one that answers requests. A task of the same content is done once: its result is kept by a hash of
 * what it was made from, so that after a change only what rests on the change is made again. Tasks are handed over one by
 * one, so that one that never ends takes no other with it.
 */
export class Workers {
  readonly #log: (line: string) => void
  readonly #kept = new Map<string, Promise<unknown>>()
  readonly #queue: Asked[] = []
  #current: Asked | undefined
  #late: ReturnType<typeof setTimeout> | undefined
  #worker: Worker | undefined
  #count = 0

  constructor(log: (line: string) => void) {
    this.#log = log
  }

  /** The result of a task. Throws `overloaded` where it does not come within half a minute of its turn. */
  run<One extends Task>(task: One): Promise<Result<One['kind']>> {
    const key = createHash('sha256').update(serialize(task)).digest('base64')
    let result = this.#kept.get(key) as Promise<Result<One['kind']>> | undefined
    if (result) this.#kept.delete(key)
    else {
      result = new Promise<Result<One['kind']>>((resolve, reject) => {
        this.#queue.push({ task, resolve, reject })
      })
      result.catch(() => this.#kept.delete(key))
      this.#next()
    }
    // What was asked for last is kept longest.
    this.#kept.set(key, result)
    if (this.#kept.size > mostKept) this.#kept.delete(this.#kept.keys().next().value as string)
    return result
  }

  async stop(): Promise<void> {
    const ended = new Failure('overloaded', 'The server is stopping.')
    for (const { reject } of this.#queue.splice(0)) reject(ended)
    await this.#worker?.terminate()
  }

  #next(): void {
    if (this.#current) return
    const asked = this.#queue.shift()
    if (!asked) return
    this.#current = asked
    const worker = this.#open()
    this.#late = setTimeout(() => {
      this.#end(asked, new Failure('overloaded', 'The computation takes too long.'))
      // It would go on with what nobody waits for.
      this.#worker = undefined
      worker.terminate()
      this.#next()
    }, patienceMs)
    worker.postMessage({ number: ++this.#count, task: asked.task })
  }

  #end(asked: Asked | undefined, answer: Error | { readonly result: unknown }): void {
    if (!asked || this.#current !== asked) return
    this.#current = undefined
    clearTimeout(this.#late)
    if (answer instanceof Error) asked.reject(answer)
    else asked.resolve(answer.result as never)
  }

  #open(): Worker {
    if (this.#worker) return this.#worker
    const worker = new Worker(new URL('worker.ts', import.meta.url))
    worker.unref()
    worker.on('message', ({ number, result, fault }: Told) => {
      if (number !== this.#count) return
      this.#end(this.#current, fault === undefined ? { result } : new Error(fault))
      this.#next()
    })
    worker.on('error', (error) => this.#log(`worker: ${error}`))
    worker.on('exit', () => {
      if (this.#worker !== worker) return
      this.#worker = undefined
      this.#end(this.#current, new Failure('overloaded', 'The computation was ended.'))
      this.#next()
    })
    this.#worker = worker
    return worker
  }
}
