import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { Failure, failures, problemOf } from '../errors.ts'

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
