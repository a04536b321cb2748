import { useEffect, useEffectEvent } from 'react'

/** Also in a shadow root, as that of the editor, whose target the event itself hides. */
export function isTyping(target: EventTarget | undefined): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select, [role=textbox]'))
  )
}

/** The next letter after a G says where to go. */
const pendingMs = 1500

/** Lets single letters act on a screen, as long as nobody writes, no dialog is open and no place is being asked for. */
export function useLetters(letters: Readonly<Record<string, () => void>>): void {
  const hear = useEffectEvent((event: KeyboardEvent, isPending: boolean) => {
    const { ctrlKey, metaKey, altKey, key } = event
    if (isPending || ctrlKey || metaKey || altKey || isTyping(event.composedPath()[0])) return
    if (document.querySelector('dialog[open]') || !Object.hasOwn(letters, key)) return
    event.preventDefault()
    letters[key]?.()
  })
  useEffect(() => {
    let pendingUntil = 0
    const press = (event: KeyboardEvent) => {
      hear(event, event.timeStamp < pendingUntil)
      pendingUntil = event.key === 'g' ? event.timeStamp + pendingMs : 0
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}
