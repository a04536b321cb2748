import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Refusal } from './command.ts'

/** A file to write; the path uses `/` and is relative to a folder. */
export type NewFile = { readonly path: string; readonly text: string }

/** Writes files into a folder that is made where it is missing. */
export function writeFiles(folder: string, files: readonly NewFile[]): void {
  for (const { path, text } of files) {
    const target = join(folder, path)
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, text)
  }
}

/** Refuses, before anything is written, to write over files that are there. */
export function refuseOverwriting(folder: string, files: readonly NewFile[]): void {
  const there = files.map(({ path }) => join(folder, path)).filter((path) => existsSync(path))
  if (there.length === 0) return
  const verb = there.length === 1 ? 'is' : 'are'
  throw new Refusal(
    `${there.join(', ')} ${verb} there already, and nothing is overwritten. Name another folder.`,
  )
}
