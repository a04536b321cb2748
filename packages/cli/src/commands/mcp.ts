import process from 'node:process'
import { createInterface } from 'node:readline'
import type { Command, Context, Exit } from '../command.ts'
import { Refusal } from '../command.ts'
import { Client } from '../remote/client.ts'
import { readCredentials, remoteOptions } from '../remote/credentials.ts'

export const mcp: Command = {
  usage: '',
  about:
    'Serves the Model Context Protocol on standard input and output: programs that speak it read the scorecard, the alignment report and explanations from the server, by the token of keelson login, and propose changes. Nothing is changed.',
  arguments: { sort: 'text', most: 0 },
  options: remoteOptions,
  run: runMcp,
}

const unreadable = -32700
const unanswered = -32000

/** One message a line; each is answered by the server, in the order in which the answers come. */
async function runMcp(context: Context): Promise<Exit> {
  const client = new Client(readCredentials(context))
  const pending = new Set<Promise<void>>()
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === '') continue
    const answering: Promise<void> = answerOf(client, line)
      .then((answer) => answer !== '' && context.out(`${answer}\n`))
      .then(() => void pending.delete(answering))
    pending.add(answering)
  }
  await Promise.all(pending)
  return 0
}

/** The answer as one line; '' where a message has none. */
async function answerOf(client: Client, line: string): Promise<string> {
  let message: unknown
  try {
    message = JSON.parse(line)
  } catch (error) {
    return failed(null, unreadable, (error as Error).message)
  }
  try {
    return await client.mcp(message)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { id } = message as { id?: unknown }
    return id === undefined ? '' : failed(id, unanswered, error.message)
  }
}

function failed(id: unknown, code: number, message: string): string {
  return JSON.stringify({ jsonrpc: '2.0', id, error: { code, message } })
}
