import process from 'node:process'
import pg from 'pg'
import { afterAll, inject } from 'vitest'

let count = 0

/** An empty database that is dropped after the tests of this file. */
export async function makeDatabase(): Promise<string> {
  const name = `test_${process.pid}_${++count}`
  const admin = new pg.Client({ connectionString: inject('cluster') })
  await admin.connect()
  await admin.query(`create database ${name}`)
  afterAll(async () => {
    await admin.query(`drop database if exists ${name} with (force)`)
    await admin.end()
  })
  const url = new URL(inject('cluster'))
  url.pathname = `/${name}`
  return url.href
}
