import type { Page } from 'playwright-core'
import { askAs } from './ask-as.ts'
import type { TestSite } from './site.ts'

export const invitedPassword = 'words that nobody guesses'

export type Invited = {
  readonly person: string
  readonly name: string
  readonly roles: readonly string[]
  readonly department?: string
}

/** Invites a person of an organisation, who then has a window of their own, at its first screen. */
export async function invite(
  site: TestSite,
  admin: Page,
  organisation: string,
  { person, ...more }: Invited,
): Promise<Page> {
  const member = { email: `${person}@example.org`, person, ...more }
  const { secret } = await askAs(admin, 'POST', `/organisations/${organisation}/members`, member)
  const page = await (await site.browser.newContext({ locale: 'en-GB' })).newPage()
  site.watch(page)
  page.setDefaultTimeout(15_000)
  await page.goto(`${site.running.url}/invitation#${secret}`)
  await page.getByLabel('Password').fill(invitedPassword)
  await page.getByRole('button', { name: 'Set the password and enter' }).click()
  await page.waitForURL(new RegExp(organisation))
  return page
}
