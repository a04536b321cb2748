import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { yaml } from '@codemirror/lang-yaml'
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language'
import { lintGutter, setDiagnostics } from '@codemirror/lint'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { EditorState } from '@codemirror/state'
import {
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { codeTheme } from './code-theme.ts'

/** A fault in the text that is edited; lines and columns count from 1. */
export type Mark = {
  readonly line: number
  readonly column: number
  readonly message: string
  readonly severity: 'error' | 'warning' | 'info'
}

export type CodeView = {
  /** Puts the cursor there, in sight. */
  readonly show: (line: number, column: number) => void
  readonly mark: (marks: readonly Mark[]) => void
  readonly end: () => void
}

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--accent)' },
  { tag: tags.comment, color: 'var(--ink-2)', fontStyle: 'italic' },
  { tag: [tags.number, tags.bool, tags.null, tags.keyword], color: 'var(--good-ink)' },
  { tag: [tags.separator, tags.punctuation, tags.squareBracket, tags.brace], color: 'var(--ink-2)' },
])

/**
 * Opens an editor of YAML. It lies in a shadow root: there its styles are constructed sheets, which the
 * content-security policy allows, where elements of style text would be refused.
 */
export function openCode(
  host: HTMLElement,
  {
    text,
    label,
    isReadOnly,
    phrases,
    changed,
  }: {
    readonly text: string
    readonly label: string
    readonly isReadOnly: boolean
    readonly phrases: Readonly<Record<string, string>>
    readonly changed: (text: string) => void
  },
): CodeView {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' })
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        lintGutter(),
        history(),
        indentOnInput(),
        bracketMatching(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        highlightSelectionMatches(),
        search({ top: true }),
        yaml(),
        syntaxHighlighting(colours),
        codeTheme(document.documentElement.dataset.theme === 'dark'),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', tabindex: '0' }),
        EditorState.phrases.of(phrases),
        EditorState.readOnly.of(isReadOnly),
        // After Escape the next Tab leaves the editor.
        keymap.of([...defaultKeymap, ...searchKeymap, ...historyKeymap, indentWithTab]),
        EditorView.updateListener.of(({ docChanged, state }) => {
          if (docChanged) changed(state.doc.toString())
        }),
      ],
    }),
  })
  const offsetOf = (line: number, column: number) => {
    const { doc } = view.state
    const { from, to } = doc.line(Math.min(Math.max(1, line), doc.lines))
    return Math.min(from + Math.max(0, column - 1), to)
  }
  return {
    show: (line, column) => {
      const anchor = offsetOf(line, column)
      view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) })
      view.focus()
    },
    mark: (marks) => {
      const diagnostics = marks.map(({ line, column, message, severity }) => {
        const from = offsetOf(line, column)
        return { from, to: view.state.doc.lineAt(from).to, message, severity }
      })
      view.dispatch(setDiagnostics(view.state, diagnostics))
    },
    end: () => view.destroy(),
  }
}
