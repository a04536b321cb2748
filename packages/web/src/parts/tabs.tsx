import type { KeyboardEvent, ReactNode } from 'react'
import { useId } from 'react'

type Tab = { readonly id: string; readonly name: string; readonly content: () => ReactNode }

/** Views of one thing, of which one is shown; arrow keys go from one to the next. */
export function Tabs({
  label,
  tabs,
  selected,
  select,
}: {
  readonly label: string
  readonly tabs: readonly Tab[]
  readonly selected: string
  readonly select: (id: string) => void
}) {
  const base = useId()
  const at = Math.max(
    0,
    tabs.findIndex(({ id }) => id === selected),
  )
  const shown = tabs[at] as Tab
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: tabs.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    const next = tabs[(to + tabs.length) % tabs.length] as Tab
    select(next.id)
    document.getElementById(`${base}-${next.id}`)?.focus()
  }
  return (
    <div className="tabs">
      <div role="tablist" aria-label={label} className="tab-list" onKeyDown={move}>
        {tabs.map(({ id, name }) => (
          <button
            key={id}
            id={`${base}-${id}`}
            type="button"
            role="tab"
            aria-selected={id === shown.id}
            aria-controls={`${base}-panel`}
            tabIndex={id === shown.id ? 0 : -1}
            onClick={() => select(id)}
          >
            {name}
          </button>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a panel without controls is reached by Tab. */}
      <div id={`${base}-panel`} role="tabpanel" tabIndex={0} aria-labelledby={`${base}-${shown.id}`}>
        {shown.content()}
      </div>
    </div>
  )
}
