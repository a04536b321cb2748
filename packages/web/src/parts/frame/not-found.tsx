import { Link } from '@tanstack/react-router'
import { t } from '../../state/words.ts'

export function NotFound() {
  return (
    <main className="alone">
      <h1>{t('common.notFound')}</h1>
      <p>{t('common.notFoundMore')}</p>
      <p>
        <Link to="/">{t('common.home')}</Link>
      </p>
    </main>
  )
}
