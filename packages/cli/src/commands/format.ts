import { readFileSync, writeFileSync } from 'node:fs'
import type { Diagnostic } from '@keelson/core'
import { formatFile } from '@keelson/core'
import type { Command, Context, Exit } from '../command.ts'
import { jsonOption } from '../command.ts'
import { isIgnored, isStrategyFile, listFiles, readSource } from '../files.ts'
import { Reporter } from '../report.ts'

export const format: Command = {
  usage: '[file or folder …]',
  about:
    'Indents, spaces and wraps strategy files in the usual way; comments and the order of keys stay. A file with faults of syntax is left as it is, and told. With --check nothing is written, and the exit code is 1 where a file is not laid out.',
  arguments: { sort: 'file', most: Number.POSITIVE_INFINITY },
  options: {
    check: { type: 'boolean', doc: 'names the files that would change, and writes nothing' },
    json: jsonOption,
  },
  run: runFormat,
}

function runFormat(context: Context): Exit {
  const { args, options, out, talk, progress } = context
  const paths = (args.length === 0 ? ['.'] : args).flatMap(listFiles)
  const changed: string[] = []
  const faulty: string[] = []
  const candidates = [...new Set(paths.filter((path) => isStrategyFile(path) || args.includes(path)))]
  let files = 0
  for (const [at, path] of candidates.entries()) {
    progress.step(`Laying out ${at + 1} of ${candidates.length} files`)
    const { name, text } = readSource(path)
    if (isIgnored(text)) continue
    files++
    const formatted = formatFile(text, name)
    if (formatted.diagnostics.length > 0) {
      faulty.push(name)
      for (const one of formatted.diagnostics) talk(drawFault(context, name, text, one))
    } else if (formatted.text !== text) {
      changed.push(name)
      // A file that changed since it was read is not written over.
      if (!options.check && readFileSync(path, 'utf8') === text) writeFileSync(path, formatted.text)
    }
  }
  if (options.json) {
    out(`${JSON.stringify({ files, changed, faulty }, null, 2)}\n`)
  } else {
    out(changed.map((name) => `${name}\n`).join(''))
    const done = options.check ? 'would be laid out anew' : 'laid out anew'
    const left = faulty.length > 0 ? `, ${faulty.length} left as they are` : ''
    talk(`${changed.length} of ${files} files ${done}${left}.`)
  }
  return faulty.length > 0 || (options.check && changed.length > 0) ? 1 : 0
}

function drawFault({ paint, columns }: Context, name: string, text: string, fault: Diagnostic): string {
  return new Reporter(new Map([[name, text]]), paint, columns).draw(fault)
}
