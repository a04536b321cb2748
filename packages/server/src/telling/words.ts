import type { NoticeSort } from '@keelson/core'
import type { Language } from './settings.ts'
import { de } from './words/de.ts'
import { en } from './words/en.ts'
import type { Words } from './words/shape.ts'
import { zhHans } from './words/zh-hans.ts'

export const words: Readonly<Record<Language, Words>> = { en, de, 'zh-Hans': zhHans }

export type Facts = Readonly<Record<string, string>>

/** Puts facts into a sentence of a language; one that is not there is left empty. */
export function say(language: Language, sentence: string, facts: Facts): string {
  return sentence.replace(/\{(\w+)(\|day)?\}/g, (_, name: string, isDay: string | undefined) => {
    const fact = facts[name] ?? ''
    return isDay === undefined ? fact : dayIn(language, fact)
  })
}

/** A notice in a language. `facts` is JSON. */
export function noticeText(
  language: Language,
  { sort, facts }: { readonly sort: string; readonly facts: string },
): { readonly title: string; readonly detail: string } {
  const said = JSON.parse(facts) as Facts
  const { notices, signature } = words[language]
  const [title, detail] = said.step === 'sign' ? signature : notices[sort as NoticeSort]
  return { title: say(language, title, said), detail: say(language, detail, said) }
}

function dayIn(language: Language, day: string): string {
  const instant = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(instant)) return day
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(instant)
}
