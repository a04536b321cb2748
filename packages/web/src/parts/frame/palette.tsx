import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { KeyboardEvent } from 'react'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { placeKeys } from '../../state/keys.ts'
import type { Item } from '../../state/palette.ts'
import { itemsOf, keepRecent, ranked, recentOf } from '../../state/palette.ts'
import { modelQuery } from '../../state/queries.ts'
import { keepTheme, themes } from '../../state/theme.ts'
import { keepLocale, localeNames, locales, t } from '../../state/words.ts'
import { places } from './places.ts'
import '../../styles/palette.css'

const kindWords = {
  place: 'palette.place',
  kpi: 'palette.kpi',
  objective: 'palette.objective',
  department: 'palette.department',
  theme: 'shell.theme',
  language: 'shell.language',
  help: 'palette.help',
} as const
const themeWords = {
  system: 'shell.system',
  light: 'shell.light',
  dark: 'shell.dark',
  contrast: 'shell.contrast',
} as const

/** Finds any place, KPI, objective or department, and what one can switch, by a few letters. */
export function Palette({
  organisation,
  close,
  help,
}: {
  readonly organisation: string
  readonly close: () => void
  readonly help: () => void
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  const list = useId()
  const navigate = useNavigate()
  const { data: model } = useQuery(modelQuery(organisation))
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const recent = useMemo(() => recentOf(organisation), [organisation])
  const items = useMemo(() => [...ownItems(), ...(model ? itemsOf(model) : [])], [model])
  const found = useMemo(() => ranked(items, query, recent), [items, query, recent])
  useEffect(() => {
    if (dialog.current && !dialog.current.open) dialog.current.showModal()
  }, [])
  useEffect(() => {
    document.getElementById(`${list}-${at}`)?.scrollIntoView({ block: 'nearest' })
  }, [list, at])
  const choose = ({ id, act }: Item) => {
    keepRecent(organisation, id)
    // The help takes the place of the palette, whose own end would close it.
    if (act.kind === 'help') return help()
    dialog.current?.close()
    if (act.kind === 'go') {
      const { to, params, search = {} } = act
      navigate({ to, params: { organisation, ...params }, search } as never)
    } else if (act.kind === 'theme') keepTheme(themes.find((one) => one === act.theme) ?? 'system')
    else {
      keepLocale(locales.find((one) => one === act.locale) ?? 'en')
      location.reload()
    }
  }
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    const to = {
      ArrowDown: (at + 1) % Math.max(1, found.length),
      ArrowUp: (at - 1 + found.length) % Math.max(1, found.length),
      PageDown: Math.min(found.length - 1, at + 8),
      PageUp: Math.max(0, at - 8),
    }[event.key]
    const item = found[at]
    if (to !== undefined) setAt(to)
    else if (event.key === 'Enter' && item) choose(item)
    else return
    event.preventDefault()
  }
  return (
    <dialog ref={dialog} className="palette" aria-label={t('palette.title')} onClose={close}>
      <input
        role="combobox"
        aria-label={t('palette.find')}
        placeholder={t('palette.find')}
        aria-expanded="true"
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={found.length > 0 ? `${list}-${at}` : undefined}
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value)
          setAt(0)
        }}
        onKeyDown={press}
      />
      <div id={list} role="listbox" aria-label={t('palette.found')} className="palette-list">
        {found.map((item, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard by the input that holds the focus.
          <div
            key={item.id}
            id={`${list}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className="palette-item"
            onPointerMove={() => setAt(index)}
            onClick={() => choose(item)}
          >
            <span>{item.name}</span>
            <span className="faint">{t(kindWords[item.kind])}</span>
            {item.keys !== undefined && <kbd>{item.keys}</kbd>}
          </div>
        ))}
      </div>
      {found.length === 0 && <p className="palette-none">{t('palette.none', { query })}</p>}
      <p className="palette-foot faint" aria-hidden="true">
        {t('palette.foot')}
      </p>
    </dialog>
  )
}

/** What there is whatever the strategy says. */
function ownItems(): readonly Item[] {
  const ways = places.flatMap(
    ({ items }): readonly { to: string; name: (typeof items)[number]['name'] }[] => items,
  )
  return [
    ...ways.map(({ to, name }): Item => {
      const letter = placeKeys[to]
      const keys = letter === undefined ? {} : { keys: `G ${letter.toUpperCase()}` }
      return { id: `place ${to}`, kind: 'place', name: t(name), ...keys, act: { kind: 'go', to } }
    }),
    { id: 'help', kind: 'help', name: t('palette.helpTitle'), keys: '?', act: { kind: 'help' } },
    ...themes.map(
      (theme): Item => ({
        id: `theme ${theme}`,
        kind: 'theme',
        name: t(themeWords[theme]),
        act: { kind: 'theme', theme },
      }),
    ),
    ...locales.map(
      (locale): Item => ({
        id: `language ${locale}`,
        kind: 'language',
        name: localeNames[locale],
        act: { kind: 'language', locale },
      }),
    ),
  ]
}
