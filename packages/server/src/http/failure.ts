import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { Failure, failures, problemOf } from '../errors.ts'
import { isConnectionLost } from '../store/connection-lost.ts'

/** The refusal that an error stands for. What is no refusal is a fault of the server: logged whole, told without insides. */
export function failureOf(error: unknown, request: FastifyRequest, log: (line: string) => void): Failure {
  if (error instanceof Failure) return error
  const { code, validation, validationContext, statusCode, message } = error as FastifyError
  if (validation) {
    const faults = validation.map(({ instancePath, message: what, params }) => ({
      in: validationContext ?? 'body',
      field: fieldOf(instancePath, params),
      message: what ?? 'is wrong',
    }))
    const first = faults[0]
    const detail = first ? `${first.in} ${first.field || '(whole)'}: ${first.message}.` : undefined
    return new Failure('invalid-request', detail, { faults: faults.slice(0, 100) })
  }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Failure('too-large')
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new Failure('unsupported-media-type')
  if (code === 'FST_ERR_CTP_EMPTY_JSON_BODY') return new Failure('invalid-json', 'The body is empty.')
  if (code === 'FST_ERR_CTP_INVALID_JSON_BODY' || error instanceof SyntaxError)
    return new Failure('invalid-json', message)
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return new Failure('invalid-request', message)
  // It may have taken effect: whoever sends it again under its key finds out.
  if (isConnectionLost(error)) return new Failure('database-away')
  const { stack } = error as Error
  log(
    `fault ${request.id}: ${request.method} ${request.routeOptions.url ?? '-'}: ${encode(stack ?? String(error))}`,
  )
  return new Failure('fault', undefined, { correlation: request.id })
}

/** Answers with problem+json. */
export function answerFailure(failure: Failure, request: FastifyRequest, reply: FastifyReply): void {
  const [status] = failures[failure.code]
  const { retryAfter } = failure.more as { retryAfter?: number }
  if (status === 401) reply.header('www-authenticate', 'Bearer')
  if (status === 429 || status === 503) reply.header('retry-after', String(retryAfter ?? 1))
  const text = JSON.stringify(problemOf(failure, request.id))
  reply.code(status).type('application/problem+json').serializer(String).send(text)
}

/** Answers what is no HTTP, has headers that are too long, or does not come to its end, on the bare connection. */
export function answerBrokenRequest({ code }: NodeJS.ErrnoException, socket: Socket): void {
  if (code === 'ECONNRESET' || socket.destroyed) return
  const isSlow = code === 'ERR_HTTP_REQUEST_TIMEOUT'
  const failure = isSlow ? new Failure('too-slow') : new Failure('invalid-request', 'The request is no HTTP.')
  const body = JSON.stringify(problemOf(failure, crypto.randomUUID()))
  const head = [
    `HTTP/1.1 ${failure.status} ${STATUS_CODES[failure.status]}`,
    'content-type: application/problem+json',
    'x-content-type-options: nosniff',
    'cache-control: no-store',
    'connection: close',
    `content-length: ${Buffer.byteLength(body)}`,
  ]
  if (socket.writable) socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
  else socket.destroy()
}

function fieldOf(path: string, params: Record<string, unknown> | undefined): string {
  const extra = params?.additionalProperty ?? params?.missingProperty
  const inner = path.slice(1).replaceAll('/', '.')
  if (extra === undefined) return inner
  return inner === '' ? String(extra) : `${inner}.${extra}`
}

/** A log line stays one line, whatever an error says. */
function encode(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\r', '\\r').replaceAll('\n', '\\n')
}
