import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useId } from 'react'
import { ask } from '../../state/ask.ts'
import { meQuery } from '../../state/queries.ts'
import { keepTheme, theme, themes } from '../../state/theme.ts'
import { keepLocale, locale, localeNames, locales, t } from '../../state/words.ts'

const themeWords = {
  system: 'shell.system',
  light: 'shell.light',
  dark: 'shell.dark',
  contrast: 'shell.contrast',
} as const

/** Who one is, how the application looks, and the way out. */
export function Menu({ organisation }: { readonly organisation: string }) {
  const { data: me } = useQuery(meQuery)
  const client = useQueryClient()
  const navigate = useNavigate()
  const id = useId()
  const roles = me?.organisations.find(({ slug }) => slug === organisation)?.roles ?? []
  const signOut = async () => {
    await ask('/session', { method: 'DELETE' }).catch(() => {})
    client.clear()
    navigate({ to: '/sign-in' })
  }
  return (
    <>
      <button type="button" className="button quiet" popoverTarget={id} aria-haspopup="dialog">
        {me?.name ?? t('shell.account')}
      </button>
      <div id={id} popover="auto" className="menu" role="dialog" aria-label={t('shell.account')}>
        <p className="menu-who">
          <strong>{me?.name}</strong>
          <br />
          {me?.email}
          <br />
          <span className="faint">{roles.join(', ')}</span>
        </p>
        <label>
          {t('shell.theme')}
          <select
            defaultValue={theme()}
            onChange={(event) => keepTheme(themes.find((one) => one === event.target.value) ?? 'system')}
          >
            {themes.map((one) => (
              <option key={one} value={one}>
                {t(themeWords[one])}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('shell.language')}
          <select
            defaultValue={locale()}
            onChange={(event) => {
              keepLocale(locales.find((one) => one === event.target.value) ?? 'en')
              location.reload()
            }}
          >
            {locales.map((one) => (
              <option key={one} value={one} lang={one}>
                {localeNames[one]}
              </option>
            ))}
          </select>
        </label>
        <p>
          <Link to="/$organisation/preferences" params={{ organisation }}>
            {t('telling.preferences')}
          </Link>
        </p>
        <button type="button" className="button" onClick={signOut}>
          {t('shell.signOut')}
        </button>
      </div>
    </>
  )
}
