import type { Paint } from './paint.ts'
import type { Progress } from './progress.ts'

/** An option of a command: `--period FY27`. */
export type Option = {
  readonly type: 'string' | 'boolean'
  readonly doc: string
  /** What stands for the value in help. */
  readonly value?: string
  readonly choices?: readonly string[]
  readonly short?: string
  /** What completion offers for the value. */
  readonly completes?: 'folder' | 'file'
}

/** What a command is given: arguments, options, and everything of the world it may touch. */
export type Context = {
  readonly args: readonly string[]
  readonly options: Readonly<Record<string, string | boolean | undefined>>
  readonly out: (text: string) => void
  readonly talk: (text: string) => void
  readonly progress: Progress
  readonly paint: Paint
  readonly columns: number
  /** Whether a person reads the output on a terminal. */
  readonly isTerminal: boolean
  readonly now: () => number
  /** Environment variables that begin with KEELSON_, and DATABASE_URL, HOME and XDG_CONFIG_HOME. */
  readonly env: Readonly<Record<string, string | undefined>>
}

/** Exit codes: nothing found; something found; could not be done. */
export type Exit = 0 | 1 | 2

/** What stands after the options: of which sort, and how many at most. */
export type Arguments = {
  readonly sort: 'folder' | 'file' | 'text' | readonly string[]
  readonly most: number
}

export type Command = {
  readonly usage: string
  /** Longer help, one paragraph. */
  readonly about?: string
  readonly arguments: Arguments
  readonly options: Readonly<Record<string, Option>>
  readonly run: (context: Context) => Exit | Promise<Exit>
}

/** A command as the help lists it; its code is loaded when it is called. */
export type Entry = {
  readonly name: string
  readonly summary: string
  readonly load: () => Promise<Command>
}

/** Something the person can mend by calling again, told in one sentence; exit code 2. */
export class Refusal extends Error {}

/** The option that every command with data has. */
export const jsonOption = { type: 'boolean', doc: 'data instead of text' } as const satisfies Option
