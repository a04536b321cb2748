import type { Command, Context, Entry, Exit } from '../command.ts'
import { Refusal } from '../command.ts'
import type { Listed } from '../completion-scripts.ts'
import { scripts } from '../completion-scripts.ts'

const shells = ['bash', 'zsh', 'fish'] as const

/** Completion knows every command, so it is made from their table. */
export function completionOf(entries: () => readonly Entry[]): Command {
  return {
    usage: 'bash|zsh|fish',
    about:
      'For this shell: eval "$(keelson completion bash)", the same with zsh, or keelson completion fish | source. For every shell, put that line where yours starts.',
    arguments: { sort: shells, most: 1 },
    options: {},
    run: (context) => runCompletion(context, entries()),
  }
}

async function runCompletion({ args, out }: Context, entries: readonly Entry[]): Promise<Exit> {
  const shell = shells.find((one) => one === args[0])
  if (shell === undefined) throw new Refusal(`say for which shell: ${shells.join(', ')}.`)
  const listed: Listed[] = []
  for (const { name, summary, load } of entries) listed.push({ name, summary, ...(await load()) })
  out(scripts[shell](listed))
  return 0
}
