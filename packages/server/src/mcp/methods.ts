import { faultsOf } from './faults.ts'
import type { Methods } from './json-rpc.ts'
import { codes, isRecord, RpcError } from './json-rpc.ts'
import type { Asked } from './tools.ts'
import { tools } from './tools.ts'

/** Revisions of the protocol that are spoken, the newest first. */
export const revisions = ['2025-11-25', '2025-06-18', '2025-03-26'] as const

const instructions =
  "Keelson says whether the departments' KPIs add up to the company's objectives. Numbers come from its tools and are exact: do not estimate what they answer, and where they say unknown, say so with the reason. Nothing is changed from here: plan and propose_value say what a change would do."

/** Answers a request of the interface with the rights of whoever asks. */
export type Ask = (asked: Asked) => Promise<{ readonly status: number; readonly text: string }>

export type Session = {
  readonly version: string
  /** The state of the strategy that a plan rests on where it names none. */
  readonly base: number
  readonly ask: Ask
}

/** The methods of the Model Context Protocol: tools, and what every server answers. */
export function methodsOf({ version, base, ask }: Session): Methods {
  return {
    initialize: ({ protocolVersion }) => ({
      protocolVersion: revisions.find((one) => one === protocolVersion) ?? revisions[0],
      capabilities: { tools: {} },
      serverInfo: { name: 'keelson', title: 'Keelson', version },
      instructions,
    }),
    ping: () => ({}),
    'tools/list': () => ({
      tools: tools.map(({ name, title, description, input }) => ({
        name,
        title,
        description,
        inputSchema: input,
        annotations: { readOnlyHint: true, openWorldHint: false },
      })),
    }),
    'tools/call': async ({ name, arguments: given = {} }) => {
      const tool = tools.find((one) => one.name === name)
      if (!tool) throw new RpcError(codes.params, `there is no tool "${name}"`)
      if (!isRecord(given)) throw new RpcError(codes.params, 'the arguments of a tool are an object')
      const faults = faultsOf(tool.input, given)
      if (faults !== undefined) return failed(faults)
      const { status, text } = await ask(tool.ask(given, base))
      const answer = JSON.parse(text) as Readonly<Record<string, unknown>>
      if (status >= 400) return failed(`${answer.detail} ${answer.wayOut}`)
      return { content: [{ type: 'text', text }], structuredContent: answer }
    },
  }
}

/** A call that cannot be answered is told to whoever can mend it, which is no error of the protocol. */
function failed(text: string) {
  return { content: [{ type: 'text', text }], isError: true }
}
