import type { Command } from '../command.ts'

export const importCommand: Command = {
  usage: '',
  arguments: { sort: 'text', most: 0 },
  options: {},
  run: () => 2,
}
