/** Why the server cannot start: a sentence that says what to do. */
export class StartFailure extends Error {}
