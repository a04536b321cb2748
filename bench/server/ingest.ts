import type { Site } from './site.ts'

const batch = 5000

/** Points a second, sent in batches one after the other, each with a key of its own. */
export async function measureIngest(site: Site, most: number): Promise<number> {
  const [header = '', ...rows] = site.values.trimEnd().split('\n')
  const sent = rows.slice(0, most)
  const start = performance.now()
  let written = 0
  for (let at = 0; at < sent.length; at += batch) {
    const text = `${header}\n${sent.slice(at, at + batch).join('\n')}\n`
    const answer = await site.ask<{ written: number }>('POST', '/values', text, 'text/csv')
    written += answer.written
  }
  return (written / (performance.now() - start)) * 1000
}
