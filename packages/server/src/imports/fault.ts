/** A file that is not read, with why and the way out in words. */
export class FileFault extends Error {
  readonly code: FileFaultCode

  constructor(code: FileFaultCode, message: string) {
    super(message)
    this.name = 'FileFault'
    this.code = code
  }
}

/** What can be wrong with a file that was sent. */
export const fileFaultCodes = [
  'file-empty',
  'file-kind-unknown',
  'file-too-large',
  'file-too-slow',
  'file-damaged',
  'file-locked',
  'file-unsafe',
] as const

export type FileFaultCode = (typeof fileFaultCodes)[number]
