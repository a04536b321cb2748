import { useState } from 'react'
import { t } from '../../state/words.ts'

/** A place to drop a file on, or to choose one by mouse or keys. */
export function FileDrop({
  isBusy,
  take,
}: {
  readonly isBusy: boolean
  readonly take: (file: File) => void
}) {
  const [isOver, setOver] = useState(false)
  return (
    <label
      className={isOver ? 'file-drop is-over' : 'file-drop'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        const [file] = event.dataTransfer.files
        if (file && !isBusy) take(file)
      }}
    >
      <strong>{isBusy ? t('imports.reading') : t('imports.choose')}</strong>
      <span className="faint">{t('imports.kinds')}</span>
      <input
        type="file"
        accept=".csv,.tsv,.txt,.xlsx"
        disabled={isBusy}
        onChange={({ target }) => {
          const [file] = target.files ?? []
          // The same file may be chosen again, changed meanwhile.
          target.value = ''
          if (file) take(file)
        }}
      />
    </label>
  )
}
