/** The statements of a migration; each goes to the database in a call of its own. */
export type Statements = readonly string[]
