import type { Context, Exit } from '../command.ts'
import { Client } from './client.ts'
import { readCredentials } from './credentials.ts'

/** What a command that asks the server works with: the client, and a way to print what was told, as JSON or drawn. */
export type Asking = {
  readonly client: Client
  readonly print: <T>(told: T, draw: (told: T) => string) => Exit
}

/** Throws a refusal where nobody is signed in. */
export function askingOf(context: Context): Asking {
  const { options, out } = context
  return {
    client: new Client(readCredentials(context)),
    print: (told, draw) => {
      out(options.json ? `${JSON.stringify(told, null, 2)}\n` : draw(told))
      return 0
    },
  }
}
