import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'

/** The look of the editor, by the tokens of the page, which reach into its shadow root. */
export function codeTheme(dark: boolean): Extension {
  return EditorView.theme(
    {
      '&': { height: '100%', backgroundColor: 'var(--surface)', color: 'var(--ink)', fontSize: '14px' },
      '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '-2px' },
      '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.55' },
      '.cm-content': { caretColor: 'var(--ink)', padding: '8px 0' },
      '.cm-cursor': { borderLeftColor: 'var(--ink)' },
      '.cm-gutters': {
        backgroundColor: 'var(--surface)',
        color: 'var(--ink-2)',
        borderRight: '1px solid var(--line)',
      },
      '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--sunken)' },
      '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, ::selection': {
        backgroundColor: 'var(--shade-2)',
      },
      '.cm-selectionBackground': { backgroundColor: 'var(--shade-1)' },
      '.cm-selectionMatch': { backgroundColor: 'var(--accent-soft)' },
      '.cm-searchMatch': { backgroundColor: 'var(--accent-soft)', outline: '1px solid var(--accent)' },
      '.cm-panels': {
        backgroundColor: 'var(--ground)',
        color: 'var(--ink)',
        borderColor: 'var(--line)',
        fontFamily: 'var(--font)',
      },
      '.cm-panel.cm-search': { padding: '8px 30px 8px 10px' },
      '.cm-panel.cm-search label': { fontSize: '13px' },
      '.cm-textfield': {
        minHeight: '30px',
        padding: '3px 8px',
        border: '1px solid var(--line-strong)',
        borderRadius: '6px',
        backgroundColor: 'var(--surface)',
        color: 'var(--ink)',
        fontSize: '14px',
      },
      '.cm-button': {
        minHeight: '30px',
        border: '1px solid var(--line-strong)',
        borderRadius: '6px',
        backgroundImage: 'none',
        backgroundColor: 'var(--surface)',
        color: 'var(--ink)',
        fontSize: '13px',
      },
      '.cm-panel button[name=close]': { minWidth: '24px', minHeight: '24px', color: 'var(--ink)' },
      '.cm-tooltip': {
        border: '1px solid var(--line-strong)',
        backgroundColor: 'var(--surface)',
        color: 'var(--ink)',
        fontFamily: 'var(--font)',
      },
    },
    { dark },
  )
}
