import { Worker } from 'node:worker_threads'
import { Failure } from '../errors.ts'
import type { PackDocument } from './document.ts'
import type { PackFormat } from './formats.ts'

const patienceMs = 30_000
const atOnce = 2

/** Makes documents in threads of their own, two at once, so that nobody waits for them but who asked. */
export class Press {
  readonly #waiting: (() => void)[] = []
  readonly #workers = new Set<Worker>()
  #running = 0

  /** Throws `overloaded` where it takes longer than half a minute. */
  async print(format: PackFormat, document: PackDocument): Promise<Buffer> {
    if (this.#running >= atOnce) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    this.#running++
    try {
      return await this.#make(format, document)
    } finally {
      this.#running--
      this.#waiting.shift()?.()
    }
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#workers].map((worker) => worker.terminate()))
  }

  #make(format: PackFormat, document: PackDocument): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const worker = new Worker(new URL('printer.ts', import.meta.url), { workerData: { format, document } })
      this.#workers.add(worker)
      const late = setTimeout(() => worker.terminate(), patienceMs)
      worker.on('message', (bytes: Uint8Array) => resolve(Buffer.from(bytes)))
      worker.on('error', reject)
      worker.on('exit', () => {
        clearTimeout(late)
        this.#workers.delete(worker)
        reject(new Failure('overloaded', 'The document took too long to make.', { retryAfter: 60 }))
      })
    })
  }
}
