import { spawnSync } from 'node:child_process'
import { readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { describe, expect, test } from 'vitest'
import { commands } from '../src/commands.ts'
import { sentenceOf } from '../src/failure.ts'
import { generalHelp, helpOf } from '../src/help.ts'
import { version } from '../src/version.ts'
import { bin, companyFiles, folderWith, keelson, root } from './run.ts'

const folder = folderWith(companyFiles)

describe('help', () => {
  test.each(commands.map((entry) => [entry.name, entry] as const))('%s', async (name, entry) => {
    const command = await entry.load()
    const help = helpOf(entry, command)
    expect(help).toContain(`Usage: keelson ${name}`)
    for (const [option, { doc }] of Object.entries(command.options)) {
      expect(help).toContain(`--${option}`)
      expect(doc).toMatch(/\S/)
    }
    expect(help).toContain('--no-color')
    for (const line of help.split('\n')) expect(line.length).toBeLessThanOrEqual(140)
  })

  test('is printed for keelson, keelson help and -h on any command', () => {
    const general = generalHelp(commands)
    expect(keelson(['--help'])).toEqual({ code: 0, out: general, err: '' })
    expect(keelson([])).toEqual({ code: 2, out: general, err: '' })
    const own = keelson(['help', 'diff'])
    expect(own.out).toContain('Usage: keelson diff')
    expect(keelson(['diff', 'a', '-h'])).toEqual(own)
  })
})

test('the page of the command line has the line of every command', () => {
  const page = readFileSync(join(root, 'docs/command-line.md'), 'utf8')
  const rows = [...page.matchAll(/^\| `keelson ([a-z]+)` \| (.+) \|$/gm)].map(([, name, text]) => [
    name,
    text,
  ])
  expect(rows).toEqual(commands.map(({ name, summary }) => [name, summary]))
})

test('the version is that of the package', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'packages/cli/package.json'), 'utf8'))
  expect(version).toBe(manifest.version)
  expect(keelson(['--version']).out).toBe(`keelson ${version}\n`)
})

describe('one clear sentence and code 2 for', () => {
  const binary = folderWith({ 'data.bin': Buffer.from([0, 1, 2, 255]) })
  test.each([
    ['a command that is not there', ['chekc'], 'there is no command "chekc"; did you mean check?'],
    [
      'an option that is not there',
      ['check', '--fromat', 'json'],
      'no option --fromat; did you mean --format?',
    ],
    ['an option without its value', ['check', '--as-of'], "'--as-of <value>' argument missing"],
    ['a choice that is not there', ['check', '--format', 'xml'], '--format is one of text, json'],
    ['an argument too many', ['check', 'a', 'b'], '"b" is one argument too many'],
    ['a folder that is not there', ['check', 'nowhere'], 'there is no file or folder nowhere.'],
    ['a folder without a strategy', ['check', binary], 'there is no strategy file'],
    ['a date that is none', ['check', '--as-of', '2026-02-30'], '--as-of takes a date such as'],
    ['a date beyond all calendars', ['check', '--as-of', '2500-01-01'], 'from 1900-01-01 to 2199-12-31'],
    ['a period that is none', ['scorecard', '--period', 'soon'], '"soon" is no period'],
    [
      'a KPI that is not there',
      ['reconcile', '.', 'revenu'],
      'there is no KPI "revenu"; did you mean revenue?',
    ],
    ['a shell that is not there', ['completion', 'tcsh'], 'bash, zsh, fish'],
  ])('%s', (_, args, sentence) => {
    const { code, out, err } = keelson(args, folder)
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err).toContain(sentence)
    expect(err).toMatch(/^keelson[^\n]*\n$/)
  })
})

test('a file that is no text is told, and drawn without its control characters', () => {
  const binary = folderWith({
    ...companyFiles,
    'b.yaml': Buffer.from([0x61, 0x3a, 0x20, 0, 7, 27, 0x5b, 0x32, 0x4a]),
  })
  const { out, code } = keelson(['check'], binary)
  expect(code).toBe(1)
  expect(out).toContain('error: nul-byte  b.yaml:1:4')
  expect(out).not.toContain('\u001b')
})

test('a failure of the disk has a sentence, a bug has none', () => {
  const denied = Object.assign(new Error('EACCES: x'), { code: 'EACCES', path: 'plan.yaml' })
  expect(sentenceOf(denied)).toBe('plan.yaml cannot be used: permission is denied.')
  expect(sentenceOf(new TypeError('x is not a function'))).toBeUndefined()
})

test('a folder that holds itself is read once', () => {
  const circle = folderWith(companyFiles)
  symlinkSync(circle, join(circle, 'again'))
  expect(keelson(['check', '--json'], circle).out).toBe(keelson(['check', '--json'], folder).out)
})

test('a reader that stops reading is no fault', () => {
  const piped = spawnSync('bash', ['-c', `"${process.execPath}" "${bin}" schema --reference | head -n 1`], {
    encoding: 'utf8',
  })
  expect(piped.stdout).toBe('# Strategy files\n')
  expect(piped.stderr).toBe('')
})

describe('completion', () => {
  const script = keelson(['completion', 'bash']).out
  const complete = (...words: readonly string[]) => {
    const line = words.map((word) => `'${word}'`).join(' ')
    const ask = `${script}\nCOMP_WORDS=(keelson ${line}); COMP_CWORD=${words.length}; _keelson; printf '%s\\n' "\${COMPREPLY[@]}"`
    return spawnSync('bash', ['-c', ask], { encoding: 'utf8', cwd: root }).stdout.trim().split('\n')
  }

  test('for bash is sound, and completes commands, options, choices and folders', () => {
    const sound = spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' })
    expect(sound).toMatchObject({ status: 0, stderr: '' })
    expect(complete('sc')).toEqual(['scorecard', 'schema'])
    expect(complete('check', '--fo')).toEqual(['--format'])
    expect(complete('check', '--format', 's')).toEqual(['sarif'])
    expect(complete('check', 'exam')).toEqual(['examples'])
    expect(complete('completion', '')).toEqual(['bash', 'zsh', 'fish'])
  })

  test.each(['zsh', 'fish'])('for %s names every command and option', async (shell) => {
    const { code, out } = keelson(['completion', shell])
    expect(code).toBe(0)
    for (const { name, load } of commands) {
      expect(out).toContain(name)
      for (const option of Object.keys((await load()).options)) {
        expect(out).toContain(shell === 'zsh' ? `--${option}[` : `-l ${option} `)
      }
    }
  })
})
