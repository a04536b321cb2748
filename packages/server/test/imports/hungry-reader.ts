const parts: Buffer[] = []
for await (const part of process.stdin) parts.push(part as Buffer)
const kept: unknown[] = []
// Never ends by itself.
for (;;)
  if (Buffer.concat(parts).toString() === 'memory') kept.push(Array.from({ length: 1_000_000 }, () => ({})))
