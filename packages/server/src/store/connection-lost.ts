/** Codes of a connection that could not be made or broke, of the operating system. */
const codes = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT'])
/** PostgreSQL's own: class 08, and a server that shuts down, crashed or is starting (57P01 to 57P03). */
const states = /^(?:08...|57P0[123])$/
/** What the driver says of a connection that ended under a query, or that nobody made in time. */
const sentences = /^Connection terminated|not queryable|timeout exceeded when trying to connect/

/** Whether an error says that the database is away: not what was asked of it is at fault. */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, syscall } = error as { readonly code?: string; readonly syscall?: string }
  if (code !== undefined && states.test(code)) return true
  // A file that is not there has the code of a socket that is not: only the call tells them apart.
  if (code !== undefined && codes.has(code) && /^(?:connect|read|write)$/.test(syscall ?? '')) return true
  return sentences.test(error.message) || isConnectionLost(error.cause)
}
