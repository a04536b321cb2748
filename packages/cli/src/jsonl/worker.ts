import { parentPort } from 'node:worker_threads'
import type { Task } from './tasks.ts'
import { doLine } from './tasks.ts'

/** Lines for a worker, the first of them with its number in the input. */
export type Batch = { readonly task: Task; readonly first: number; readonly lines: readonly string[] }

parentPort?.on('message', ({ task, first, lines }: Batch) => {
  parentPort?.postMessage(lines.map((line, at) => doLine(task, line, first + at)))
})
