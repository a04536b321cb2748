import type { Command } from './command.ts'
import { check } from './commands/check.ts'
import { reconcileCommand } from './commands/reconcile.ts'
import { scorecard } from './commands/scorecard.ts'

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [check, scorecard, reconcileCommand]
