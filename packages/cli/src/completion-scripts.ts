import type { Arguments, Command, Option } from './command.ts'

/** A command with its line in the help. */
export type Listed = Pick<Command, 'options' | 'arguments'> & {
  readonly name: string
  readonly summary: string
}

/** Completion scripts by shell, made from the commands. */
export const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript } as const

const general: Listed['options'] = {
  'no-color': { type: 'boolean', doc: 'no colours' },
  help: { type: 'boolean', short: 'h', doc: 'this help' },
}

function optionsOf({ options }: Listed): [string, Option][] {
  return Object.entries({ ...options, ...general })
}

/** What may stand for a value: words, or a folder or file. */
function sortOf({ choices, completes }: Option): Arguments['sort'] {
  return choices ?? completes ?? 'text'
}

function bashScript(commands: readonly Listed[]): string {
  const reply = (sort: Arguments['sort']) => {
    if (sort === 'text') return 'COMPREPLY=()'
    const words = sort === 'folder' ? '-d' : sort === 'file' ? '-f' : `-W '${sort.join(' ')}'`
    return `COMPREPLY=($(compgen ${words} -- "$current"))`
  }
  const values = commands.flatMap((command) =>
    optionsOf(command)
      .filter(([, { type }]) => type === 'string')
      .map(([name, option]) => `    ${command.name}:--${name}) ${reply(sortOf(option))}; return ;;\n`),
  )
  const names = commands.map((command) => {
    const words = optionsOf(command).map(([name]) => `--${name}`)
    return `      ${command.name}) ${reply(words)} ;;\n`
  })
  const args = commands.map(({ name, arguments: { sort, most } }) => {
    return `      ${name}) ${reply(most === 0 ? 'text' : sort)} ;;\n`
  })
  const all = ['help', ...commands.map(({ name }) => name)]
  return `_keelson() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command="\${COMP_WORDS[1]}"
  if [ "$COMP_CWORD" -eq 1 ]; then
    ${reply([...all, '--help', '--version'])}
    return
  fi
  case "$command:$previous" in
${values.join('')}  esac
  case "$current" in
    -*) case "$command" in
${names.join('')}    esac ;;
    *) case "$command" in
      help) ${reply(all)} ;;
${args.join('')}    esac ;;
  esac
}
complete -o filenames -F _keelson keelson
`
}

function zshScript(commands: readonly Listed[]): string {
  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`
  const plain = (text: string) => text.replace(/[[\]:\\]/g, '\\$&')
  const action = (sort: Arguments['sort']) => {
    if (sort === 'text') return ''
    return sort === 'folder' ? '_files -/' : sort === 'file' ? '_files' : `(${sort.join(' ')})`
  }
  const spec = ([name, option]: [string, Option]) => {
    const value = option.type === 'string' ? `:${plain(option.value ?? name)}:${action(sortOf(option))}` : ''
    return quoted(`--${name}[${plain(option.doc)}]${value}`)
  }
  const cases = commands.map((command) => {
    const { sort, most } = command.arguments
    const rest = most === 0 ? [] : [quoted(`*:argument:${action(sort)}`)]
    const specs = [...optionsOf(command).map(spec), ...rest].map((one) => `        ${one}`)
    return `    ${command.name})\n      _arguments \\\n${specs.join(' \\\n')} ;;\n`
  })
  const described = commands.map(({ name, summary }) => `    ${quoted(`${name}:${plain(summary)}`)}\n`)
  return `#compdef keelson
_keelson() {
  local -a commands
  commands=(
${described.join('')}  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  shift words
  (( CURRENT-- ))
  case "$words[1]" in
${cases.join('')}  esac
}
if [ "$funcstack[1]" = "_keelson" ]; then
  _keelson "$@"
else
  compdef _keelson keelson
fi
`
}

function fishScript(commands: readonly Listed[]): string {
  const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
  const offer = (sort: Arguments['sort']) => {
    if (sort === 'text') return ''
    if (sort === 'file') return ' -F'
    return ` -a ${sort === 'folder' ? quoted('(__fish_complete_directories)') : quoted(sort.join(' '))}`
  }
  const lines = ['complete -c keelson -f']
  for (const command of commands) {
    const { name, summary } = command
    const { sort, most } = command.arguments
    const here = `complete -c keelson -n '__fish_seen_subcommand_from ${name}'`
    lines.push(`complete -c keelson -n __fish_use_subcommand -a ${name} -d ${quoted(summary)}`)
    if (most > 0 && sort !== 'text') lines.push(here + offer(sort))
    for (const [option, told] of optionsOf(command)) {
      const short = told.short ? ` -s ${told.short}` : ''
      const value = told.type === 'string' ? ` -r${offer(sortOf(told))}` : ''
      lines.push(`${here} -l ${option}${short}${value} -d ${quoted(told.doc)}`)
    }
  }
  return `${lines.join('\n')}\n`
}
