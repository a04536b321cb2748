import { hashSecret, makeSecret } from './secret.ts'

const form = /^([A-Za-z0-9_-]{22})([A-Za-z0-9_-]{43})$/

/**
 * A new link's token: the organisation, of which the rows cannot be seen without naming it, then 256 random bits. What is
 * kept of it is the hash.
 */
export function shareTokenOf(orgId: string): { readonly token: string; readonly tokenHash: Buffer } {
  const organisation = Buffer.from(orgId.replaceAll('-', ''), 'hex').toString('base64url')
  const token = organisation + makeSecret()
  return { token, tokenHash: hashSecret(token) }
}

/** Where a token belongs, and its hash; undefined where it can be none. */
export function readShareToken(
  token: string,
): { readonly orgId: string; readonly tokenHash: Buffer } | undefined {
  const [, organisation] = form.exec(token) ?? []
  if (organisation === undefined) return undefined
  const hex = Buffer.from(organisation, 'base64url').toString('hex')
  const orgId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return { orgId, tokenHash: hashSecret(token) }
}
