import type { Page } from 'playwright-core'

/** Asks the server as the person of a page does; throws where it refuses. */
export function askAs(
  page: Page,
  method: string,
  path: string,
  body?: unknown,
): Promise<Record<string, never>> {
  const sent = JSON.stringify({ method, path, body })
  return page.evaluate(`(async () => {
    const { method, path, body } = ${sent}
    const response = await fetch('/api/v1' + path, {
      method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    })
    const answer = await response.json()
    if (!response.ok) throw new Error(JSON.stringify(answer))
    return answer
  })()`) as Promise<Record<string, never>>
}
