/** A seeded generator of numbers in [0, 1). (mulberry32) */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** A seed for each name, so that adding a series changes no other. */
export function seedOf(name: string, seed: number): number {
  let hash = seed | 0
  for (const char of name) hash = (Math.imul(hash, 31) + (char.codePointAt(0) as number)) | 0
  return hash >>> 0
}
