import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { checkReach, findAccount } from '../../src/postgres/account.ts'
import { ask, Trial } from './trial.ts'
import { own, users } from './users.ts'

const trial = new Trial()
afterEach(() => trial.end())

describe.each(users)('as the user %i', (uid) => {
  test('PostgreSQL starts and stops, and its files belong to a user that is not root', async () => {
    const folder = trial.folder(uid)
    const child = trial.child(folder, { uid })
    const { url } = await child.word
    expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }])
    const files = statSync(join(folder, 'postgres')).uid
    expect(files).not.toBe(0)
    expect(files === uid).toBe(uid !== 0)
    child.process.stdin?.end()
    await once(child.process, 'exit')
    expect(readdirSync(join(folder, 'postgres'))).not.toContain('postmaster.pid')
  })

  test('a data directory that cannot be made is refused with its path', async () => {
    const place = join(trial.folder(uid), 'file')
    writeFileSync(place, '')
    const { code, message } = await trial.child(join(place, 'data'), { uid }).word
    expect(code).toBe('directory-unusable')
    expect(message).toContain(place)
  })
})

test.each(users.filter((uid) => uid !== own))('the user %i may not use a folder of another', async (uid) => {
  const folder = trial.folder()
  const { code, message } = await trial.child(folder, { uid }).word
  expect(code).toBe('directory-unusable')
  expect(message).toContain(`${folder}/keelson.lock cannot be used: permission is denied.`)
})

test.each(users.filter((uid) => uid === 0))('root (%i) that may become nobody is told so', async () => {
  const script = join(import.meta.dirname, 'keelson.ts')
  const { status, stdout } = spawnSync('setpriv', [
    ...['--bounding-set=-setuid,-setgid', '--inh-caps=-setuid,-setgid'],
    ...[process.execPath, script, trial.folder()],
  ])
  expect(status).toBe(0)
  expect(JSON.parse(stdout.toString())).toMatchObject({
    code: 'account-missing',
    message: expect.stringContaining('Start Keelson as another user.'),
  })
})

test('a folder on the way that the account may not enter is named', async () => {
  const closed = join(trial.folder(), 'closed')
  const data = join(closed, 'data')
  mkdirSync(data, { recursive: true })
  chmodSync(closed, 0o700)
  const account = { name: 'other', uid: 12_345, gid: 12_345 }
  await expect(checkReach(data, account)).rejects.toMatchObject({
    code: 'directory-unusable',
    message: expect.stringContaining(`other may not enter ${closed}.`),
  })
  chmodSync(closed, 0o711)
  await checkReach(data, account)
})

test('root needs the account, and is told how to make it where Keelson cannot', async () => {
  // No system takes this for the name of a user.
  const found = findAccount('not:a name')
  if (own === 0) {
    await expect(found).rejects.toMatchObject({
      code: 'account-missing',
      message: expect.stringContaining('useradd --system'),
    })
  } else expect(await found).toBe(undefined)
})
