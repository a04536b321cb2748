import type { Model } from '@keelson/server/answers'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { targetNow } from '../../state/kpi-draft.ts'
import { useOffer } from '../../state/negotiate.ts'
import { t } from '../../state/words.ts'
import { ChoiceField } from '../choice-field.tsx'
import { Dialog } from '../dialog.tsx'
import { TermsForm } from './terms-form.tsx'

/** Offers a target for a KPI. */
export function OfferDialog({
  organisation,
  model,
  kpi: given,
  close,
}: {
  readonly organisation: string
  readonly model: Model
  readonly kpi?: string
  readonly close: () => void
}) {
  const navigate = useNavigate()
  const [id, setId] = useState(given ?? model.kpis[0]?.id ?? '')
  const kpi = model.kpis.find((one) => one.id === id)
  const target = kpi && targetNow(kpi, model.today)
  const [period, setPeriod] = useState<string>()
  const wanted = period ?? target?.period ?? model.organisation.period
  const offer = useOffer(organisation)
  return (
    <Dialog title={t('agree.offer')} close={close}>
      <TermsForm
        organisation={organisation}
        subject={{ kind: 'target', kpi: id, period: wanted }}
        action={t('agree.send')}
        isSending={offer.isPending}
        fault={offer.error}
        send={(terms) =>
          offer.mutate(
            { subject: { kind: 'target', kpi: id, period: wanted }, terms },
            {
              onSuccess: ({ id: negotiation }) =>
                navigate({
                  to: '/$organisation/agreements/$negotiation',
                  params: { organisation, negotiation },
                }),
            },
          )
        }
      >
        <div className="field-row">
          <ChoiceField label={t('scorecard.kpi')} value={id} items={model.kpis} change={setId} />
          <label className="field">
            <span>{t('common.period')}</span>
            <input value={wanted} required onChange={(event) => setPeriod(event.target.value)} />
          </label>
        </div>
      </TermsForm>
    </Dialog>
  )
}
