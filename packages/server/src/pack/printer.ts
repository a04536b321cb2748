import { parentPort, workerData } from 'node:worker_threads'
import type { PackDocument } from './document.ts'
import { formOf, type PackFormat } from './formats.ts'

// Makes one document, from what it was given alone: no question, no session, no network.
const { format, document } = workerData as { format: PackFormat; document: PackDocument }
parentPort?.postMessage(await formOf(format, document))
