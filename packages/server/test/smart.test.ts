import { beforeAll, expect, test } from 'vitest'
import type { Loose } from './loose.ts'
import { TestServer } from './server.ts'

let server: TestServer
const path = '/organisations/perlbeck'
const smart = async (sentence: string): Promise<Loose> => {
  const { status, body } = await server.ask('POST', `${path}/smart`, { sentence })
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}
const letters = ({ letters: all }: Loose) =>
  Object.fromEntries(all.map(({ letter, verdict }: Loose) => [letter, verdict]))
beforeAll(async () => {
  server = await TestServer.start()
  await server.claim()
})

test('[S46] "improve cash flow" is refused as vague, with what is missing', async () => {
  const answer = await smart('improve cash flow')
  expect(letters(answer)).toMatchObject({ S: 'no', M: 'no', T: 'no' })
  expect(answer.letters.map(({ code }: Loose) => code).slice(0, 2)).toEqual([
    'smart-vague-verb',
    'smart-no-amount',
  ])
  expect(answer.edit).toBe(null)
})

test('a sentence is read with the baseline that was measured, and becomes a target', async () => {
  const answer = await smart('increase cash flow by 15% within the next fiscal year')
  expect(answer.kpi.id).toBe('cash-flow')
  expect(answer.period).toBe('FY28')
  const { series } = (await server.ask('GET', `${path}/kpis/cash-flow?periods=4`)).body
  const year = series.reduce((sum: number, { actual }: Loose) => sum + actual, 0)
  expect(answer.baseline).toBeCloseTo(year, 0)
  expect(letters(answer)).toMatchObject({ S: 'yes', M: 'yes', R: 'yes', T: 'yes' })
  expect(answer.edit).toMatchObject({ kind: 'add', item: 'target', id: 'cash-flow' })
  expect(answer.edit.fields.value).toBeCloseTo(year * 1.15, 0)
  const { base } = (await server.ask('GET', `${path}/strategy/model`)).body
  const sent = { base, edits: [answer.edit], comment: 'smart' }
  const made = await server.ask('POST', `${path}/strategy/edits`, sent)
  expect([made.status, made.body.isApplied]).toEqual([200, true])
  const revised = await smart('increase cash flow by 20% within the next fiscal year')
  expect(revised.edit).toMatchObject({ kind: 'revise', period: 'FY28' })
  await server.expectReplay()
})

test('achievable is judged by the chance of the forecast where there is one', async () => {
  const low = await smart('increase engagement to 7.6 by the end of this fiscal year')
  const high = await smart('increase engagement to 9.9 by the end of this fiscal year')
  expect(low.chance).toBeGreaterThan(high.chance)
  expect(letters(high).A).toBe('no')
  expect(high.letters[2].code).toBe('smart-unlikely')
})

test('every target that binds now has its five letters', async () => {
  const { targets } = (await server.ask('GET', `${path}/smart`)).body
  expect(targets.length).toBeGreaterThan(30)
  for (const { letters: all } of targets) expect(all.map(({ letter }: Loose) => letter)).toEqual([...'SMART'])
  const followers = targets.find(({ kpi }: Loose) => kpi === 'social-followers')
  expect(followers.letters[3]).toMatchObject({ verdict: 'no', code: 'smart-no-objective' })
})
