import { useEffect, useRef } from 'react'
import { t } from '../state/words.ts'

const formats = [
  ['xlsx', 'scorecard.xlsx'],
  ['pdf', 'scorecard.pdf'],
  ['pptx', 'scorecard.pptx'],
  ['csv', 'scorecard.csv'],
] as const

/** Downloads of what is shown, in the forms that there are. */
export function ExportMenu({
  address,
  label = t('scorecard.export'),
  isTable = true,
}: {
  readonly address: (format: string) => string
  readonly label?: string
  /** Whether there is CSV as well. */
  readonly isTable?: boolean
}) {
  const menu = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const close = (event: Event) => {
      const { current } = menu
      const isElsewhere = !(event.target instanceof Node && current?.contains(event.target))
      const isEscape = event instanceof KeyboardEvent && event.key === 'Escape'
      if (current?.open && (isEscape || (isElsewhere && event.type === 'pointerdown'))) current.open = false
    }
    document.addEventListener('pointerdown', close)
    document.addEventListener('keydown', close)
    return () => {
      document.removeEventListener('pointerdown', close)
      document.removeEventListener('keydown', close)
    }
  }, [])
  return (
    <details ref={menu} className="export">
      <summary className="button">{label}</summary>
      <ul>
        {formats
          .filter(([format]) => isTable || format !== 'csv')
          .map(([format, word]) => (
            <li key={format}>
              <a href={`/api/v1${address(format)}`} download>
                {t(word)}
              </a>
            </li>
          ))}
      </ul>
    </details>
  )
}
