import type { Model } from '@keelson/server/answers'

/** What choosing an item does. */
export type Act =
  | {
      readonly kind: 'go'
      readonly to: string
      readonly params?: Readonly<Record<string, string>>
      readonly search?: Readonly<Record<string, string>>
    }
  | { readonly kind: 'theme'; readonly theme: string }
  | { readonly kind: 'language'; readonly locale: string }
  | { readonly kind: 'help' }

export type ItemKind = 'place' | 'kpi' | 'objective' | 'department' | 'theme' | 'language' | 'help'

export type Item = {
  readonly id: string
  readonly kind: ItemKind
  readonly name: string
  /** The keys that do the same. */
  readonly keys?: string
  readonly act: Act
}

/** The items of a strategy: each KPI, objective and department, with where it is shown. */
export function itemsOf({ kpis, objectives, departments }: Model): readonly Item[] {
  return [
    ...kpis.map(({ id, name }): Item => {
      const act: Act = { kind: 'go', to: '/$organisation/kpis/$kpi', params: { kpi: id } }
      return { id: `kpi ${id}`, kind: 'kpi', name, act }
    }),
    ...objectives.map(({ id, name }): Item => {
      const act: Act = { kind: 'go', to: '/$organisation/map', search: { node: id } }
      return { id: `objective ${id}`, kind: 'objective', name, act }
    }),
    ...departments.map(({ id, name }): Item => {
      const search = { by: 'department', find: name }
      const act: Act = { kind: 'go', to: '/$organisation/scorecard', search }
      return { id: `department ${id}`, kind: 'department', name, act }
    }),
  ]
}

/** A text without case and accents, as it is looked for. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/**
 * The items that hold every word of a query: those first whose name begins with it, then those of which a word does,
 * then the others; within each in their order. Without a query those chosen last come first.
 */
export function ranked(
  items: readonly Item[],
  query: string,
  recent: readonly string[],
  most = 50,
): readonly Item[] {
  const wanted = plain(query.trim())
  if (wanted === '') {
    const last = recent.flatMap((id) => items.find((item) => item.id === id) ?? [])
    return [...last, ...items.filter((item) => !last.includes(item))].slice(0, most)
  }
  const words = wanted.split(/\s+/)
  const classes: [Item[], Item[], Item[]] = [[], [], []]
  for (const item of items) {
    const text = plain(item.name)
    if (!words.every((word) => text.includes(word))) continue
    const rank = text.startsWith(wanted) ? 0 : text.split(/[\s\-–(]+/).some(startsWith(words)) ? 1 : 2
    classes[rank].push(item)
  }
  return classes.flat().slice(0, most)
}

const startsWith = (words: readonly string[]) => (part: string) => words.some((word) => part.startsWith(word))

const mostRecent = 6
const keptAt = (organisation: string) => `keelson.recent ${organisation}`

/** The ids of what was chosen last here, the last first. */
export function recentOf(organisation: string): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keptAt(organisation)) ?? '[]')
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : []
  } catch {
    return []
  }
}

export function keepRecent(organisation: string, id: string): void {
  const others = recentOf(organisation).filter((one) => one !== id)
  localStorage.setItem(keptAt(organisation), JSON.stringify([id, ...others].slice(0, mostRecent)))
}
