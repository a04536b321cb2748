import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'
import { bounds, tooMuchMemory } from './bounds.ts'
import type { FileFaultCode } from './fault.ts'
import { FileFault } from './fault.ts'
import type { Book } from './sheet.ts'

type Told =
  | { readonly book: Book; readonly fault?: undefined }
  | { readonly fault: { readonly code: FileFaultCode; readonly message: string } }

const atOnce = 2

/**
 * Reads files in processes that may neither write nor call anything nor start another process, that read no file but the
 * program's own, and that end after 10 seconds or beyond 256 MB. What happens to one of them does not happen to the server.
 */
export class FileReader {
  readonly #entry: string
  readonly #ended = new AbortController()
  readonly #waiting: (() => void)[] = []
  #running = 0

  constructor(entry = fileURLToPath(new URL('reader.ts', import.meta.url))) {
    this.#entry = entry
  }

  /** Throws a `FileFault` where the file cannot be read. */
  async read(bytes: Buffer): Promise<Book> {
    if (this.#running >= atOnce) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    this.#running++
    try {
      const told = await this.#ask(bytes)
      if (told.fault) throw new FileFault(told.fault.code, told.fault.message)
      return told.book
    } finally {
      this.#running--
      this.#waiting.shift()?.()
    }
  }

  /** Ends every reading. */
  stop(): void {
    this.#ended.abort()
  }

  #ask(bytes: Buffer): Promise<Told> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [...permissions(), this.#entry], {
        cwd: dirname(this.#entry),
        env: {},
        stdio: ['pipe', 'pipe', 'ignore'],
        signal: this.#ended.signal,
        killSignal: 'SIGKILL',
      })
      let isLate = false
      const late = setTimeout(() => {
        isLate = true
        child.kill('SIGKILL')
      }, bounds.milliseconds)
      const parts: Buffer[] = []
      let size = 0
      child.stdout.on('data', (part: Buffer) => {
        size += part.length
        if (size > bounds.contentBytes) child.kill('SIGKILL')
        else parts.push(part)
      })
      // A process that ends before it has read everything is told of by its end.
      child.stdin.on('error', () => {})
      child.on('error', () => {})
      child.on('close', (code) => {
        clearTimeout(late)
        if (code === 0) resolve(readTold(Buffer.concat(parts)))
        else reject(faultOf(isLate, code))
      })
      child.stdin.end(bytes)
    })
  }
}

function faultOf(isLate: boolean, code: number | null): FileFault {
  if (isLate) return new FileFault('file-too-slow', 'The file takes too long to read. Send it in parts.')
  if (code === null || code === tooMuchMemory)
    return new FileFault('file-too-large', 'The file holds more than is read. Send it in parts, or as CSV.')
  return new FileFault('file-damaged', 'The file cannot be read. Save it again, and send that.')
}

async function readTold(bytes: Buffer): Promise<Told> {
  const text = await promisify(inflateRaw)(bytes, { maxOutputLength: bounds.contentBytes }).catch(() => {
    throw new FileFault('file-damaged', 'The file cannot be read. Save it again, and send that.')
  })
  return JSON.parse(text.toString()) as Told
}

/** What the process may do: read the program with what it is made of, and nothing else. */
function permissions(): readonly string[] {
  const own = fileURLToPath(new URL('.', import.meta.url))
  const core = dirname(dirname(fileURLToPath(import.meta.resolve('@keelson/core'))))
  // Packages are looked for from folder to folder upwards.
  const above = [...ancestorsOf(own), ...ancestorsOf(core)]
  const readable = [
    join(own, '*'),
    join(core, '*'),
    ...above.flatMap((folder) => [join(folder, 'package.json'), join(folder, 'node_modules', '*')]),
  ]
  return [
    '--permission',
    ...new Set(readable.map((path) => `--allow-fs-read=${path}`)),
    `--max-old-space-size=${Math.floor(bounds.memoryBytes / 1_048_576) - 64}`,
    '--disallow-code-generation-from-strings',
    '--disable-proto=delete',
    '--no-warnings',
  ]
}

function ancestorsOf(folder: string): readonly string[] {
  const above = dirname(folder)
  return above === folder ? [folder] : [folder, ...ancestorsOf(above)]
}
