import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { StartFailure } from '../start-failure.ts'

const keyBytes = 32
const ivBytes = 12
const tagBytes = 16

/**
 * Seals secrets that must be read again, by AES-256-GCM (NIST SP 800-38D) under a key that lies beside the database and
 * not in it. `about` is bound to the secret: sealed for one thing, it opens for no other.
 */
export class Seal {
  readonly #key: Buffer
  /** What tells this key from another one. */
  readonly keyId: string

  constructor(key: Buffer) {
    this.#key = key
    this.keyId = createHash('sha256').update(key).digest('hex').slice(0, 16)
  }

  close(secret: Buffer, about: string): Buffer {
    const iv = randomBytes(ivBytes)
    const cipher = createCipheriv('aes-256-gcm', this.#key, iv).setAAD(Buffer.from(about))
    const closed = Buffer.concat([cipher.update(secret), cipher.final()])
    return Buffer.concat([iv, cipher.getAuthTag(), closed])
  }

  /** Throws where it was sealed by another key, for something else, or was changed. */
  open(sealed: Buffer, about: string): Buffer {
    const decipher = createDecipheriv('aes-256-gcm', this.#key, sealed.subarray(0, ivBytes), {
      authTagLength: tagBytes,
    })
    decipher.setAAD(Buffer.from(about)).setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes))
    return Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()])
  }
}

/** The seal of a data directory, whose key is made by the first start. Throws a `StartFailure` where the key is cut. */
export function sealIn(folder: string): Seal {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'secrets.key')
  if (!existsSync(file)) {
    // A start that dies in the middle leaves no half a key.
    writeFileSync(`${file}.new`, randomBytes(keyBytes).toString('hex'), { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'hex')
  if (key.length === keyBytes) return new Seal(key)
  throw new StartFailure(
    `${file} holds no key of ${2 * keyBytes} hexadecimal digits. Put back the one that was there; without it the signing secrets of webhooks cannot be read.`,
  )
}
