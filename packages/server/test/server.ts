import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, expect } from 'vitest'
import { verifyArchive } from '../../cli/src/verify/archive.ts'
import { rights } from '../src/accounts/role.ts'
import type { Config, Running } from '../src/start.ts'
import { startServer } from '../src/start.ts'
import { makeDatabase } from './database.ts'
import type { Loose } from './loose.ts'

export type Answer<T = Loose> = { readonly status: number; readonly body: T; readonly headers: Headers }

type Sent = {
  readonly token?: string
  readonly cookie?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** A server on a database of its own, and a person who administers it. */
export class TestServer {
  readonly running: Running
  readonly databaseUrl: string
  readonly folder: string
  readonly logged: string[]
  cookie = ''

  private constructor(running: Running, databaseUrl: string, folder: string, logged: string[]) {
    this.running = running
    this.folder = folder
    this.databaseUrl = databaseUrl
    this.logged = logged
  }

  static async start(more: Partial<Config> = {}): Promise<TestServer> {
    const databaseUrl = more.databaseUrl ?? (await makeDatabase())
    const folder = more.folder ?? mkdtempSync(join(tmpdir(), 'keelson-server-'))
    const logged: string[] = []
    const running = await startServer({
      postgresBin: undefined,
      folder,
      host: '127.0.0.1',
      port: 0,
      demo: true,
      egressAllow: [],
      version: 'test',
      limits: { perMinute: 1e9, latestMs: 60_000 },
      clock: () => Date.now(),
      log: (line) => logged.push(line),
      ...more,
      databaseUrl,
    })
    const server = new TestServer(running, databaseUrl, folder, logged)
    afterAll(async () => {
      await running.stop()
      if (more.folder === undefined) rmSync(folder, { recursive: true, force: true })
    })
    return server
  }

  /** Makes the first account and signs it in. */
  async claim(email = 'ada@example.org', password = 'correct horse battery'): Promise<void> {
    const body = { secret: this.running.claimSecret, email, name: 'Ada', password }
    const { status, headers } = await this.ask('POST', '/claim', body)
    expect(status).toBe(201)
    this.cookie = headers.getSetCookie()[0]?.split(';')[0] as string
  }

  /** Signs the administrator in again, as after days. */
  async signIn(email = 'ada@example.org', password = 'correct horse battery'): Promise<void> {
    const { headers } = await this.ask('POST', '/session', { email, password }, { cookie: '' })
    this.cookie = headers.getSetCookie()[0]?.split(';')[0] as string
  }

  /** Asks under /api/v1, as the browser of the person signed in would, or with a token. */
  async ask<T = Loose>(method: string, path: string, body?: unknown, sent: Sent = {}): Promise<Answer<T>> {
    const { token, cookie = this.cookie, headers: more } = sent
    const headers: Record<string, string> = { ...more }
    if (token !== undefined) headers.authorization = `Bearer ${token}`
    else {
      headers.cookie = cookie
      headers['sec-fetch-site'] ??= 'same-origin'
    }
    if (body !== undefined) headers['content-type'] ??= 'application/json'
    const content = body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body)
    const response = await fetch(`${this.running.url}/api/v1${path}`, { method, headers, body: content })
    // A machine that is busy with other tests sheds requests, as it should.
    if (response.status === 503) {
      await sleep(500)
      return this.ask(method, path, body, sent)
    }
    const text = await response.text()
    const isJson =
      /json/.test(response.headers.get('content-type') ?? '') &&
      !/ndjson/.test(response.headers.get('content-type') ?? '')
    return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers }
  }

  async token(organisation = 'perlbeck', scopes: readonly string[] = everything, days = 1): Promise<string> {
    const { status, body } = await this.ask('POST', `/organisations/${organisation}/tokens`, {
      name: 'test',
      scopes,
      days,
    })
    expect(status).toBe(201)
    return body.token
  }

  /** Replays the organisation's events by the independent verifier, and demands that they come to what is there. */
  async expectReplay(organisation = 'perlbeck', token?: string): Promise<void> {
    const response = await fetch(`${this.running.url}/api/v1/organisations/${organisation}/archive`, {
      headers: token === undefined ? { cookie: this.cookie } : { authorization: `Bearer ${token}` },
    })
    if (response.status === 503) {
      await sleep(500)
      return this.expectReplay(organisation, token)
    }
    const lines = createInterface({ input: Readable.fromWeb(response.body as never) })
    const { faults, events } = await verifyArchive(lines)
    expect(faults).toEqual([])
    expect(events).toBeGreaterThan(0)
  }

  /** One row for each answer of a query, past every rule of rows: as the owner of the database. */
  async query(text: string, values: readonly unknown[] = []): Promise<Loose[]> {
    const client = new pg.Client({ connectionString: this.databaseUrl })
    await client.connect()
    try {
      return (await client.query(text, [...values])).rows
    } finally {
      await client.end()
    }
  }
}

export const everything = rights
