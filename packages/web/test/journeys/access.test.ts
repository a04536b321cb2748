import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { beforeAll, describe, expect, test } from 'vitest'
import { places } from '../../screens/places.ts'
import { settled } from '../settled.ts'
import { TestSite } from '../site.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
let site: TestSite
beforeAll(async () => {
  site = await TestSite.open()
})

type Violation = {
  readonly id: string
  readonly nodes: readonly { readonly html: string; readonly target: unknown }[]
}

/** What makes the page wider than the window, if anything does: the innermost such element that no ancestor cuts off. */
const widest = `(() => {
  if (document.documentElement.scrollWidth <= innerWidth) return null
  const isCut = (one) => {
    for (let up = one.parentElement; up; up = up.parentElement)
      if (getComputedStyle(up).overflowX !== 'visible') return true
    return false
  }
  const out = [...document.querySelectorAll('body *')].filter(
    (one) => one.getBoundingClientRect().right > innerWidth + 0.5 && !isCut(one),
  )
  return document.documentElement.scrollWidth + ' px wide by ' + (out.at(-1)?.outerHTML.slice(0, 120) ?? '?')
})()`

describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
  test.each([320, 1440])(
    'no screen breaks a rule of accessibility at %i px, and none scrolls sideways',
    async (width) => {
      // The checker is put into the page from outside, which the page's own policy would refuse.
      const page = await site.page({ colorScheme, viewport: { width, height: 900 }, bypassCSP: true })
      const found: string[] = []
      for (const [name, path, prepare] of places) {
        await page.goto(site.running.url + path)
        await settled(page)
        await prepare?.(page)
        await page.evaluate(axe)
        const violations = (await page.evaluate(
          'axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations)',
        )) as readonly Violation[]
        for (const { id, nodes } of violations)
          found.push(`${name}: ${id} ${JSON.stringify(nodes[0]?.target)} ${nodes[0]?.html.slice(0, 160)}`)
        const wide = (await page.evaluate(widest)) as string | null
        if (wide !== null) found.push(`${name}: ${wide}`)
      }
      await page.context().close()
      expect(found).toEqual([])
    },
  )
})
