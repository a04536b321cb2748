import type { FormEvent, ReactNode } from 'react'
import { useState } from 'react'
import { Fault } from '../fault.tsx'

/** A screen with one form, for those who are not in yet. `send` throws what the form then shows. */
export function AccountForm({
  title,
  lead,
  action,
  send,
  children,
}: {
  readonly title: string
  readonly lead?: string
  readonly action: string
  readonly send: (values: (name: string) => string) => Promise<void>
  readonly children: ReactNode
}) {
  const [fault, setFault] = useState<unknown>()
  const [isSending, setSending] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    setSending(true)
    setFault(undefined)
    try {
      await send((name) => String(data.get(name) ?? ''))
    } catch (error) {
      setFault(error)
    }
    setSending(false)
  }
  return (
    <main className="alone">
      <form className="card form" onSubmit={submit}>
        <img src="/keel.svg" alt="" width="40" height="40" />
        <h1>{title}</h1>
        {lead !== undefined && <p>{lead}</p>}
        {children}
        {fault !== undefined && <Fault error={fault} />}
        <button type="submit" className="button primary" disabled={isSending}>
          {action}
        </button>
      </form>
    </main>
  )
}
