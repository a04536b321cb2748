/** What a key asks for, where it asks for something. */
export type KeyCommand =
  | { readonly kind: 'palette' }
  | { readonly kind: 'help' }
  | { readonly kind: 'go'; readonly letter: string }
  | { readonly kind: 'row'; readonly by: 1 | -1 }
  /** The first of two keys: the next one says where to. */
  | { readonly kind: 'pending' }

export type Pressed = {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  /** Whether the key is a letter of what somebody writes. */
  readonly isTyping: boolean
}

/** What a key asks for; `isPending` after a G. Single letters never act while somebody writes (WCAG 2.1.4). */
export function commandOf(pressed: Pressed, isPending: boolean): KeyCommand | undefined {
  const { ctrlKey, metaKey, altKey, isTyping } = pressed
  const key = pressed.key.toLowerCase()
  if ((ctrlKey || metaKey) && !altKey && key === 'k') return { kind: 'palette' }
  if (ctrlKey || metaKey || altKey || isTyping) return undefined
  if (isPending) return /^[a-z]$/.test(key) ? { kind: 'go', letter: key } : undefined
  if (key === 'g') return { kind: 'pending' }
  if (key === '?') return { kind: 'help' }
  if (key === 'j') return { kind: 'row', by: 1 }
  if (key === 'k') return { kind: 'row', by: -1 }
  return undefined
}

/** The letter after G that leads to a place. */
export const placeKeys: Readonly<Record<string, string>> = {
  '/$organisation': 'o',
  '/$organisation/scorecard': 's',
  '/$organisation/map': 'm',
  '/$organisation/cascade': 'c',
  '/$organisation/alignment': 'a',
  '/$organisation/check-in': 'k',
  '/$organisation/agreements': 'e',
  '/$organisation/reviews': 'r',
  '/$organisation/strategy': 'f',
  '/$organisation/boards': 'b',
  '/$organisation/people': 'p',
  '/$organisation/imports': 'v',
  '/$organisation/telling': 'l',
  '/$organisation/audit': 't',
  '/$organisation/what-if': 'w',
  '/$organisation/smart': 'g',
  '/$organisation/settings': 'i',
  '/$organisation/connections': 'n',
}
