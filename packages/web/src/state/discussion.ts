import type { Comments } from '@keelson/server/answers'
import { queryOptions } from '@tanstack/react-query'
import { addressOf, ask } from './ask.ts'

/** What people say on something: `kpi:<id>`, `objective:<id>` or `finding:<code>:<id>`. */
export const commentsQuery = (organisation: string, on: string) =>
  queryOptions({
    queryKey: ['of', organisation, 'comments', on],
    queryFn: ({ signal }) =>
      ask<Comments>(addressOf(organisation, '/comments', { on, limit: 500 }), { signal }),
  })

type Person = { readonly id: string; readonly name: string }
const mostOffered = 6
const begun = /(?:^|\s)@([\p{L}\d-]{0,40})$/u

/** The persons that a text may be about to mention, by what stands before the cursor. */
export function offered(before: string, people: readonly Person[]): readonly Person[] {
  const [, word] = begun.exec(before) ?? []
  if (word === undefined) return []
  const wanted = word.toLocaleLowerCase()
  return people
    .filter(({ id, name }) => id.startsWith(wanted) || name.toLocaleLowerCase().includes(wanted))
    .slice(0, mostOffered)
}

/** The text before the cursor with the mention that was begun made whole. */
export function mentioning(before: string, { id }: Person): string {
  return before.replace(/@[\p{L}\d-]*$/u, `@${id} `)
}

/** The persons that a text mentions, each once. */
export function mentionsIn(text: string, people: readonly Person[]): readonly string[] {
  const named = new Set([...text.matchAll(/@([a-z][a-z0-9-]*)/g)].map(([, id]) => id))
  return people.filter(({ id }) => named.has(id)).map(({ id }) => id)
}
