import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { commandOf, placeKeys } from '../../state/keys.ts'
import { modelQuery } from '../../state/queries.ts'
import { t } from '../../state/words.ts'
import { isTyping } from '../use-letters.ts'
import { places } from './places.ts'

const load = () => import('./palette-chunk.ts')
type Loaded = Awaited<ReturnType<typeof load>>
const pendingMs = 1500

/** Hears the keys that act everywhere, and opens the command palette. */
export function Keys({ organisation }: { readonly organisation: string }) {
  const [shown, setShown] = useState<'palette' | 'help'>()
  // Kept as state, not as a lazy component: React would hold back what replaces a fallback for a third of a second.
  const [loaded, setLoaded] = useState<Loaded>()
  const navigate = useNavigate()
  const client = useQueryClient()
  const pendingUntil = useRef(0)
  // Without a connection it is loaded when it is asked for again.
  const prepare = useEffectEvent(() => {
    load().then(setLoaded, () => {})
  })
  // What the palette needs is there before it is asked for.
  useEffect(() => {
    const timer = setTimeout(() => {
      prepare()
      client.prefetchQuery(modelQuery(organisation))
    }, 1200)
    return () => clearTimeout(timer)
  }, [client, organisation])
  const show = (what: 'palette' | 'help' | undefined) => {
    if (what !== undefined && !loaded) load().then(setLoaded, () => {})
    setShown(what)
  }
  const hear = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return
    const { key, ctrlKey, metaKey, altKey } = event
    const isPending = event.timeStamp < pendingUntil.current
    const command = commandOf(
      { key, ctrlKey, metaKey, altKey, isTyping: isTyping(event.composedPath()[0]) },
      isPending,
    )
    pendingUntil.current = command?.kind === 'pending' ? event.timeStamp + pendingMs : 0
    if (!command) return
    // A dialog that is open keeps its own keys.
    if (command.kind !== 'palette' && document.querySelector('dialog[open]')) return
    if (command.kind === 'palette' || command.kind === 'help') {
      event.preventDefault()
      show(shown === command.kind ? undefined : command.kind)
    } else if (command.kind === 'row') moveRow(command.by)
    else if (command.kind === 'go') {
      const place = places
        .flatMap(({ items }): readonly { readonly to: string }[] => items)
        .find(({ to }) => placeKeys[to] === command.letter)
      if (place) navigate({ to: place.to, params: { organisation } } as never)
    }
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => hear(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
  const close = () => setShown(undefined)
  return (
    <>
      <button type="button" className="button palette-open" onClick={() => show('palette')}>
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" className="glass">
          <circle cx="7" cy="7" r="4.5" />
          <path d="m10.5 10.5 4 4" />
        </svg>
        <span className="palette-word">{t('palette.open')}</span>
        <kbd>{t('palette.keys')}</kbd>
      </button>
      {loaded && shown === 'palette' && (
        <loaded.Palette organisation={organisation} close={close} help={() => setShown('help')} />
      )}
      {loaded && shown === 'help' && <loaded.KeyHelp close={close} />}
    </>
  )
}

/** The focus goes to what can be followed or opened in the next row of the screen. */
function moveRow(by: 1 | -1): void {
  const rows = [...document.querySelectorAll('main tbody tr, main summary, main form.check-in')]
  const stops = rows.flatMap((row) => {
    const stop = row.matches('summary') ? row : row.querySelector('a[href], button, input')
    return stop instanceof HTMLElement && stop.offsetParent !== null ? [stop] : []
  })
  const here = document.activeElement
  const row = here?.closest('tr, summary, form.check-in')
  const at = stops.findIndex((stop) => stop === here || row?.contains(stop))
  const next = at < 0 ? (by > 0 ? stops[0] : stops.at(-1)) : stops[at + by]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}
