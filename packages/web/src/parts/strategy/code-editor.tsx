import { useEffect, useEffectEvent, useRef } from 'react'
import { t } from '../../state/words.ts'
import type { CodeView, Mark } from './code-view.ts'
import { openCode } from './code-view.ts'

/** Edits a strategy file. It is opened anew where `path` or `version` is another: the text is its own from then on. */
export function CodeEditor({
  path,
  version,
  text,
  isReadOnly,
  marks,
  line,
  changed,
}: {
  readonly path: string
  readonly version: string
  readonly text: string
  readonly isReadOnly: boolean
  readonly marks: readonly Mark[]
  /** Where to put the cursor, as "line" or "line:column". */
  readonly line: string | undefined
  readonly changed: (text: string) => void
}) {
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<CodeView>(undefined)
  const tell = useEffectEvent((now: string) => changed(now))
  const open = useEffectEvent((element: HTMLElement) =>
    openCode(element, {
      text,
      label: t('strategy.textOf', { path }),
      isReadOnly,
      phrases: phrases(),
      changed: tell,
    }),
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: another file or version is another editor.
  useEffect(() => {
    if (!host.current) return
    const own = open(host.current)
    view.current = own
    return () => own.end()
  }, [path, version])
  // biome-ignore lint/correctness/useExhaustiveDependencies: an editor opened anew is marked again.
  useEffect(() => view.current?.mark(marks), [marks, path, version])
  useEffect(() => {
    const [row, column = 1] = line?.split(':').map(Number) ?? []
    if (row !== undefined && Number.isFinite(row)) view.current?.show(row, column)
  }, [line])
  return <div ref={host} className="code-editor" />
}

/** The words of the editor's own panels. */
function phrases(): Readonly<Record<string, string>> {
  return {
    Find: t('strategy.find'),
    Replace: t('strategy.replaceWith'),
    next: t('strategy.next'),
    previous: t('strategy.previous'),
    all: t('strategy.all'),
    'match case': t('strategy.matchCase'),
    'by word': t('strategy.byWord'),
    regexp: t('strategy.regexp'),
    replace: t('strategy.replace'),
    'replace all': t('strategy.replaceAll'),
    close: t('common.close'),
    'Go to line': t('strategy.goToLine'),
    go: t('strategy.go'),
    Diagnostics: t('strategy.faults'),
  }
}
