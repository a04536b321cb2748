/** Everything the server may refuse: the code, the HTTP status, what it is, and the way out. */
export const failures = {
  'invalid-request': [
    400,
    'The request is not of the form that this address takes',
    'The field named says what is wrong; the OpenAPI document at /openapi.json has the form.',
  ],
  'invalid-json': [400, 'The body is no JSON', 'The place named is where reading stopped.'],
  unauthenticated: [401, 'Nobody is signed in', 'Sign in, or send a token as "Authorization: Bearer …".'],
  'wrong-credentials': [
    401,
    'This e-mail address and password do not belong together',
    'Try again, or ask an administrator for a new password.',
  ],
  'sign-in-again': [
    403,
    'This asks for a sign-in within the last quarter of an hour',
    'Sign in again, and repeat it.',
  ],
  forbidden: [403, 'Your role does not allow this', 'An administrator of the organisation can change roles.'],
  'cross-site': [
    403,
    'The request came from another site',
    'Send it from the application itself, or with a token.',
  ],
  'not-found': [
    404,
    'There is nothing at this address, or it is not yours to see',
    'See the list above it for what is there.',
  ],
  'link-over': [
    404,
    'This link opens nothing, or nothing any more',
    'It works once and for seven days. Sign in to hand in the value.',
  ],
  'method-not-allowed': [
    405,
    'This address does not take this method',
    'The header Allow names those it takes.',
  ],
  'too-slow': [408, 'The request did not come to its end in time', 'Send it again, in smaller parts.'],
  'claimed-already': [
    409,
    'The server has an administrator already',
    'Sign in, or ask the administrator for an invitation.',
  ],
  'slug-taken': [409, 'There is an organisation of this name already', 'Take another name.'],
  'email-taken': [409, 'There is an account with this e-mail address already', 'Sign in with it.'],
  'stale-base': [
    409,
    'The strategy has changed since the one this rests on',
    'Export it again, bring your changes in, and plan again.',
  ],
  'cannot-undo': [
    409,
    'The change cannot be taken back',
    'Something after it touched the same files; change them as they are now.',
  ],
  'period-locked': [409, 'The period is locked', 'An administrator can open it, with a reason.'],
  'request-running': [409, 'The same request is being answered', 'Ask again with the same key in a moment.'],
  'negotiation-refused': [
    409,
    'The negotiation does not allow this step as it stands',
    'The detail says why; read the negotiation again for what is possible.',
  ],
  'negotiation-moved-on': [
    412,
    'The negotiation has moved on since you read it',
    'Read it again, and answer what lies on the table now.',
  ],
  'review-refused': [
    409,
    'The review does not allow this step as it stands',
    'The detail says why; read the review again for what is possible.',
  ],
  'offer-refused': [
    409,
    'A target cannot be offered as it stands',
    'The detail says which and why; answer what lies on the table, or leave that target out.',
  ],
  'review-moved-on': [
    412,
    'The review has moved on since you read it',
    'Read it again, and take your step from where it is now.',
  ],
  'board-changed': [
    412,
    'The board has changed since you read it',
    'Read it again, make your changes to it, and save it then.',
  ],
  'stale-version': [412, 'The value has changed since you read it', 'Read it again, and send its new ETag.'],
  'too-large': [413, 'The body is too large', 'Send it in parts.'],
  'unsupported-media-type': [
    415,
    'The body is of a kind that this address does not read',
    'The OpenAPI document names those it reads.',
  ],
  'key-reused': [
    422,
    'The idempotency key was used for another request',
    'Take a new key for a new request.',
  ],
  'strategy-unsound': [
    422,
    'The strategy has errors, so nothing of it was applied',
    'Mend the places named; keelson check shows them with their lines.',
  ],
  'signature-needed': [
    422,
    'Targets are signed here before they count, and these cannot be offered from files',
    'Apply the files without the targets named, and offer those with keelson negotiate offer.',
  ],
  'file-unreadable': [
    422,
    'The file cannot be read as a table',
    'The detail says why; .csv, .tsv and .xlsx files of up to 20 MB are read.',
  ],
  'import-closed': [
    409,
    'The import is at another step',
    'Read the import again; a committed one can be undone, and a file be sent again.',
  ],
  'import-forgotten': [410, 'The file was kept for seven days and is forgotten', 'Send the file again.'],
  'nothing-read': [422, 'Not one row could be read, so nothing was written', 'The rows say why.'],
  'too-many-requests': [429, 'There were too many requests', 'Wait as long as Retry-After says.'],
  'claim-expired': [403, 'The secret is wrong or too old', 'Start the server again: it prints a new one.'],
  fault: [500, 'This is a fault of Keelson', 'Report it with the correlation id.'],
  overloaded: [503, 'The server has more to do than it can', 'Wait as long as Retry-After says.'],
  halted: [
    503,
    "A check of this organisation's records failed, so nothing more is written",
    'keelson verify says what does not agree; reading goes on.',
  ],
  'not-ready': [503, 'The server is starting or stopping', 'Ask again in a moment.'],
  'database-away': [
    503,
    'The database cannot be reached',
    'Ask again in a moment, a change with the same idempotency key: it takes effect once.',
  ],
} as const satisfies Readonly<Record<string, readonly [status: number, title: string, wayOut: string]>>

export type FailureCode = keyof typeof failures

/** A refusal of the catalogue. `detail` says what it is about here; `more` is told beside it. */
export class Failure extends Error {
  readonly code: FailureCode
  readonly more: Readonly<Record<string, unknown>>

  constructor(
    code: FailureCode,
    detail: string = failures[code][1],
    more: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail)
    this.name = 'Failure'
    this.code = code
    this.more = more
  }

  get status(): number {
    return failures[this.code][0]
  }
}

/** A refusal as problem+json (RFC 9457). */
export function problemOf(
  { code, message, more }: Failure,
  instance: string,
): Readonly<Record<string, unknown>> {
  const [status, title, wayOut] = failures[code]
  return {
    type: `urn:keelson:error:${code}`,
    code,
    status,
    title,
    detail: message,
    wayOut,
    instance,
    ...more,
  }
}
