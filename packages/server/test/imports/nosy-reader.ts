import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { deflateRawSync } from 'node:zlib'

// Tries what a reading process may not do, and tells how each was refused.
const tries: readonly (() => unknown)[] = [
  () => readFileSync('/etc/passwd'),
  () => writeFileSync('/tmp/keelson-nosy', 'x'),
  () => spawnSync('true'),
]
const notes = tries.map((attempt) => {
  try {
    attempt()
    return 'done'
  } catch (error) {
    return (error as { code?: string }).code
  }
})
const calling = await new Promise((resolve) => {
  try {
    connect(9, '127.0.0.1')
      .on('error', ({ code }: NodeJS.ErrnoException) => resolve(code))
      .on('connect', () => resolve('done'))
  } catch (error) {
    resolve((error as { code?: string }).code)
  }
})
process.stdout.write(
  deflateRawSync(JSON.stringify({ book: { kind: 'csv', sheets: [], notes: [...notes, calling] } })),
)
