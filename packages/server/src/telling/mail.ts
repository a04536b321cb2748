import type { NoticeSort } from '@keelson/core'
import type { Language } from './settings.ts'
import type { Facts } from './words.ts'
import { noticeText, say, words } from './words.ts'

/** A mail before it has its envelope. */
export type Mail = { readonly subject: string; readonly text: string; readonly html: string }

export type MailedNotice = {
  readonly sort: string
  readonly facts: string
  /** Where one goes to act, whole. */
  readonly url: string
}

/** Who reads it, and where they choose what they are told. */
export type MailFrame = {
  readonly language: Language
  readonly organisation: string
  readonly preferencesUrl: string
}

/** A mail of one notice; with `link` it leads straight to handing in the value. */
export function noticeMail(frame: MailFrame, notice: MailedNotice, link: string | undefined): Mail {
  const { language, organisation } = frame
  const { title, detail } = noticeText(language, notice)
  const { open, handIn, linkNote } = words[language]
  const action = link === undefined ? { name: open, url: notice.url } : { name: handIn, url: link }
  const note = link === undefined ? [] : [linkNote]
  return mailOf(frame, `${organisation}: ${title}`, [{ head: title, lines: [detail, ...note], action }])
}

/** A mail of several notices, sort by sort. */
export function digestMail(frame: MailFrame, notices: readonly MailedNotice[]): Mail {
  const { language, organisation } = frame
  const { sorts, digestSubject } = words[language]
  const facts = { organisation, count: String(notices.length) }
  const parts = [...Map.groupBy(notices, ({ sort }) => sort)].map(([sort, all]) => ({
    head: sorts[sort as NoticeSort],
    items: all.map((notice) => ({ ...noticeText(language, notice), url: notice.url })),
  }))
  return mailOf(frame, say(language, digestSubject, facts), parts)
}

/** A mail that only says that mails arrive. */
export function testMail(frame: MailFrame, url: string): Mail {
  const { testTitle, testDetail, open } = words[frame.language]
  const facts: Facts = { organisation: frame.organisation }
  const lines = [say(frame.language, testDetail, facts)]
  return mailOf(frame, testTitle, [{ head: testTitle, lines, action: { name: open, url } }])
}

type Part = {
  readonly head: string
  readonly lines?: readonly string[]
  readonly action?: { readonly name: string; readonly url: string }
  readonly items?: readonly { readonly title: string; readonly detail: string; readonly url: string }[]
}

function mailOf(
  { language, organisation, preferencesUrl }: MailFrame,
  subject: string,
  parts: readonly Part[],
): Mail {
  const why = say(language, words[language].why, { organisation })
  const text = [...parts.map(plainPart), `-- \n${why}\n${preferencesUrl}`].join('\n\n')
  const html = `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head>
<body style="margin:0;padding:24px;background:#fff;color:#1b2230;font:16px/1.5 system-ui,sans-serif"><div style="max-width:560px">
${parts.map(richPart).join('\n')}
<p style="margin-top:32px;padding-top:12px;border-top:1px solid #d5d9e0;color:#556;font-size:13px">${escaped(why)}<br>${linkTo(preferencesUrl, preferencesUrl)}</p>
</div></body></html>`
  return { subject, text, html }
}

function plainPart({ head, lines = [], action, items = [] }: Part): string {
  const told = items.map(({ title, detail, url }) => `- ${title}\n  ${detail}\n  ${url}`)
  return [head, ...lines, ...(action ? [`${action.name}: ${action.url}`] : []), ...told].join('\n')
}

function richPart({ head, lines = [], action, items = [] }: Part): string {
  const button = 'display:inline-block;padding:10px 18px;border-radius:6px;background:#1d4f91;color:#fff'
  const told = items.map(
    ({ title, detail, url }) =>
      `<li style="margin-bottom:10px">${linkTo(url, title)}<br>${escaped(detail)}</li>`,
  )
  return [
    `<h1 style="font-size:20px;margin:0 0 8px">${escaped(head)}</h1>`,
    ...lines.map((line) => `<p style="margin:0 0 12px">${escaped(line)}</p>`),
    ...(action ? [`<p>${linkTo(action.url, action.name, button)}</p>`] : []),
    ...(told.length > 0 ? [`<ul style="padding-left:20px">${told.join('')}</ul>`] : []),
  ].join('\n')
}

function linkTo(url: string, text: string, style = 'color:#1d4f91'): string {
  return `<a href="${escaped(url)}" style="${style}">${escaped(text)}</a>`
}

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
  return text.replace(/[&<>"]/g, (one) => entities[one] as string)
}
