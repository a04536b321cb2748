import { parseUnit } from '../quantity/unit.ts'
import type { Facts } from '../text/diagnostic.ts'
import { nearest } from '../text/nearest.ts'
import { type MapFault, mapFault, type Path } from './fault.ts'
import type { TableCode } from './words.ts'

/** Takes plain data apart and gathers what is wrong with it; each reading returns something of the right shape. */
export class MapReader {
  readonly faults: MapFault[] = []

  fault(code: TableCode, path: Path, facts: Facts = {}): void {
    this.faults.push(mapFault(code, path, facts))
  }

  /** The fields of an object, by name; a name that is not known is a fault. */
  object(source: unknown, path: Path, known: readonly string[]): ReadonlyMap<string, unknown> {
    const entries = this.entries(source, path)
    for (const [key] of entries) if (!known.includes(key)) this.#unknownKey(key, path, known)
    return new Map(entries)
  }

  entries(source: unknown, path: Path): [string, unknown][] {
    if (typeof source === 'object' && source !== null && !Array.isArray(source)) return Object.entries(source)
    this.#wrong(source, path, 'map-not-object', {})
    return []
  }

  list(source: unknown, path: Path, what: string): readonly unknown[] {
    if (Array.isArray(source)) return source
    this.#wrong(source, path, 'map-not-list', { what })
    return []
  }

  /** One text, or a list of them. */
  texts(source: unknown, path: Path, what: string): string[] {
    if (typeof source === 'string' || typeof source === 'number') return [String(source)]
    return this.list(source, path, what).map((item, index) => this.#anyText(item, [...path, index], what))
  }

  text(source: unknown, path: Path, what: string): string {
    if (source !== undefined && source !== '') return this.#anyText(source, path, what)
    this.fault('map-key-missing', path.slice(0, -1), { key: String(path.at(-1)) })
    return ''
  }

  oneOf<const T extends string>(source: unknown, path: Path, known: readonly T[]): T | undefined {
    const found = known.find((one) => one === source)
    if (found !== undefined) return found
    const facts = { found: String(source), known: known.join(', ') }
    if (source === undefined) this.fault('map-key-missing', path.slice(0, -1), { key: String(path.at(-1)) })
    else this.fault('map-not-one-of', path, facts)
    return undefined
  }

  /** The canonical name of a unit. */
  unit(source: unknown, path: Path): string {
    const text = this.text(source, path, 'a unit')
    const unit = parseUnit(text)
    if (unit === undefined) this.fault('map-unit-unknown', path, { unit: text })
    return unit?.name ?? text
  }

  #anyText(source: unknown, path: Path, what: string): string {
    if (typeof source === 'string') return source
    if (typeof source === 'number') return String(source)
    this.fault('map-not-text', path, { what })
    return ''
  }

  #wrong(source: unknown, path: Path, code: TableCode, facts: Facts): void {
    if (source !== undefined || path.length === 0) this.fault(code, path, facts)
    else this.fault('map-key-missing', path.slice(0, -1), { key: String(path.at(-1)) })
  }

  #unknownKey(key: string, path: Path, known: readonly string[]): void {
    const near = nearest(key, known)
    const here = [...path, key]
    if (near === undefined) this.fault('map-key-unknown', here, { key, known: known.join(', ') })
    else this.fault('map-key-misspelt', here, { key, nearest: near })
  }
}
