import { setupI18n } from '@lingui/core'
import type account from '../../locales/en/account.json'
import type agree from '../../locales/en/agree.json'
import type alignment from '../../locales/en/alignment.json'
import type audit from '../../locales/en/audit.json'
import type boards from '../../locales/en/boards.json'
import type cascade from '../../locales/en/cascade.json'
import type checkIn from '../../locales/en/checkIn.json'
import type common from '../../locales/en/common.json'
import type connections from '../../locales/en/connections.json'
import type discussion from '../../locales/en/discussion.json'
import type edits from '../../locales/en/edits.json'
import type imports from '../../locales/en/imports.json'
import type kpi from '../../locales/en/kpi.json'
import type map from '../../locales/en/map.json'
import type overview from '../../locales/en/overview.json'
import type palette from '../../locales/en/palette.json'
import type people from '../../locales/en/people.json'
import type reviews from '../../locales/en/reviews.json'
import type scorecard from '../../locales/en/scorecard.json'
import type settings from '../../locales/en/settings.json'
import type shell from '../../locales/en/shell.json'
import type smart from '../../locales/en/smart.json'
import type strategy from '../../locales/en/strategy.json'
import type tour from '../../locales/en/tour.json'
import type whatIf from '../../locales/en/whatIf.json'

type In<Room extends string, Table> = `${Room}.${keyof Table & string}`

/** Every message there is, by its room and name. */
export type MessageId =
  | In<'account', typeof account>
  | In<'agree', typeof agree>
  | In<'alignment', typeof alignment>
  | In<'boards', typeof boards>
  | In<'cascade', typeof cascade>
  | In<'discussion', typeof discussion>
  | In<'checkIn', typeof checkIn>
  | In<'edits', typeof edits>
  | In<'imports', typeof imports>
  | In<'map', typeof map>
  | In<'common', typeof common>
  | In<'kpi', typeof kpi>
  | In<'overview', typeof overview>
  | In<'people', typeof people>
  | In<'reviews', typeof reviews>
  | In<'scorecard', typeof scorecard>
  | In<'shell', typeof shell>
  | In<'palette', typeof palette>
  | In<'strategy', typeof strategy>
  | In<'tour', typeof tour>
  | In<'whatIf', typeof whatIf>
  | In<'smart', typeof smart>
  | In<'settings', typeof settings>
  | In<'connections', typeof connections>
  | In<'audit', typeof audit>

type Messages = Parameters<ReturnType<typeof setupI18n>['load']>[1]

const loaders = {
  en: () => import('virtual:messages/en'),
  de: () => import('virtual:messages/de'),
  'zh-Hans': () => import('virtual:messages/zh-Hans'),
}

export type Locale = keyof typeof loaders
export const locales = Object.keys(loaders) as Locale[]
export const localeNames: Readonly<Record<Locale, string>> = {
  en: 'English',
  de: 'Deutsch',
  'zh-Hans': '简体中文',
}

const kept = 'keelson.locale'
const i18n = setupI18n()

/** The language kept by this browser, or the first of its own that there is. */
export function preferredLocale(): Locale {
  const wanted = [localStorage.getItem(kept), ...navigator.languages]
  for (const tag of wanted) {
    if (tag === null) continue
    if (tag in loaders) return tag as Locale
    if (/^zh\b/.test(tag)) return 'zh-Hans'
    const language = tag.split('-')[0] as string
    if (language in loaders) return language as Locale
  }
  return 'en'
}

/** Loads the messages of a language and speaks it from now on. */
export async function speak(locale: Locale): Promise<void> {
  const { messages } = await loaders[locale]()
  i18n.load(locale, messages as Messages)
  i18n.activate(locale)
  document.documentElement.lang = locale
}

/** Keeps the language for this browser; it is spoken from the next load on. */
export function keepLocale(locale: Locale): void {
  localStorage.setItem(kept, locale)
}

/** The language now spoken. */
export function locale(): Locale {
  return i18n.locale as Locale
}

/** A message in the language now spoken. */
export function t(id: MessageId, values?: Readonly<Record<string, string | number>>): string {
  return i18n._(id, values)
}
