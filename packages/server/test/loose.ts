/** What came from outside, before an assertion has said what it must be. */
// biome-ignore lint/suspicious/noExplicitAny: a form written beside each assertion would say the same twice
export type Loose = any
