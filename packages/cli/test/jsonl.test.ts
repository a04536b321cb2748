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
