/** What can keep the embedded PostgreSQL from serving. */
export type PostgresFailureCode =
  | 'directory-in-use'
  | 'directory-unusable'
  | 'binaries-missing'
  | 'binaries-broken'
  | 'account-missing'
  | 'cluster-version'
  | 'cluster-foreign'
  | 'cluster-broken'
  | 'password-missing'
  | 'login-refused'
  | 'port-taken'
  | 'disk-full'
  | 'memory-short'
  | 'start-failed'
  | 'died'

/** A failure of the embedded PostgreSQL: `message` says what is wrong and what to do about it. */
export class PostgresFailure extends Error {
  override readonly name = 'PostgresFailure'
  readonly code: PostgresFailureCode

  constructor(code: PostgresFailureCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
  }
}

type Known = {
  readonly pattern: RegExp
  readonly code: PostgresFailureCode
  readonly sentence: (folder: string) => string
}

// The messages are PostgreSQL's own, in English because it runs with LC_ALL=C.
const known: readonly Known[] = [
  {
    pattern: /No space left on device|could not extend file|ENOSPC|Disk quota exceeded/,
    code: 'disk-full',
    sentence: (folder) => `The disk of ${folder} is full. Free some space and start Keelson again.`,
  },
  {
    pattern: /could not bind|Address already in use|could not create any TCP\/IP sockets/,
    code: 'port-taken',
    sentence: () => 'PostgreSQL found no free port on 127.0.0.1. Free one and start Keelson again.',
  },
  {
    pattern: /pre-existing shared memory block|lock file "postmaster\.pid" already exists/,
    code: 'directory-in-use',
    sentence: (folder) =>
      `Another PostgreSQL still works on ${folder}. End it, or wait until it has ended, and start Keelson again.`,
  },
  {
    pattern:
      /Cannot allocate memory|could not (?:create|map|resize) (?:anonymous )?shared memory|out of memory/i,
    code: 'memory-short',
    sentence: () => 'There is too little memory to start PostgreSQL. It needs about 200 MB.',
  },
  {
    pattern: /Permission denied|wrong ownership|invalid permissions|Read-only file system/i,
    code: 'directory-unusable',
    sentence: (folder) =>
      `PostgreSQL may not use ${folder}. Give the folder and all in it to the user that runs PostgreSQL, mode 0700.`,
  },
  {
    pattern:
      /invalid (?:primary )?checkpoint record|could not locate a valid checkpoint|PANIC:|could not find the database system/,
    code: 'cluster-broken',
    sentence: (folder) =>
      `The data in ${folder} is damaged. Keep a copy of the folder, and restore a backup into an empty one.`,
  },
]

/** The failure that output of PostgreSQL tells of: a known reason and its last lines, or `otherwise` and its last lines. */
export function explainOutput(
  output: string,
  folder: string,
  otherwise: { readonly code: PostgresFailureCode; readonly sentence: string } = {
    code: 'start-failed',
    sentence: `PostgreSQL could not start on ${folder}.`,
  },
): PostgresFailure {
  const lines = output.trim().split('\n')
  const told = lines.filter((line) => /FATAL|PANIC|ERROR|error:/.test(line))
  const last = (told.length > 0 ? told : lines).slice(-3).join(' | ')
  const said = last === '' ? 'It said nothing.' : `It said: ${last}`
  const found = known.find(({ pattern }) => pattern.test(output))
  if (!found) return new PostgresFailure(otherwise.code, `${otherwise.sentence} ${said}`)
  return new PostgresFailure(found.code, `${found.sentence(folder)} ${said}`)
}

const fileReasons: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied',
  EPERM: 'it is not permitted',
  ENOENT: 'it is not there',
  ENOTDIR: 'a part of the path is no folder',
  EEXIST: 'a file of that name is there',
  EROFS: 'the disk cannot be written',
}

/** The failure for an error of the file system on a path; a full disk is told as such. */
export function explainFile(error: unknown, path: string): PostgresFailure {
  if (error instanceof PostgresFailure) return error
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new PostgresFailure('disk-full', `The disk of ${path} is full. Free some space.`, error)
  }
  const reason = fileReasons[code ?? ''] ?? message
  const way = 'Choose another data directory, or make this one writable for the user that runs Keelson.'
  return new PostgresFailure('directory-unusable', `${path} cannot be used: ${reason}. ${way}`, error)
}
