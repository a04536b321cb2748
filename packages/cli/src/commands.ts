import type { Command } from './command.ts'
import { check } from './commands/check.ts'
import { demo } from './commands/demo.ts'
import { graph } from './commands/graph.ts'
import { reconcileCommand } from './commands/reconcile.ts'
import { scorecard } from './commands/scorecard.ts'
import { smart } from './commands/smart.ts'

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [check, scorecard, reconcileCommand, smart, graph, demo]
