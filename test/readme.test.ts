import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const bin = join(root, 'packages/cli/bin/keelson.js')

type Shown = { readonly command: string; readonly output: string }

/** Commands of the project's pages that show what they print; `…` on a line of its own stands for any lines. */
function shownIn(page: string): Shown[] {
  const text = readFileSync(join(root, page), 'utf8')
  return [...text.matchAll(/```console\n\$ npx keelson ([^\n]+)\n([\s\S]*?)```/g)]
    .map(([, command, output]) => ({ command: command as string, output: output as string }))
    .filter(
      ({ output, command }) =>
        (output.trim() !== '' && !output.startsWith('$') && command.includes('examples/')) ||
        command.startsWith('smart'),
    )
}

function pattern(output: string): RegExp {
  const escaped = output
    .split('\n')
    .map((line) => (line === '…' ? '[\\s\\S]*' : line.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
  return new RegExp(
    `^${escaped.join('\n').replaceAll('[\\s\\S]*\n', '[\\s\\S]*').replaceAll('\n[\\s\\S]*', '[\\s\\S]*')}$`,
  )
}

/** Words as a shell splits them, double quotes kept together. */
function split(command: string): string[] {
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => (quoted ?? plain) as string)
}

const pages = ['README.md', 'docs/command-line.md']

test.each(pages.flatMap(shownIn))('keelson $command', ({ command, output }) => {
  const done = spawnSync(process.execPath, [bin, ...split(command)], { cwd: root, encoding: 'utf8' })
  expect(done.stdout).toMatch(pattern(output))
})

test.each(pages)('%s shows at least three commands with their output', (page) => {
  expect(shownIn(page).length).toBeGreaterThanOrEqual(3)
})
