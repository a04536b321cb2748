import { spawnSync } from 'node:child_process'
import process from 'node:process'
import { expect, test } from 'vitest'
import { bin, root } from './run.ts'

function jsonl(command: string, input: string, ...more: string[]) {
  const done = spawnSync(process.execPath, [bin, command, '--jsonl', ...more], {
    cwd: root,
    input,
    encoding: 'utf8',
  })
  const read = (text: string) =>
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line))
  return { code: done.status, out: read(done.stdout), err: read(done.stderr), text: done.stdout }
}

const values = Array.from({ length: 36 }, (_, at) => 100 + 10 * Math.sin((at * Math.PI) / 6) + ((at * 7) % 5))
const line = (id: string, more: object = {}) =>
  JSON.stringify({ id, freq: 'monthly', season: 12, horizon: 3, values, ...more })

test('forecast --jsonl: one object a line in, one out, with nested intervals', () => {
  const { code, out, err } = jsonl('forecast', `${line('a')}\n${line('b', { values: [1, null] })}\n`)
  expect([code, err]).toEqual([0, []])
  expect(out.map(({ id }) => id)).toEqual(['a', 'b'])
  const [a, b] = out
  expect(a.mean).toHaveLength(3)
  expect(a.method).toMatch(/Theta/)
  for (let step = 0; step < 3; step++) {
    const row = [
      a.lo95[step],
      a.lo80[step],
      a.lo50[step],
      a.mean[step],
      a.hi50[step],
      a.hi80[step],
      a.hi95[step],
    ]
    expect(row.toSorted((one, other) => one - other)).toEqual(row)
  }
  expect(b).toEqual({
    id: 'b',
    refused: 'too-short',
    message: '1 value is too few for a forecast; it takes 8.',
  })
})

test('a line that cannot be used is told with its number, and harms no other', () => {
  const input = [
    line('a'),
    '{"id":"x",',
    '',
    line('c', { values: [1, 'two'] }),
    '[1]',
    line('d', { freq: 'hourly' }),
    line('e'),
  ]
  const { code, out, err } = jsonl('forecast', input.join('\n'))
  expect(code).toBe(1)
  expect(out.map(({ id }) => id)).toEqual(['a', 'e'])
  expect(err.map((fault) => [fault.line, fault.id])).toEqual([
    [2, undefined],
    [4, 'c'],
    [5, undefined],
    [6, 'd'],
  ])
  expect(err[1].error).toBe('"values[1]" is a number, or null where there is no value, not "two".')
})

test('threads give the same lines in the same order', () => {
  const input = Array.from({ length: 150 }, (_, at) =>
    line(`s${at}`, { values: values.map((value) => value + at) }),
  ).join('\n')
  expect(jsonl('forecast', input, '--jobs', '3').text).toBe(jsonl('forecast', input).text)
})

test('attain --jsonl: the chance of a target, a range, a trajectory', () => {
  const more = [
    { target: 0 },
    { target: 1e9 },
    { target: 0, polarity: 'lower' },
    { polarity: 'range', from: 0, to: 1e9 },
    { trajectory: [0, null, 0] },
  ]
  const { code, out, err } = jsonl('attain', more.map((one, at) => line(`t${at}`, one)).join('\n'))
  expect([code, err]).toEqual([0, []])
  expect(out.map(({ chance }) => Math.round(chance * 1e4) / 1e4)).toEqual([1, 0, 0, 1, 1])
  expect(jsonl('attain', line('none')).err[0].error).toBe(
    '"target" is the number wanted at the end of the horizon.',
  )
})

test('evidence --jsonl: verdicts in the order of the links', () => {
  const a = Array.from({ length: 48 }, (_, at) => Math.sin(at * at) + Math.cos(7 * at))
  const b = a.map((_, at) => 3 * (a[at - 1] ?? 0) + Math.sin(3 * at * at))
  const links = [
    { from: 'a', to: 'b', sign: 1, lag: 1 },
    { from: 'a', to: 'b', sign: '-', lag: 1 },
    { from: 'a', to: 'short', sign: 1, lag: 1 },
  ]
  const map = JSON.stringify({ id: 'm', season: 1, links, series: { a, b, short: [1, 2, null] } })
  const { code, out, err } = jsonl('evidence', `${map}\n${map.replace('"to":"short"', '"to":"nowhere"')}`)
  expect(code).toBe(1)
  expect(out[0].links.map(({ verdict }: { verdict: string }) => verdict)).toEqual([
    'supported',
    'not-supported',
    'insufficient-data',
  ])
  expect(out[0].links[0].lag).toBe(1)
  expect(err).toEqual([{ line: 2, id: 'm', error: '"links[2].to" names one of the series, not "nowhere".' }])
})
