import type { Strategy } from '../strategy/model.ts'
import { nearest } from '../text/nearest.ts'

/** What a written name may stand for: an id, several, or none with the ids that may be meant. */
export type Found =
  | { readonly id: string }
  | { readonly several: readonly string[] }
  | { readonly choices: readonly string[] }

const mostChoices = 5

/** The names of measures and departments, as people write them: by id or name, of a measure also that of its KPI. */
export class Names {
  readonly #measures = new Map<string, Set<string>>()
  readonly #departments = new Map<string, Set<string>>()
  readonly #homes = new Map<string, Set<string>>()

  constructor({ measures, kpis, departments }: Strategy) {
    for (const { id, name, department } of measures.values()) {
      note(this.#measures, id, id)
      note(this.#measures, name, id)
      if (department !== undefined) note(this.#homes, id, department)
    }
    for (const { id, name, measure, department, sharedWith } of kpis.values()) {
      if (!measures.has(measure)) continue
      note(this.#measures, id, measure)
      note(this.#measures, name, measure)
      for (const one of [department, ...sharedWith]) if (one !== undefined) note(this.#homes, measure, one)
    }
    for (const { id, name } of departments.values()) {
      note(this.#departments, id, id)
      note(this.#departments, name, id)
    }
  }

  /** The measure of a name; where several have it, the one of the department. */
  measure(text: string, department?: string): Found {
    const found = find(this.#measures, text)
    if (!('several' in found) || department === undefined) return found
    const own = found.several.filter((id) => this.isOf(id, department))
    return own.length === 1 ? { id: own[0] as string } : found
  }

  department(text: string): Found {
    return find(this.#departments, text)
  }

  /** Whether a measure is at home in a department; one of no department is at home in all. */
  isOf(measure: string, department: string): boolean {
    const homes = this.#homes.get(plain(measure))
    return homes === undefined || homes.has(department)
  }
}

function note(map: Map<string, Set<string>>, name: string, id: string): void {
  const key = plain(name)
  const ids = map.get(key)
  if (ids) ids.add(id)
  else map.set(key, new Set([id]))
}

function find(map: ReadonlyMap<string, ReadonlySet<string>>, text: string): Found {
  const ids = map.get(plain(text))
  if (ids?.size === 1) return { id: [...ids][0] as string }
  if (ids) return { several: [...ids] }
  return { choices: choicesOf(map, plain(text)) }
}

/** Those that a text may be a misspelling, a beginning or an abbreviation of (Mktg, marketing), the likeliest first. */
function choicesOf(map: ReadonlyMap<string, ReadonlySet<string>>, text: string): string[] {
  const near = nearest(text, map.keys())
  const found = new Set(near === undefined ? [] : map.get(near))
  const ranked = [...map.keys()]
    .filter((name) => text.length >= 2 && (name.includes(text) || isShortened(text, name)))
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
  for (const name of ranked) for (const id of map.get(name) ?? []) found.add(id)
  return [...found].slice(0, mostChoices)
}

/** Whether the letters of a short form stand in a name in their order, from its first letter on. */
function isShortened(short: string, name: string): boolean {
  if (short.length < 2 || short[0] !== name[0]) return false
  let at = 0
  for (const letter of short.replace(/[.\s]/g, '')) {
    at = name.indexOf(letter, at) + 1
    if (at === 0) return false
  }
  return true
}

/** Names are told apart by their letters and digits alone. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\-_.–—]+/g, ' ')
    .trim()
}
