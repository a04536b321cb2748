export type Visit = { readonly seq: number; readonly at: string }

const addressOf = (organisation: string) => `keelson.seen ${organisation}`

function read(text: string | null): Visit | undefined {
  if (text === null) return undefined
  try {
    const { seq, at } = JSON.parse(text) as Visit
    return typeof seq === 'number' && typeof at === 'string' ? { seq, at } : undefined
  } catch {
    return undefined
  }
}

/**
 * The last event that was there on the visit before this one; undefined on the first. A visit lasts as long as the
 * window: what was new in it stays so when it is loaded again.
 */
export function visitBefore(organisation: string): Visit | undefined {
  const address = addressOf(organisation)
  const own = sessionStorage.getItem(address)
  if (own !== null) return read(own)
  const before = localStorage.getItem(address)
  sessionStorage.setItem(address, before ?? '')
  return read(before)
}

/** Remembers what has now been seen, for the next visit. */
export function keepVisit(organisation: string, seq: number): void {
  localStorage.setItem(addressOf(organisation), JSON.stringify({ seq, at: new Date().toISOString() }))
}
