import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { writeLargeCompany } from '../large-company.ts'

const root = join(import.meta.dirname, '../..')
const bin = join(root, 'packages/cli/bin/keelson.js')
const kpiCount = 5000

/** A server in a process of its own, with a company of 5,000 KPIs. */
export class Site {
  readonly folder: string
  readonly firstRunMs: number
  url: string
  token = ''
  kpis: string[] = []
  values = ''
  #server: ChildProcess

  constructor(folder: string, server: ChildProcess, url: string, firstRunMs: number) {
    this.folder = folder
    this.firstRunMs = firstRunMs
    this.#server = server
    this.url = url
  }

  /** Asks about the company; throws where the answer is no success. */
  async ask<T>(method: string, path: string, body?: unknown, type = 'application/json'): Promise<T> {
    const response = await fetch(`${this.url}/api/v1/organisations/large${path}`, {
      method,
      headers: { authorization: `Bearer ${this.token}`, ...(body !== undefined && { 'content-type': type }) },
      body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    })
    if (!response.ok)
      throw new Error(`${method} ${path}: ${response.status} ${(await response.text()).slice(0, 500)}`)
    return (await response.json()) as T
  }

  async timed(path: string): Promise<number> {
    const start = performance.now()
    await this.ask('GET', path)
    return performance.now() - start
  }

  async residentMb(): Promise<number> {
    const text = await (await fetch(`${this.url}/metrics`)).text()
    const bytes = /^keelson_process_resident_memory_bytes (\d+)/m.exec(text)?.[1]
    return Number(bytes) / 1e6
  }

  /** Milliseconds from the start of a new process to its first answer. */
  async restart(): Promise<number> {
    await stop(this.#server)
    const start = performance.now()
    const { server, url } = await launch(this.folder)
    this.#server = server
    this.url = url
    await this.ask('GET', '/kpis/department-0-0-whole')
    return performance.now() - start
  }

  async close(): Promise<void> {
    await stop(this.#server)
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** Starts the server with the demo company, makes an account, and applies the large company beside it. */
export async function openSite(): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'keelson-bench-'))
  const start = performance.now()
  const { server, url, secret } = await launch(folder)
  const site = new Site(folder, server, url, performance.now() - start)
  await found(site, secret as string)
  const company = join(folder, 'company')
  writeLargeCompany(company, kpiCount)
  const files = readdirSync(company)
    .filter((name) => name.endsWith('.yaml'))
    .map((path) => ({ path, text: readFileSync(join(company, path), 'utf8') }))
  await site.ask('POST', '/strategy/apply', { base: 0, files, whole: true })
  site.values = readFileSync(join(company, 'observations/values.csv'), 'utf8')
  site.kpis = [
    ...files
      .map(({ text }) => text)
      .join('\n')
      .matchAll(/^ {2}(department-\d+-\d+-\w[\w-]*):$/gm),
  ].map(([, id]) => id as string)
  return site
}

async function found(site: Site, secret: string): Promise<void> {
  let cookie = ''
  const send = async (path: string, body: unknown): Promise<unknown> => {
    const response = await fetch(`${site.url}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', cookie },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
    return response.json()
  }
  await send('/claim', {
    secret,
    email: 'bench@example.org',
    name: 'Bench',
    password: 'a long enough secret',
  })
  await send('/organisations', { slug: 'large' })
  const scopes = ['read', 'record-values', 'edit-strategy', 'read-audit']
  const made = (await send('/organisations/large/tokens', { name: 'bench', scopes, days: 1 })) as {
    token: string
  }
  site.token = made.token
}

type Launched = { readonly server: ChildProcess; readonly url: string; readonly secret: string | undefined }

function launch(folder: string): Promise<Launched> {
  const server = spawn(
    process.execPath,
    [bin, 'serve', '--port', '0', '--data', folder, '--requests-per-minute', '1000000000'],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  return new Promise((resolve, reject) => {
    let text = ''
    const hear = (part: Buffer) => {
      text += part
      const url = /serves on (\S+)\. /.exec(text)?.[1]
      if (url === undefined) return
      setTimeout(() => resolve({ server, url, secret: /--claim (\S+)/.exec(text)?.[1] }), 20)
    }
    server.stdout.on('data', hear)
    server.stderr.on('data', (part: Buffer) => {
      text += part
    })
    server.on('exit', () => reject(new Error(`the server ended: ${text}`)))
  })
}

function stop(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    server.removeAllListeners('exit')
    server.on('exit', () => resolve())
    server.kill('SIGTERM')
  })
}
