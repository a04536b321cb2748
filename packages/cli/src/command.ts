import type { Paint } from './paint.ts'

/** An option of a command: `--period FY27`. */
export type Option = {
  readonly type: 'string' | 'boolean'
  readonly doc: string
  /** What stands for the value in help. */
  readonly value?: string
  readonly choices?: readonly string[]
  readonly short?: string
}

/** What a command is given: arguments, options, and everything of the world it may touch. */
export type Context = {
  readonly args: readonly string[]
  readonly options: Readonly<Record<string, string | boolean | undefined>>
  readonly out: (text: string) => void
  readonly talk: (text: string) => void
  readonly paint: Paint
  readonly columns: number
  readonly now: () => number
  readonly cwd: string
}

/** Exit codes: nothing found; something found; could not be done. */
export type Exit = 0 | 1 | 2

export type Command = {
  readonly name: string
  readonly summary: string
  readonly usage: string
  /** Longer help, one paragraph. */
  readonly about?: string
  readonly options: Readonly<Record<string, Option>>
  readonly run: (context: Context) => Exit | Promise<Exit>
}

/** Something the person can mend by calling again, told in one sentence; exit code 2. */
export class Refusal extends Error {}
