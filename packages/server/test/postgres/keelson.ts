// A Keelson that does nothing but hold an embedded PostgreSQL: node keelson.ts <folder> [<bin folder>]
import { startEmbedded } from '../../src/postgres/embedded.ts'

const [folder, binaries] = process.argv.slice(2)
const say = (word: object): void => {
  process.stdout.write(`${JSON.stringify(word)}\n`)
}

try {
  const { url, pid, origin, stop } = await startEmbedded({
    folder: folder as string,
    ...(binaries && { binaries }),
  })
  say({ url, pid, origin })
  process.stdin.resume().once('end', async () => {
    await stop()
    say({ stopped: true })
  })
} catch (error) {
  const { code, message } = error as { code?: string; message: string }
  say({ code, message })
}
