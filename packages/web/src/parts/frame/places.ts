import type { MessageId } from '../../state/words.ts'

/** Where one can go in an organisation. */
export const places = [
  {
    group: 'shell.see',
    items: [
      { to: '/$organisation', name: 'shell.overview' },
      { to: '/$organisation/scorecard', name: 'shell.scorecard' },
      { to: '/$organisation/map', name: 'shell.map' },
      { to: '/$organisation/cascade', name: 'shell.cascade' },
      { to: '/$organisation/alignment', name: 'shell.alignment' },
      { to: '/$organisation/what-if', name: 'whatIf.title' },
      { to: '/$organisation/boards', name: 'shell.boards' },
    ],
  },
  {
    group: 'shell.do',
    items: [
      { to: '/$organisation/check-in', name: 'shell.checkIn' },
      { to: '/$organisation/imports', name: 'imports.title' },
      { to: '/$organisation/agreements', name: 'shell.agreements' },
      { to: '/$organisation/reviews', name: 'reviews.title' },
      { to: '/$organisation/smart', name: 'smart.title' },
    ],
  },
  {
    group: 'shell.keep',
    items: [
      { to: '/$organisation/strategy', name: 'strategy.title' },
      { to: '/$organisation/people', name: 'people.title' },
      { to: '/$organisation/connections', name: 'connections.title' },
      { to: '/$organisation/settings', name: 'settings.title' },
      { to: '/$organisation/audit', name: 'audit.title' },
      { to: '/$organisation/telling', name: 'telling.title' },
    ],
  },
] as const satisfies readonly {
  readonly group: MessageId
  readonly items: readonly { readonly to: string; readonly name: MessageId }[]
}[]
