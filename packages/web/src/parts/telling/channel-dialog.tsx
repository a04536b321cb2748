import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addressOf, ask } from '../../state/ask.ts'
import type { Sort } from '../../state/telling.ts'
import { sorts as all, sortWords } from '../../state/telling.ts'
import { t } from '../../state/words.ts'
import { ChoiceField } from '../choice-field.tsx'
import { Dialog } from '../dialog.tsx'
import { Fault } from '../fault.tsx'
import { Field } from '../field.tsx'

/** Adds a chat channel by the address of its incoming webhook. */
export function ChannelDialog({
  organisation,
  close,
}: {
  readonly organisation: string
  readonly close: () => void
}) {
  const [name, setName] = useState('')
  const [format, setFormat] = useState('slack')
  const [url, setUrl] = useState('')
  const [sorts, setSorts] = useState<readonly Sort[]>(['check-in-late', 'agreement-stale', 'finding-new'])
  const client = useQueryClient()
  const add = useMutation({
    mutationFn: () =>
      ask(addressOf(organisation, '/telling/channels'), {
        method: 'POST',
        body: { name, format, url, sorts },
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['of', organisation, '/telling/channels'] })
      close()
    },
  })
  const toggle = (sort: Sort) =>
    setSorts(sorts.includes(sort) ? sorts.filter((one) => one !== sort) : [...sorts, sort])
  return (
    <Dialog title={t('telling.channelAdd')} close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          add.mutate()
        }}
      >
        <div className="field-row">
          <Field
            label={t('telling.channelName')}
            value={name}
            required
            maxLength={100}
            onChange={(event) => setName(event.target.value)}
          />
          <ChoiceField
            label={t('telling.channelFormat')}
            value={format}
            items={[
              { id: 'slack', name: t('telling.slack') },
              { id: 'teams', name: t('telling.teams') },
            ]}
            change={setFormat}
          />
        </div>
        <Field
          label={t('telling.channelUrl')}
          type="url"
          value={url}
          required
          autoComplete="off"
          onChange={(event) => setUrl(event.target.value)}
        />
        <fieldset className="telling-part">
          <legend>{t('telling.channelSorts')}</legend>
          {all.map((sort) => (
            <label key={sort} className="inline block">
              <input type="checkbox" checked={sorts.includes(sort)} onChange={() => toggle(sort)} />
              {t(sortWords[sort])}
            </label>
          ))}
        </fieldset>
        {add.isError && <Fault error={add.error} />}
        <div className="dialog-foot">
          <button type="submit" className="button primary" disabled={add.isPending || sorts.length === 0}>
            {t('telling.channelAdd')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
