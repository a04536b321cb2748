import { resolvePlain } from './tree.ts'
import type { Value } from './value.ts'

/** Writes a value on one line. */
export function renderInline(value: Value): string {
  if (value instanceof Map) {
    const entries = [...value].map(([key, inner]) => renderPair(key, inner))
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`
  }
  if (Array.isArray(value)) return `[${value.map(renderInline).join(', ')}]`
  if (typeof value === 'string') return renderText(value)
  if (typeof value !== 'number' || Number.isFinite(value)) return Object.is(value, -0) ? '-0' : String(value)
  return Number.isNaN(value) ? '.nan' : value > 0 ? '.inf' : '-.inf'
}

/** Writes an entry of a table that stands on one line. */
export function renderPair(key: string, value: Value): string {
  return `${renderText(key)}: ${renderInline(value)}`
}

/** Writes what stands after a colon: on the same line, or on the lines below at this indentation. */
export function renderAfterColon(value: Value, indent: number): string {
  return isBlock(value) ? `\n${renderBlock(value, indent)}` : ` ${renderInline(value)}`
}

/** Writes a table, or a list of tables, line by line. */
export function renderBlock(value: Value, indent: number): string {
  const pad = ' '.repeat(indent)
  if (Array.isArray(value) && value.length > 0)
    return value.map((item) => pad + renderItem(item, indent)).join('\n')
  if (!(value instanceof Map) || value.size === 0) return pad + renderInline(value)
  return [...value].map(([key, inner]) => pad + renderEntry(key, inner, indent)).join('\n')
}

/** Writes an item of a list whose dash stands at this indentation. */
export function renderItem(item: Value, indent: number): string {
  return isBlock(item) ? `- ${renderBlock(item, indent + 2).trimStart()}` : `- ${renderInline(item)}`
}

/** Writes an entry of a table whose keys stand at this indentation. */
export function renderEntry(key: string, value: Value, indent: number): string {
  return `${renderText(key)}:${renderAfterColon(value, indent + 2)}`
}

function isBlock(value: Value): boolean {
  if (value instanceof Map) return value.size > 0
  return Array.isArray(value) && value.some((item) => item instanceof Map || Array.isArray(item))
}

const plain = /^[\p{L}\p{N}_.+][\p{L}\p{N}_./%€()+-]*(?: [\p{L}\p{N}_./%€()+-]+)*$/u
const switches = /^(?:y|n|yes|no|on|off)$/i

/** Writes a text as a key or a value: plain where that reads back, else in quotes. */
export function renderText(text: string): string {
  if (plain.test(text) && !switches.test(text) && typeof resolvePlain(text) === 'string') return text
  if (/^[ -~\u00a1-\ud7ff]*$/.test(text)) return `'${text.replaceAll("'", "''")}'`
  return JSON.stringify(text).replace(/[\u007f-\u00a0\u2028\u2029\ufeff\ufffd]/g, escaped)
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
