import { createHash, randomBytes, randomInt } from 'node:crypto'
import { crc32 } from 'node:zlib'

/** A secret is kept as its SHA-256 only: 256 random bits need no slow hash. */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

/** 256 random bits as text, for sessions and claims. */
export function makeSecret(): string {
  return randomBytes(32).toString('base64url')
}

const prefix = 'kpi_pat_'
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** A token: `kpi_pat_`, 43 random letters and digits (256 bits), and a checksum of six that tells a typing error apart. */
export function makeToken(): string {
  const random = Array.from({ length: 43 }, () => digits[randomInt(digits.length)]).join('')
  return prefix + random + checksum(random)
}

/** Whether a text can be a token at all; asked before the database is. */
export function isTokenShaped(token: string): boolean {
  const body = token.slice(prefix.length)
  if (!token.startsWith(prefix) || !/^[0-9A-Za-z]{49}$/.test(body)) return false
  return checksum(body.slice(0, 43)) === body.slice(43)
}

function checksum(random: string): string {
  let rest = crc32(random)
  let text = ''
  for (let place = 0; place < 6; place++) {
    text = digits[rest % 62] + text
    rest = Math.floor(rest / 62)
  }
  return text
}
