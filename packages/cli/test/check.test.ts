import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { describe, expect, test } from 'vitest'
import { bin, company, companyFiles, folderWith, keelson } from './run.ts'

const folder = folderWith(companyFiles)

describe('text', () => {
  const { code, out } = keelson(['check'], folder)

  test('shows the place, the line with carets, what is at stake and where to read more', () => {
    expect(code).toBe(1)
    expect(out).toContain(`error: gap  strategy.yaml:16:35
The KPIs that contribute to "Revenue" make 900 EUR in 2026, but 1,000 EUR is wanted. 100 EUR is lacking.
   16 |     targets: [{ for: 2026, value: 1000 }]
      |                                   ^^^^
  because "Shop, 50%: <all>" adds 900 EUR (strategy.yaml:23:35)
  at stake: 100 EUR
  more: keelson check --explain gap
`)
  })

  test('shows a waived finding with its waiver', () => {
    expect(out).toContain('  waived by anna until 2027-01-01: known & seen')
  })

  test('ends with one line that counts', () => {
    expect(out.trimEnd().split('\n').at(-1)).toMatch(
      /^Linden: alignment \d+\.\d of 100 as of 2026-03-15: 1 error, \d+ warnings?, \d+ notes?, 1 waived$/,
    )
  })

  test('has no colours where it is piped', () => {
    expect(out).not.toContain('\u001b')
  })

  test('says that the score is partial where something could not be read', () => {
    const broken = folderWith({ ...companyFiles, 'broken.yaml': 'kpis:\n  a: { unti: EUR }\n  b: [\n' })
    const { out: partial, code: partialCode } = keelson(['check'], broken)
    expect(partial).toMatch(/; the score holds only for what could be read\n$/)
    expect(partialCode).toBe(1)
  })
})

describe('exit codes', () => {
  const sound = folderWith({
    ...companyFiles,
    'strategy.yaml': company.replace('value: 900', 'value: 1000'),
  })

  test.each([
    [folder, [], 1],
    [folder, ['--fail-on', 'never'], 0],
    [sound, [], 0],
    [sound, ['--fail-on', 'warning'], 1],
  ])('%# %j', (cwd, args, expected) => {
    expect(keelson(['check', ...args], cwd).code).toBe(expected)
  })
})

test('--json has every finding with its place, and null where there is nothing', () => {
  const { out, code } = keelson(['check', '--json'], folder)
  const data = JSON.parse(out)
  expect(code).toBe(1)
  expect(data).toMatchObject({
    organisation: 'Linden',
    asOf: '2026-03-15',
    isPartial: false,
    diagnostics: [],
  })
  expect(data.findings[0]).toMatchObject({
    code: 'gap',
    severity: 'error',
    subject: { kind: 'kpi', id: 'revenue' },
    place: { file: 'strategy.yaml', line: 16, column: 35, endLine: 16, endColumn: 39 },
    impact: { value: 100, unit: 'EUR' },
    fix: null,
    waiver: null,
  })
})

test('SARIF has what its schema requires: rules for results, regions, suppressions, fixes', () => {
  const misspelt = folderWith({
    ...companyFiles,
    'strategy.yaml': company.replace('owner: anna\n', 'owner: ana\n'),
  })
  const sarif = JSON.parse(keelson(['check', '--format', 'sarif'], misspelt).out)
  expect(sarif.version).toBe('2.1.0')
  expect(sarif.$schema).toMatch(/sarif-2\.1\.0\.json$/)
  const [run] = sarif.runs
  const { rules, name } = run.tool.driver
  expect(name).toBe('keelson')
  for (const rule of rules) expect(rule.shortDescription.text).toMatch(/\S/)
  for (const result of run.results) {
    expect(rules[result.ruleIndex].id).toBe(result.ruleId)
    expect(['error', 'warning', 'note']).toContain(result.level)
    expect(result.message.text).toMatch(/\S/)
    const { artifactLocation, region } = result.locations[0].physicalLocation
    expect(artifactLocation.uri).toBe('strategy.yaml')
    expect(region.startLine).toBeGreaterThan(0)
    expect(region.endLine > region.startLine || region.endColumn > region.startColumn).toBe(true)
  }
  const waived = run.results.find(({ ruleId }: { ruleId: string }) => ruleId === 'kpi-orphan')
  expect(waived.suppressions).toEqual([{ kind: 'external', justification: 'known & seen' }])
  const dangling = run.results.find(({ ruleId }: { ruleId: string }) => ruleId === 'reference-dangling')
  const [change] = dangling.fixes[0].artifactChanges
  expect(change.artifactLocation.uri).toBe('strategy.yaml')
  expect(change.replacements[0].insertedContent).toEqual({ text: 'anna' })
  expect(rules[dangling.ruleIndex].help.markdown).toMatch(/^# /)
})

const odd = folderWith({
  ...companyFiles,
  'strategy.yaml': company.replace('name: Revenue', 'name: "A & <b>, 5%: \\"c\\"\\nd"'),
})

test('annotations for GitHub escape what they must, and leave waived findings out', () => {
  const { out } = keelson(['check', '--format', 'github'], odd)
  const [gap] = out.split('\n').filter((line) => line.includes('title=gap'))
  expect(gap).toMatch(/^::error file=strategy\.yaml,line=16,endLine=16,col=35,endColumn=39,title=gap::/)
  expect(gap).toContain('A & <b>, 5%25: "c"%0Ad')
  expect(out).not.toContain('kpi-orphan')
})

test('JUnit XML escapes what it must, and counts', () => {
  const { out } = keelson(['check', '--format', 'junit'], odd)
  expect(out).toContain('A &amp; &lt;b&gt;, 5%: &quot;c&quot;&#10;d')
  expect(out).toContain('<skipped message="known &amp; seen"/>')
  const tests = [...out.matchAll(/<testcase /g)].length
  const failures = [...out.matchAll(/<failure /g)].length
  expect(out).toContain(
    `<testsuite name="keelson" tests="${tests}" failures="${failures}" errors="0" skipped="1">`,
  )
  const open = [...out.matchAll(/<([a-z-]+)(?: [^>]*[^/])?>/g)].map(([, name]) => name).sort()
  const closed = [...out.matchAll(/<\/([a-z-]+)>/g)].map(([, name]) => name).sort()
  expect(open).toEqual(closed)
})

test('carets stand under wide characters and behind tabs', () => {
  const wide = folderWith({
    'a.yaml':
      'organisation: { name: 東京, currency: EUR }\ndepartments:\n  a: { name: "日本\t語", head: hanaku }\npeople: { hanako: { name: 花子 } }\n',
  })
  const { out } = keelson(['check'], wide)
  expect(out).toContain(`    3 |   a: { name: "日本  語", head: hanaku }
      |                                ^^^^^^`)
})

test('--explain prints the page of a check, and names the one that was meant', () => {
  expect(keelson(['check', '--explain', 'gap']).out).toMatch(/^# .+\n/)
  const { code, err } = keelson(['check', '--explain', 'gpa'])
  expect(code).toBe(2)
  expect(err).toBe('keelson check: there is no check "gpa"; did you mean gap?\n')
})

test('--watch checks again when a file changes, and Ctrl-C ends it with code 0', async () => {
  const watched = folderWith(companyFiles)
  const child = spawn(process.execPath, [bin, 'check', '--watch'], { cwd: watched })
  let out = ''
  let err = ''
  const untilSaid = (what: string, times: number) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (err.split(what).length > times) resolve()
      }
      child.stderr.on('data', look)
      look()
    })
  child.stdout.on('data', (data) => {
    out += data
  })
  child.stderr.on('data', (data) => {
    err += data
  })
  await untilSaid('Watching', 1)
  expect(out).toContain('error: gap')
  out = ''
  // The watcher starts after the first report: writing again until it is heard.
  const writing = setInterval(
    () => writeFileSync(join(watched, 'strategy.yaml'), company.replace('value: 900', 'value: 1000')),
    200,
  )
  await untilSaid('Watching', 2)
  clearInterval(writing)
  expect(out).toContain('0 errors')
  child.kill('SIGINT')
  const code = await new Promise((resolve) => child.on('exit', resolve))
  expect(code).toBe(0)
})
