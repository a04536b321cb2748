import { useMutation, useQueryClient } from '@tanstack/react-query'
import { moveImport } from '../../state/imports.ts'
import { tell } from '../../state/notices.ts'
import { t } from '../../state/words.ts'
import { Fault } from '../fault.tsx'

/** Takes a whole import back, or says what rests on it. */
export function ImportUndo({
  organisation,
  id,
  name,
}: {
  readonly organisation: string
  readonly id: string
  readonly name: string
}) {
  const client = useQueryClient()
  const undo = useMutation({
    mutationFn: () => moveImport(organisation, id, 'undo'),
    onSuccess: async () => {
      tell({ text: t('imports.isUndone', { name }) })
      await client.invalidateQueries({ queryKey: ['of', organisation] })
    },
  })
  return (
    <>
      <button
        type="button"
        className="button"
        aria-label={t('imports.undoOf', { name })}
        disabled={undo.isPending}
        onClick={() => undo.mutate()}
      >
        {t('imports.undo')}
      </button>
      {undo.isError && <Fault error={undo.error} />}
    </>
  )
}
