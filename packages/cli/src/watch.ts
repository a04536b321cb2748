import { watch } from 'node:fs'
import process from 'node:process'
import type { Context, Exit } from './command.ts'
import { sentenceOf } from './failure.ts'
import { isObservationFile, isStrategyFile } from './files.ts'

const quietMs = 80

/** Runs now and after every change of a strategy or observation file, until Ctrl-C. */
export async function watchFolder(context: Context, path: string, run: () => Promise<Exit>): Promise<Exit> {
  let timer: NodeJS.Timeout | undefined
  const again = async () => {
    context.out(context.isTerminal ? '\u001b[2J\u001b[3J\u001b[H' : '')
    try {
      await run()
    } catch (error) {
      // Half-written files and the like are mended by the next change.
      const sentence = sentenceOf(error)
      if (sentence === undefined) throw error
      context.talk(`keelson check: ${sentence}`)
    }
    context.talk(`Watching ${path}; Ctrl-C ends.`)
  }
  await again()
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => {
      watcher.close()
      reject(error)
    }
    const watcher = watch(path, { recursive: true }, (_, name) => {
      if (name !== null && !isStrategyFile(name) && !isObservationFile(name)) return
      clearTimeout(timer)
      timer = setTimeout(() => again().catch(fail), quietMs)
    })
    watcher.on('error', fail)
    process.once('SIGINT', () => {
      clearTimeout(timer)
      watcher.close()
      resolve(0)
    })
  })
}
