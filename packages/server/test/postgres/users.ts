import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const nobody = 65_534

/** The user of this test; 0 where there are none. */
export const own = process.getuid?.() ?? 0

/** The users that a Keelson of this test can run as: its own, and another where it may become that and read the code. */
export const users = [own]
if (own === 0) {
  const read = spawnSync(process.execPath, ['--check', join(import.meta.dirname, 'users.ts')], {
    uid: nobody,
    gid: nobody,
  })
  if (read.status === 0) users.push(nobody)
}
