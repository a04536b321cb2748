import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { afterAll } from 'vitest'

export const root = join(import.meta.dirname, '../../..')
export const bin = join(root, 'packages/cli/bin/keelson.js')

export type Done = { readonly code: number | null; readonly out: string; readonly err: string }

/** Runs the real command line, as from a shell at a folder; nothing of it is a terminal. */
export function keelson(
  args: readonly string[],
  cwd = root,
  env: Readonly<Record<string, string>> = {},
): Done {
  const done = spawnSync(process.execPath, [bin, ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: 64e6,
  })
  return { code: done.status, out: done.stdout, err: done.stderr }
}

/** Writes files into a new folder that is removed after the tests of this file. */
export function folderWith(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'keelson-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

/** A small company on 15 March 2026, with a gap of 100 EUR and a KPI that a waiver covers. */
export const company = `organisation: {name: Linden, currency: EUR, as-of: 2026-03-15 }
people:
  anna: { name: Anna }
departments:
  sales: { name: Sales, head: anna }
perspectives:
  financial: { name: Financial }
objectives:
  growth: { name: Grow, perspective: financial, owner: anna }
kpis:
  revenue:
    name: Revenue
    objective: growth
    owner: anna
    measure: { unit: EUR, kind: flow, polarity: higher, aggregates: [shop] }
    targets: [{ for: 2026, value: 1000 }]
  shop:
    name: "Shop, 50%: <all>"
    objective: growth
    department: sales
    owner: anna
    measure: { unit: EUR, kind: flow, polarity: higher }
    targets: [{ for: 2026, value: 900 }]
    contributes: [{ to: revenue, kind: share }]
  lost:
    name: Lost
    department: sales
    owner: anna
    measure: { unit: EUR, kind: flow, polarity: higher }
    targets: [{ for: 2026, value: 9 }]
waivers:
  - { check: kpi-orphan, on: lost, person: anna, reason: "known & seen", until: 2027-01-01 }
`

export const values = `measure,period,value
shop,2026-01,80
shop,2026-02,70
lost,2026-01,1
lost,2026-02,1
`

export const companyFiles = { 'strategy.yaml': company, 'observations/values.csv': values }
