import { useState } from 'react'

/** A button for what cannot be taken back: it asks once more in its own place. */
export function SureButton({
  name,
  sure,
  about,
  isBusy,
  act,
}: {
  readonly name: string
  readonly sure: string
  /** What it acts on, for those who hear the button alone. */
  readonly about: string
  readonly isBusy: boolean
  readonly act: () => void
}) {
  const [isAsking, ask] = useState(false)
  return (
    <button
      type="button"
      className={`button${isAsking ? ' is-sure' : ''}`}
      aria-label={`${isAsking ? sure : name}: ${about}`}
      disabled={isBusy}
      onBlur={() => ask(false)}
      onClick={() => {
        if (isAsking) act()
        ask(!isAsking)
      }}
    >
      {isAsking ? sure : name}
    </button>
  )
}
