import { describe, expect, test } from 'vitest'
import { mentioning, mentionsIn, offered } from '../src/state/discussion.ts'
import type { Block, Inline } from '../src/state/markdown.ts'
import { readMarkdown, safeAddress } from '../src/state/markdown.ts'
import { hostileTexts } from './hostile-texts.ts'

const linesOf = (block: Block) => (block.kind === 'list' ? block.items : block.lines)
const flat = (pieces: readonly Inline[]): readonly Inline[] =>
  pieces.flatMap((piece) => ('inner' in piece ? [piece, ...flat(piece.inner)] : [piece]))
const all = (text: string) => readMarkdown(text).flatMap((block) => linesOf(block).flatMap(flat))

describe('comments', () => {
  test('have paragraphs, lists, bold, italic, code, links and mentions', () => {
    const text =
      'One **bold** and *thin*\nnext\n\n- `a*b*`\n- [site](https://x.example/a)\n\n1. @lea\n2. mail <mailto:a@b.c>'
    expect(readMarkdown(text)).toEqual([
      {
        kind: 'paragraph',
        lines: [
          [
            { kind: 'text', text: 'One ' },
            { kind: 'strong', inner: [{ kind: 'text', text: 'bold' }] },
            { kind: 'text', text: ' and ' },
            { kind: 'em', inner: [{ kind: 'text', text: 'thin' }] },
          ],
          [{ kind: 'text', text: 'next' }],
        ],
      },
      {
        kind: 'list',
        isNumbered: false,
        items: [
          [{ kind: 'code', text: 'a*b*' }],
          [{ kind: 'link', to: 'https://x.example/a', text: 'site' }],
        ],
      },
      {
        kind: 'list',
        isNumbered: true,
        items: [
          [{ kind: 'mention', id: 'lea' }],
          [
            { kind: 'text', text: 'mail <mailto:a' },
            { kind: 'mention', id: 'b' },
            { kind: 'text', text: '.c>' },
          ],
        ],
      },
    ])
  })

  test.each(hostileTexts)('%j gives links of the web and of mail alone', (text) => {
    const links = all(text).flatMap((piece) => (piece.kind === 'link' ? [new URL(piece.to).protocol] : []))
    expect(links.filter((protocol) => !['http:', 'https:', 'mailto:'].includes(protocol))).toEqual([])
  })

  test('take no time that grows out of hand with their length', () => {
    for (const piece of ['*', '**', '`', '[', '](', '@a', '[a](', 'https://', '- '])
      expect(() => readMarkdown(piece.repeat(5000))).not.toThrow()
  })

  test('no address but of the web and of mail is one', () => {
    expect(safeAddress('mailto:a@b.example')).toBe('mailto:a@b.example')
    for (const text of ['javascript:1', '/kpis', 'x', '', 'ftp://x.example', 'data:,x'])
      expect([text, safeAddress(text)]).toEqual([text, undefined])
  })
})

describe('mentions', () => {
  const people = [
    { id: 'lea', name: 'Lea Brandt' },
    { id: 'jonas', name: 'Jonas Alder' },
  ]

  test('are offered by what was begun, made whole, and found in the text', () => {
    expect(offered('ask @le', people).map(({ id }) => id)).toEqual(['lea'])
    expect(offered('ask @ald', people).map(({ id }) => id)).toEqual(['jonas'])
    expect(offered('mail a@le', people)).toEqual([])
    expect(mentioning('ask @le', people[0] as (typeof people)[0])).toBe('ask @lea ')
    expect(mentionsIn('@lea, @lea and @nobody', people)).toEqual(['lea'])
  })
})
