import { Client } from 'pg'
import { owner } from './cluster.ts'
import { PostgresFailure } from './failure.ts'

/** Where and as whom to log in. */
export type Login = { readonly port: number; readonly password: string }

/** The address of the database for `pg`. */
export function urlOf({ port, password }: Login): string {
  return `postgres://${owner}:${encodeURIComponent(password)}@127.0.0.1:${port}/${owner}?sslmode=disable`
}

/** What a ready PostgreSQL says of itself: its version ("18.4") and the folder of its data. */
export type Greeting = { readonly version: string; readonly cluster: string }

/** Greets the server; undefined while it is not ready. Throws `login-refused`. */
export async function greet(login: Login): Promise<Greeting | undefined> {
  try {
    return await withClient(login, 'postgres', async (client) => {
      const { rows } = await client.query<Greeting>(
        "select current_setting('server_version') as version, current_setting('data_directory') as cluster",
      )
      const said = rows[0] as Greeting
      // A distribution adds its own words behind the number.
      return { ...said, version: said.version.split(' ')[0] as string }
    })
  } catch (error) {
    const { code } = error as { code?: unknown }
    if (typeof code !== 'string' || !code.startsWith('28')) return undefined
    throw new PostgresFailure(
      'login-refused',
      `PostgreSQL refuses the password that Keelson keeps beside its data. Restore the file of the password.`,
      error,
    )
  }
}

/** Makes the database `keelson` where it is missing. */
export async function ensureDatabase(login: Login): Promise<void> {
  await withClient(login, 'postgres', async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [owner])
    if (rowCount === 0) await client.query(`create database ${owner}`)
  })
}

async function withClient<T>(
  { port, password }: Login,
  database: string,
  use: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client({
    host: '127.0.0.1',
    port,
    user: owner,
    password,
    database,
    ssl: false,
    connectionTimeoutMillis: 5_000,
    application_name: 'keelson',
  })
  // A server that dies between two queries is told to the query, or to the next one.
  client.on('error', () => {})
  try {
    await client.connect()
    return await use(client)
  } finally {
    await client.end().catch(() => {})
  }
}
