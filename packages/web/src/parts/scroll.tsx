import type { ReactNode } from 'react'

/** What may be wider than the screen: it scrolls by itself, by the keyboard as well. */
export function Scroll({
  label,
  className = '',
  children,
}: {
  readonly label: string
  readonly className?: string
  readonly children: ReactNode
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
    <section className={`scroll ${className}`} aria-label={label} tabIndex={0}>
      {children}
    </section>
  )
}
