import type { MessageId } from '../state/words.ts'

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
      { to: '/$organisation/boards', name: 'shell.boards' },
    ],
  },
  {
    group: 'shell.do',
    items: [
      { to: '/$organisation/check-in', name: 'shell.checkIn' },
      { to: '/$organisation/agreements', name: 'shell.agreements' },
    ],
  },
  {
    group: 'shell.keep',
    items: [
      { to: '/$organisation/strategy', name: 'strategy.title' },
      { to: '/$organisation/people', name: 'people.title' },
      { to: '/$organisation/telling', name: 'telling.title' },
    ],
  },
] as const satisfies readonly {
  readonly group: MessageId
  readonly items: readonly { readonly to: string; readonly name: MessageId }[]
}[]
