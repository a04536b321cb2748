import { expect, test } from 'vitest'
import {
  emptyDraft,
  faultOfPath,
  keepingOwn,
  rebased,
  sentFiles,
  withoutFile,
  withText,
} from '../src/state/strategy-draft.ts'

const draft = withText(withText(emptyDraft(7), 'a.yaml', 'a', 'mine'), 'b.yaml', 'b', 'own')

test('a file that is as it was is no part of the draft', () => {
  expect(sentFiles(draft)).toEqual([
    { path: 'a.yaml', text: 'mine' },
    { path: 'b.yaml', text: 'own' },
  ])
  expect(sentFiles(withText(draft, 'a.yaml', 'a', 'a'))).toEqual([{ path: 'b.yaml', text: 'own' }])
  expect(sentFiles(withoutFile(draft, 'b.yaml'))).toEqual([{ path: 'a.yaml', text: 'mine' }])
})

test('a draft goes on with a newer strategy where nobody else changed its files', () => {
  const { draft: next, conflicts } = rebased(draft, 9, { 'a.yaml': 'a', 'b.yaml': 'b' })
  expect(conflicts).toEqual([])
  expect(next).toEqual({ ...draft, base: 9 })
})

test('a file that somebody else changed is a conflict until somebody chooses', () => {
  const { draft: next, conflicts } = rebased(draft, 9, { 'a.yaml': 'theirs', 'b.yaml': 'b' })
  expect(conflicts).toEqual(['a.yaml'])
  const own = keepingOwn(next, 'a.yaml', 'theirs')
  expect(rebased(own, 9, { 'a.yaml': 'theirs', 'b.yaml': 'b' })).toEqual({ draft: own, conflicts: [] })
  const theirs = withoutFile(next, 'a.yaml')
  expect(rebased(theirs, 9, { 'b.yaml': 'b' }).conflicts).toEqual([])
})

test('a change that somebody else made likewise is none any more', () => {
  const { draft: next, conflicts } = rebased(draft, 9, { 'a.yaml': 'mine', 'b.yaml': 'b' })
  expect(conflicts).toEqual([])
  expect(Object.keys(next.files)).toEqual(['b.yaml'])
})

test('a new file has a name that the server takes, and that is free', () => {
  expect(faultOfPath('kpis/sales.yaml', [])).toBeUndefined()
  for (const path of ['sales', '../up.yaml', '/root.yaml', 'a b.yaml', '.hidden.yaml', ''])
    expect(faultOfPath(path, []), path).toBe('form')
  expect(faultOfPath('a.yml', ['a.yml'])).toBe('taken')
})
