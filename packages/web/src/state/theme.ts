/** How the application looks; `system` follows the machine. */
export const themes = ['system', 'light', 'dark', 'contrast'] as const
export type Theme = (typeof themes)[number]

const kept = 'keelson.theme'
const dark = matchMedia('(prefers-color-scheme: dark)')
const contrast = matchMedia('(prefers-contrast: more)')

export function theme(): Theme {
  const value = localStorage.getItem(kept)
  return themes.find((one) => one === value) ?? 'system'
}

export function keepTheme(chosen: Theme): void {
  localStorage.setItem(kept, chosen)
  showTheme()
}

/** Puts the theme on the page, and again whenever the machine's own changes. */
export function showTheme(): void {
  const chosen = theme()
  const own = contrast.matches ? 'contrast' : dark.matches ? 'dark' : 'light'
  document.documentElement.dataset.theme = chosen === 'system' ? own : chosen
}

dark.addEventListener('change', showTheme)
contrast.addEventListener('change', showTheme)
// Paper is white.
addEventListener('beforeprint', () => {
  document.documentElement.dataset.theme = 'light'
})
addEventListener('afterprint', showTheme)
