/** A request or a notification as it came: nothing of it is sure. */
export type Message = {
  readonly jsonrpc?: unknown
  readonly id?: unknown
  readonly method?: unknown
  readonly params?: unknown
}

type Params = Readonly<Record<string, unknown>>

export type Methods = Readonly<Record<string, (params: Params) => unknown>>

export type RpcResponse = {
  readonly jsonrpc: '2.0'
  readonly id: string | number | null
} & ({ readonly result: unknown } | { readonly error: { readonly code: number; readonly message: string } })

/** The codes of JSON-RPC 2.0 for what is wrong with a request. */
export const codes = { request: -32600, method: -32601, params: -32602 } as const

/** An error that the answer tells with its code. */
export class RpcError extends Error {
  readonly code: number

  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}

/** Answers a message by the method that it names (JSON-RPC 2.0); a notification and an answer have no answer. */
export async function answerRpc(methods: Methods, message: unknown): Promise<RpcResponse | undefined> {
  if (!isRecord(message))
    return failed(null, codes.request, 'a request is one JSON object; lists of them are not taken')
  const { jsonrpc, id, method, params = {} } = message as Message
  const isAnswer = method === undefined && ('result' in message || 'error' in message)
  if (jsonrpc === '2.0' && (isAnswer || (typeof method === 'string' && id === undefined))) return undefined
  if (typeof id !== 'string' && typeof id !== 'number')
    return failed(null, codes.request, 'a request has an id, which is a text or a number')
  if (jsonrpc !== '2.0' || typeof method !== 'string')
    return failed(id, codes.request, 'a request has "jsonrpc": "2.0" and the name of a method')
  const run = Object.hasOwn(methods, method) ? methods[method] : undefined
  if (!run) return failed(id, codes.method, `there is no method "${method}"`)
  if (!isRecord(params)) return failed(id, codes.params, 'params are an object')
  try {
    return { jsonrpc: '2.0', id, result: await run(params) }
  } catch (error) {
    if (error instanceof RpcError) return failed(id, error.code, error.message)
    throw error
  }
}

export function isRecord(value: unknown): value is Params {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function failed(id: string | number | null, code: number, message: string): RpcResponse {
  return { jsonrpc: '2.0', id, error: { code, message } }
}
