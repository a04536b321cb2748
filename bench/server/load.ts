import autocannon from 'autocannon'
import type { Site } from './site.ts'

export type Load = { readonly perSecond: number; readonly p99Ms: number; readonly failed: number }

const connections = 20

/** Requests from twenty connections for some seconds; a share of them records a value. */
export async function measureLoad(
  site: Site,
  reads: readonly string[],
  writes: number,
  seconds: number,
): Promise<Load> {
  const base = '/api/v1/organisations/large'
  const headers = { authorization: `Bearer ${site.token}` }
  const parts = site.kpis.filter((id) => !id.endsWith('-whole'))
  let count = 0
  const next = () => {
    count++
    const isWrite = Math.floor(count * writes) > Math.floor((count - 1) * writes)
    if (!isWrite) return { method: 'GET' as const, path: base + reads[count % reads.length], headers }
    return {
      method: 'PUT' as const,
      path: `${base}/measures/${parts[count % parts.length]}/values/2026-08`,
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ value: 100 + (count % 977) }),
    }
  }
  const result = await autocannon({
    url: site.url,
    connections,
    duration: seconds,
    requests: [{ setupRequest: (request) => ({ ...request, ...next() }) }],
  })
  return {
    perSecond: result['2xx'] / result.duration,
    p99Ms: result.latency.p99,
    failed: result.non2xx + result.errors,
  }
}
