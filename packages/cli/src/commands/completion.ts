import type { Command } from '../command.ts'

export const completion: Command = {
  usage: '',
  arguments: { sort: 'text', most: 0 },
  options: {},
  run: () => 2,
}
