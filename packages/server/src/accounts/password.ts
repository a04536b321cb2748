import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2)

/** argon2id with the second recommended parameters of RFC 9106 (64 MiB, three passes), two lanes for two cores. */
const memory = 65_536
const passes = 3
const parallelism = 2
const tagLength = 32

const hashOf = (password: string, nonce: Buffer): Promise<Buffer> =>
  derive('argon2id', {
    message: Buffer.from(password.normalize('NFKC')),
    nonce,
    parallelism,
    tagLength,
    memory,
    passes,
  })

/** The hash of a password, as it is kept. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await hashOf(password, nonce)
  return `argon2id$${nonce.toString('base64url')}$${tag.toString('base64url')}`
}

const nobody = `argon2id$${Buffer.alloc(16).toString('base64url')}$${Buffer.alloc(tagLength).toString('base64url')}`

/** Whether the password is the one of the hash. Without a hash it takes as long and is false. */
export async function isPassword(password: string, kept: string | undefined): Promise<boolean> {
  const [, nonce = '', tag = ''] = (kept ?? nobody).split('$')
  const expected = Buffer.from(tag, 'base64url')
  const found = await hashOf(password, Buffer.from(nonce, 'base64url'))
  return timingSafeEqual(found, expected) && kept !== undefined
}

/** Why a password cannot be taken; undefined where it can. Length counts, and no rule of composition. */
export function faultOfPassword(password: string, email: string): string | undefined {
  const length = [...password].length
  if (length < 10) return 'A password has at least 10 characters.'
  if (length > 200) return 'A password has at most 200 characters.'
  const plain = password.toLowerCase()
  if (common.has(plain) || new Set(plain).size < 4)
    return 'This password is among the first ones tried. Take another.'
  if (plain.includes(email.toLowerCase().split('@')[0] as string))
    return 'The password contains the e-mail address.'
  return undefined
}

/** Of ten characters and more, those that lists of leaked passwords begin with. */
const common = new Set(
  '1234567890 12345678910 123456789a qwertyuiop password12 password123 password1234 1q2w3e4r5t 1qaz2wsx3edc q1w2e3r4t5 qwerty1234 qwerty12345 iloveyou123 welcome123 administrator letmein123 football123 changeme123 baseball123 sunshine123 princess123 passw0rd123 abcdefghij 0123456789 0987654321 1111111111 0000000000 qwertyuiop123 superman123'.split(
    ' ',
  ),
)
