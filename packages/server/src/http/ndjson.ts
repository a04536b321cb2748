import type { App } from '../app.ts'
import { Failure } from '../errors.ts'

/** Bodies of values also come as NDJSON, one object a line, and as CSV, which is read by core. */
export function readNdjson(app: App): void {
  // Fastify reads it by default, past every schema.
  app.removeContentTypeParser('text/plain')
  app.addContentTypeParser('application/x-ndjson', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, { values: String(body).split('\n').flatMap(readLine) })
    } catch (error) {
      done(error as Error)
    }
  })
  app.addContentTypeParser('text/csv', { parseAs: 'string' }, (_request, body, done) => {
    done(null, String(body))
  })
}

function readLine(line: string, index: number): unknown[] {
  if (line.trim() === '') return []
  try {
    return [JSON.parse(line)]
  } catch (error) {
    throw new Failure('invalid-json', `Line ${index + 1}: ${(error as Error).message}`)
  }
}
