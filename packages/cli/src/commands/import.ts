import { basename, extname } from 'node:path'
import type { Diagnostic, StrategyFiles, TableResult } from '@keelson/core'
import { applyMap, readCsv, readMapFile, strategyFiles } from '@keelson/core'
import type { Command, Context, Exit } from '../command.ts'
import { jsonOption, Refusal } from '../command.ts'
import { longText, readSource } from '../files.ts'
import type { Imported } from '../import-report.ts'
import { drawImport, plainImport } from '../import-report.ts'
import { remoteOptions } from '../remote/credentials.ts'
import { importValues, undoImport } from '../remote/import-values.ts'
import { Reporter } from '../report.ts'
import { refuseOverwriting, writeFiles } from '../write.ts'

export const importCommand: Command = {
  usage: 'table <file> --map <map.yaml> [--out <folder> --write] | values <file> [--write] | undo <import>',
  about:
    'Reads a CSV table of measures by a map that says what its columns are. Shows where every row, column and value went, and writes nothing; with --write the strategy is written into --out. Exit code 1 where rows or values were rejected. With values a CSV or XLSX file of values goes to the server, read as it proposes: shown, and with --write recorded; undo takes a whole import back.',
  arguments: { sort: 'file', most: 2 },
  options: {
    ...remoteOptions,
    map: {
      type: 'string',
      value: 'file',
      completes: 'file',
      doc: 'the YAML file that says what the columns are',
    },
    out: { type: 'string', value: 'folder', completes: 'folder', doc: 'the folder to write the strategy to' },
    write: { type: 'boolean', doc: 'writes; files that are there are never overwritten' },
    name: { type: 'string', value: 'name', doc: 'the organisation; the name of the table by default' },
    'year-start': {
      type: 'string',
      value: 'mm-dd',
      doc: 'the first day of the fiscal year; 01-01 by default',
    },
    json: jsonOption,
  },
  run: (context) => {
    const [what, file] = context.args
    if (what === 'values' && file !== undefined) return importValues(context, file)
    if (what === 'undo' && file !== undefined) return undoImport(context, file)
    return runImport(context)
  },
}

function runImport(context: Context): Exit {
  const { args, options, out, talk } = context
  const [what, path] = args
  if (what !== 'table' || path === undefined)
    throw new Refusal(
      'say what is imported: keelson import table <file> --map <map.yaml>, or keelson import values <file>.',
    )
  if (typeof options.map !== 'string') throw new Refusal('say what the columns are: --map <map.yaml>.')
  if (options.write && typeof options.out !== 'string') throw new Refusal('--write needs --out <folder>.')
  const imported = read(context, path, options.map)
  if (imported === undefined) return 2
  if (options.write && typeof options.out === 'string') {
    refuseOverwriting(options.out, imported.strategy.files)
    writeFiles(options.out, imported.strategy.files)
  }
  const target = {
    out: typeof options.out === 'string' ? options.out : undefined,
    isWritten: options.write === true,
  }
  if (options.json) out(`${JSON.stringify(plainImport(imported, target), null, 2)}\n`)
  else {
    out(drawImport(imported, context.paint))
    talk(closing(target, path, options.map))
  }
  return hasRejected(imported) ? 1 : 0
}

function closing(
  { out, isWritten }: { readonly out: string | undefined; readonly isWritten: boolean },
  path: string,
  map: string,
): string {
  if (isWritten) return `\nWritten to ${out}. Next:\n  keelson check ${out}`
  return `\nNothing is written. To write: keelson import table ${path} --map ${map} --out ${out ?? '<folder>'} --write`
}

/** Rows that the map itself leaves out are no faults. */
function hasRejected({ table, strategy }: Imported): boolean {
  return (
    strategy.unwritten.length > 0 || table.accounting.rejected.some(({ code }) => code !== 'row-left-out')
  )
}

/** Undefined where the map or the table cannot be used: that has been told. */
function read(context: Context, path: string, mapPath: string): Imported | undefined {
  const { progress, options } = context
  const [tableFile, mapFile] = [readSource(path), readSource(mapPath)]
  const isLong = tableFile.text.length > longText
  const reading = readMapFile(mapFile.text, mapFile.name)
  progress.step('Reading the table', isLong)
  const csv = readCsv(tableFile.text, { file: tableFile.name })
  const tell = (faults: readonly Diagnostic[]) => {
    const sources = new Map([tableFile, mapFile].map(({ name, text }) => [name, text]))
    const reporter = new Reporter(sources, context.paint, context.columns)
    for (const fault of faults) context.talk(reporter.draw(fault))
    return undefined
  }
  if (!reading.map) return tell(reading.diagnostics)
  if (csv.header.length === 0) return tell(csv.diagnostics)
  progress.step('Taking the rows apart', isLong)
  const table: TableResult = applyMap(csv, reading.map)
  if (table.faults.length > 0) return tell(table.faults.map(reading.locate))
  progress.step('Making the strategy', isLong)
  const start = yearStart(options['year-start'])
  const strategy: StrategyFiles = strategyFiles(table, {
    organisation: typeof options.name === 'string' ? options.name : basename(path, extname(path)),
    source: basename(path),
    ...(start && { yearStart: start }),
  })
  return { table, strategy, tableName: tableFile.name, mapName: mapFile.name }
}

function yearStart(written: unknown): { month: number; day: number } | undefined {
  if (typeof written !== 'string') return undefined
  const [, month, day] = /^(\d\d)-(\d\d)$/.exec(written) ?? []
  const isDate = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31
  if (!isDate) throw new Refusal(`--year-start takes a month and day such as 04-01, not "${written}".`)
  return { month: Number(month), day: Number(day) }
}
