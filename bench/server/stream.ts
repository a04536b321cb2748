import { get, type IncomingMessage } from 'node:http'
import type { Site } from './site.ts'

/** Milliseconds from the answer of a write to its message at a viewer, with many viewers and a write each 200 ms. */
export async function measureStream(
  site: Site,
  viewers: number,
  seconds: number,
): Promise<{ readonly p95Ms: number }> {
  const committed = new Map<number, number>()
  const arrivals: { id: number; at: number }[] = []
  const open = await Promise.all(
    Array.from({ length: viewers }, () => follow(site, (id) => arrivals.push({ id, at: performance.now() }))),
  )
  const end = performance.now() + seconds * 1000
  for (let count = 0; performance.now() < end; count++) {
    const values = [{ measure: 'department-0-0-part-0', period: '2026-07', value: 500 + count }]
    const { seq } = await site.ask<{ seq: number }>('POST', '/values', { values })
    committed.set(seq, performance.now())
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  await new Promise((resolve) => setTimeout(resolve, 500))
  for (const one of open) one.destroy()
  const delays = arrivals
    .flatMap(({ id, at }) => (committed.has(id) ? [Math.max(0, at - (committed.get(id) as number))] : []))
    .sort((a, b) => a - b)
  return { p95Ms: delays[Math.floor(delays.length * 0.95)] ?? Number.NaN }
}

function follow(site: Site, hear: (id: number) => void): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const url = `${site.url}/api/v1/organisations/large/stream`
    const request = get(url, { headers: { authorization: `Bearer ${site.token}` } }, (response) => {
      response.setEncoding('utf8')
      response.on('data', (text: string) => {
        for (const [, id] of text.matchAll(/^event: change\nid: (\d+)$/gm)) hear(Number(id))
      })
      response.on('error', () => {})
      resolve(response)
    })
    request.on('error', reject)
  })
}
