import { parentPort } from 'node:worker_threads'
import type { Task } from './tasks.ts'
import { perform } from './tasks.ts'

type Asked = { readonly number: number; readonly task: Task }

// Answers each task by its number; a fault of one is told and ends nothing.
parentPort?.on('message', ({ number, task }: Asked) => {
  try {
    parentPort?.postMessage({ number, result: perform(task) })
  } catch (error) {
    parentPort?.postMessage({
      number,
      fault: error instanceof Error ? (error.stack ?? error.message) : String(error),
    })
  }
})
