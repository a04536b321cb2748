/** Whose inbox is another, told to whoever looks at it in this process. */
export class Inboxes {
  readonly #hearers = new Map<string, Set<() => void>>()

  /** Says whose inbox is another, as `<organisation> <account>`; '' says that anybody's may be. */
  hear(text: string): void {
    const told = text === '' ? [...this.#hearers.values()] : [this.#hearers.get(text) ?? []]
    for (const hearers of told) for (const hear of hearers) hear()
  }

  /** Calls back whenever a person's inbox is another, until the answer is called. */
  follow(orgId: string, userId: string, hear: () => void): () => void {
    const key = `${orgId} ${userId}`
    const hearers = this.#hearers.get(key) ?? new Set()
    this.#hearers.set(key, hearers.add(hear))
    return () => {
      hearers.delete(hear)
      if (hearers.size === 0 && this.#hearers.get(key) === hearers) this.#hearers.delete(key)
    }
  }
}
