import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const tokens = readFileSync(join(import.meta.dirname, '../src/styles/tokens.css'), 'utf8')
type Rgb = readonly [number, number, number]

/** Simulations of full severity on linear light (Machado, Oliveira, Fernandes 2009, table 1). */
const simulations = {
  none: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protan: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deutan: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritan: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
} as const

function blockOf(theme: string): string {
  const start = theme === 'light' ? tokens.indexOf(':root') : tokens.indexOf(`[data-theme="${theme}"]`)
  return tokens.slice(start, tokens.indexOf('}', start))
}

function colour(theme: string, name: string): Rgb {
  const own = new RegExp(`--${name}: #([0-9a-f]{6})`)
  const hex = (own.exec(blockOf(theme)) ?? own.exec(blockOf('light')))?.[1] as string
  return [0, 2, 4].map((at) => linear(Number.parseInt(hex.slice(at, at + 2), 16) / 255)) as unknown as Rgb
}

function linear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}

function seen([r, g, b]: Rgb, matrix: readonly number[]): Rgb {
  const row = (at: number) =>
    Math.min(
      1,
      Math.max(
        0,
        (matrix[at] as number) * r + (matrix[at + 1] as number) * g + (matrix[at + 2] as number) * b,
      ),
    )
  return [row(0), row(3), row(6)]
}

/** CIE 1976 L*a*b* of linear sRGB, under D65. */
function lab([r, g, b]: Rgb): Rgb {
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : (24389 / 27 / 116) * t + 16 / 116)
  const x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047)
  const y = f(luminance([r, g, b]))
  const z = f((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

function luminance([r, g, b]: Rgb): number {
  return 0.2126729 * r + 0.7151522 * g + 0.072175 * b
}

function contrast(a: Rgb, b: Rgb): number {
  const [low, high] = [luminance(a), luminance(b)].toSorted((x, y) => x - y) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

const names = ['good', 'watch', 'bad', 'none'] as const

describe.each(['light', 'dark', 'contrast'])('the status colours of %s', (theme) => {
  test.each(Object.entries(simulations))('are told apart as seen with %s', (_, matrix) => {
    for (const [at, one] of names.entries()) {
      for (const other of names.slice(at + 1)) {
        const [a, b] = [lab(seen(colour(theme, one), matrix)), lab(seen(colour(theme, other), matrix))]
        const distance = Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
        expect(distance, `${one} and ${other}`).toBeGreaterThanOrEqual(25)
      }
    }
  })

  test('stand out from the ground they are on', () => {
    for (const name of names) {
      for (const ground of ['surface', 'sunken'] as const)
        expect(
          contrast(colour(theme, name), colour(theme, ground)),
          `${name} on ${ground}`,
        ).toBeGreaterThanOrEqual(3)
    }
    for (const text of ['ink', 'ink-2', 'good-ink', 'bad-ink', 'accent'] as const) {
      for (const ground of ['surface', 'ground'] as const)
        expect(
          contrast(colour(theme, text), colour(theme, ground)),
          `${text} on ${ground}`,
        ).toBeGreaterThanOrEqual(4.5)
    }
  })
})
