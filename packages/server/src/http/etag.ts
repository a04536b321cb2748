import { Failure } from '../errors.ts'

/** The ETag of something that has a version. */
export function etagOf({ version }: { readonly version: number }): string {
  return `"${version}"`
}

/** The version that If-Match names; undefined without one. Throws `invalid-request` where it is no such ETag. */
export function versionIn(header: string | undefined, what: string): number | undefined {
  if (header === undefined) return undefined
  const version = /^"([0-9]{1,9})"$/.exec(header.trim())?.[1]
  if (version === undefined) throw new Failure('invalid-request', `If-Match takes the ETag of the ${what}.`)
  return Number(version)
}
