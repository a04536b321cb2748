import { deflateRawSync } from 'node:zlib'
import { bounds, tooMuchMemory } from './bounds.ts'
import { FileFault } from './fault.ts'
import { readFile } from './read-file.ts'

// A process of its own: it reads one file from its input, and writes what is in it, or what is wrong with it.
const watch = setInterval(() => {
  if (process.memoryUsage.rss() > bounds.memoryBytes) process.exit(tooMuchMemory)
}, 20)
watch.unref()
const parts: Buffer[] = []
for await (const part of process.stdin) parts.push(part as Buffer)
try {
  const book = await readFile(Buffer.concat(parts))
  const text = JSON.stringify({ book })
  if (Buffer.byteLength(text) > bounds.contentBytes)
    throw new FileFault('file-too-large', 'The file holds more than is read. Send it in parts.')
  process.stdout.write(deflateRawSync(text, { level: 3 }))
} catch (error) {
  const fault =
    error instanceof FileFault
      ? { code: error.code, message: error.message }
      : { code: 'file-damaged', message: 'The file cannot be read. Save it again, and send that.' }
  process.stdout.write(deflateRawSync(JSON.stringify({ fault })))
}
