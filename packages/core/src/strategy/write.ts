import { renderInline, renderText } from './render.ts'
import type { Value } from './value.ts'
import { valueFrom } from './value.ts'

const widest = 100

/**
 * Writes the sections of a new strategy file from plain data: a table that holds plain values only stands on one line
 * where it fits, everything else line by line. Fields that are undefined are left out.
 */
export function writeStrategyFile(sections: Readonly<Record<string, unknown>>, heading: string = ''): string {
  const tables = valueFrom(sections) as ReadonlyMap<string, Value>
  const written = [...tables].map(([name, value]) => `${entry(name, value, '', false).join('\n')}\n`)
  const comment =
    heading === ''
      ? ''
      : `${heading
          .split('\n')
          .map((line) => `# ${line}`)
          .join('\n')}\n\n`
  return comment + written.join('\n')
}

function entry(key: string, value: Value, pad: string, mayFold: boolean): string[] {
  const head = `${pad}${renderText(key)}:`
  const isBlock = (value instanceof Map && value.size > 0) || isListOfTables(value)
  const folded = `${head} ${renderInline(value)}`
  if (!isBlock || (mayFold && isFlat(value) && folded.length <= widest)) return [folded]
  return [head, ...below(value, `${pad}  `)]
}

function below(value: Value, pad: string): string[] {
  if (value instanceof Map) return [...value].flatMap(([key, inner]) => entry(key, inner, pad, true))
  return (value as readonly Value[]).flatMap((item) => {
    const folded = `${pad}- ${renderInline(item)}`
    if (!(item instanceof Map) || item.size === 0 || (isFlat(item) && folded.length <= widest))
      return [folded]
    const [first = '', ...rest] = below(item, `${pad}  `)
    return [`${pad}- ${first.trimStart()}`, ...rest]
  })
}

function isListOfTables(value: Value): boolean {
  return Array.isArray(value) && value.some((item) => item instanceof Map && item.size > 0)
}

/** Nothing inside is a table, so it can be read on one line. */
function isFlat(value: Value): boolean {
  if (!(value instanceof Map)) return !isListOfTables(value)
  return [...value.values()].every((inner) => !(inner instanceof Map) && !isListOfTables(inner))
}
