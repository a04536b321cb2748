import { Refusal } from './command.ts'

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied',
  EPERM: 'it is not permitted',
  ENOENT: 'it is not there',
  ENOTDIR: 'a part of the path is no folder',
  EISDIR: 'it is a folder',
  EEXIST: 'something else of that name is there',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk cannot be written',
  EMFILE: 'too many files are open',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'the name is too long',
  EIO: 'the disk reports a fault',
}

/** The sentence for a failure of the world: a refusal, or a file that cannot be read or written; undefined for a bug. */
export function sentenceOf(error: unknown): string | undefined {
  if (error instanceof Refusal) return error.message
  if (!(error instanceof Error)) return undefined
  const { code, path } = error as NodeJS.ErrnoException
  const reason = reasons[code ?? '']
  return reason === undefined ? undefined : `${path ?? 'a file'} cannot be used: ${reason}.`
}
